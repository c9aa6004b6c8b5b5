package org.echoscribe.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random tables through R's own functions and through ours. */
class RscriptTest {

    private static final int TABLES = 60;

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireR() {
        boolean present = Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "Rscript")));
        if (!present) {
            System.out.println("Skipped: Rscript is not installed (Debian: r-base-core)");
        }
        assumeTrue(present, "Rscript is not installed (Debian: r-base-core)");
    }

    @Test
    void exactIntervalsEqualBinomTest() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Double> ours = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            int trials = 1 + random.nextInt(i % 2 == 0 ? 30 : 3000);
            int count = i % 7 == 0 ? 0 : i % 11 == 0 ? trials : random.nextInt(trials + 1);
            script.append("print_all(binom.test(%d, %d)$conf.int)%n".formatted(count, trials));
            Interval interval = new Proportion(count, trials).exactInterval95();
            ours.addAll(List.of(interval.lower(), interval.upper()));
        }
        requireEqual(ours, r(script), 1e-9);
    }

    @Test
    void mcNemarEqualsMcnemarTestAndTheExactBinomialTest() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        List<Double> ours = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            int size = i % 2 == 0 ? 400 : 12;
            int b = random.nextInt(size) + 1;
            int c = random.nextInt(size) + 1;
            McNemar table = new McNemar(100 + random.nextInt(900), b, c, 30 + random.nextInt(50));
            script.append("m <- mcnemar.test(matrix(c(%d, %d, %d, %d), 2), correct = TRUE)%n"
                    .formatted(table.bothRight(), c, b, table.bothWrong()));
            script.append("print_all(c(m$statistic, m$p.value, binom.test(%d, %d)$p.value))%n".formatted(b, b + c));
            ours.addAll(List.of(table.chiSquared(), table.chiSquaredPValue(), table.exactPValue()));
        }
        requireEqual(ours, r(script), 1e-9);
    }

    @Test
    void kappaRecallPrecisionAndF1EqualMatrixAlgebra() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        List<Double> ours = new ArrayList<>();
        // The standard error as the delta method gives it, from kappa's gradient: another road than the published sum.
        StringBuilder script = new StringBuilder("""
                figures <- function(v, k) {
                  kappa <- function(p) {
                    m <- matrix(p, k, byrow = TRUE)
                    e <- sum(rowSums(m) * colSums(m))
                    (sum(diag(m)) - e) / (1 - e)
                  }
                  m <- matrix(v, k, byrow = TRUE)
                  p <- v / sum(v)
                  d <- sapply(seq_along(p), function(i) {
                    h <- replace(numeric(length(p)), i, 1e-6)
                    (kappa(p + h) - kappa(p - h)) / 2e-6
                  })
                  se <- sqrt((sum(d^2 * p) - sum(d * p)^2) / sum(v))
                  print_all(c(kappa(p), se, diag(m) / rowSums(m), diag(m) / colSums(m),
                              2 * diag(m) / (rowSums(m) + colSums(m))))
                }
                """);
        for (int i = 0; i < TABLES; i++) {
            int classes = 2 + random.nextInt(13);
            int[][] counts = new int[classes][classes];
            for (int row = 0; row < classes; row++) {
                for (int column = 0; column < classes; column++) {
                    counts[row][column] = row == column ? 1 + random.nextInt(200) : random.nextInt(8);
                }
            }
            script.append("figures(c(%s), %d)%n"
                    .formatted(
                            Arrays.stream(counts)
                                    .flatMapToInt(Arrays::stream)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining(", ")),
                            classes));
            ConfusionMatrix matrix = ConfusionMatrix.ofCounts(counts);
            Kappa kappa = Kappa.of(matrix);
            ours.addAll(List.of(kappa.value(), kappa.standardError()));
            for (int each = 0; each < classes; each++) {
                ours.add(matrix.recall(each).value());
            }
            for (int each = 0; each < classes; each++) {
                ours.add(matrix.precision(each).value());
            }
            for (int each = 0; each < classes; each++) {
                ours.add(matrix.f1(each));
            }
        }
        requireEqual(ours, r(script), 1e-7);
    }

    @Test
    void adjustedPValuesEqualPAdjust() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        List<Double> ours = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            double[] p =
                    random.doubles(1 + random.nextInt(20)).map(x -> x * x * x).toArray();
            script.append("print_all(p.adjust(c(%s), 'holm'))%n"
                    .formatted(Arrays.stream(p).mapToObj(Double::toString).collect(Collectors.joining(", "))));
            Arrays.stream(HolmAdjustment.adjust(p)).forEach(ours::add);
        }
        requireEqual(ours, r(script), 1e-12);
    }

    private List<Double> r(CharSequence script) throws IOException, InterruptedException {
        Path file = directory.resolve("figures.R");
        Path output = directory.resolve("figures.txt");
        Files.writeString(
                file, "print_all <- function(x) cat(sprintf('%.17g\\n', x), sep = '')\n" + script + "cat('done\\n')\n");
        Process process = new ProcessBuilder("Rscript", "--vanilla", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("R ends").isTrue();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.getLast()).as("R's last line of %s", lines).isEqualTo("done");
        return lines.subList(0, lines.size() - 1).stream()
                .filter(line -> !line.contains("arning") && !line.isBlank())
                .map(Double::valueOf)
                .toList();
    }

    private static void requireEqual(List<Double> ours, List<Double> theirs, double tolerance) {
        assertThat(theirs).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i)).as("figure %d", i).isCloseTo(theirs.get(i), within(tolerance));
        }
    }
}
