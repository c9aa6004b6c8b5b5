package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    private static final String SHIPPED =
            Path.of("../../etc/models/phantom-small").toString();

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    /** The shipped bundle, twice under other names, on loops that a reader partly could not classify. */
    @Test
    void labelledLoopsBecomeAReportThatSaysWhatWasMeasured() throws IOException {
        Path data = directory.resolve("studies");
        Path labels = new GeneratePhantom(2)
                .generate(data, new PhantomRequest(2, 5, Set.of(View.PLAX, View.SUBCOSTAL), 2), (_, _) -> {});
        List<String> lines = Files.readAllLines(labels);
        lines.set(4, lines.get(4).replaceAll("PLAX|SUBCOSTAL", "unclassifiable"));
        Files.write(labels, lines);
        Path report = directory.resolve("report");

        int status = run(
                "evaluate",
                SHIPPED,
                SHIPPED,
                "--data",
                data.toString(),
                "--out",
                report.toString(),
                "--experiment-loops",
                "1");

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("SYNTHETIC").contains("phantom-small 1.0.1 on 3 loops of 2 studies");
        assertThat(Files.readString(report.resolve("report.html"))).contains("SYNTHETIC DATA");
        assertThat(Files.readAllLines(report.resolve("predictions.csv"))).hasSize(1 + 2 * 3);
        assertThat(Files.readAllLines(report.resolve("numbers/mcnemar.csv")).get(1))
                .as("a bundle does not differ from itself")
                .endsWith(",exact,,1.0,1.0");
        String background =
                Files.readAllLines(report.resolve("numbers/background.csv")).get(1);
        assertThat(background)
                .as("the background changes nothing, and from it alone nothing is recognised")
                .startsWith("phantom-small 1.0.1 (")
                .contains(",1,0.0,0,1,0,0.0,");
        assertThat(Files.readAllLines(report.resolve("left-out.csv"))).hasSize(2);
    }

    @Test
    void anUnknownReaderIsRefusedWithThoseOfTheTable() throws IOException {
        Path table = directory.resolve("labels.csv");
        Path data = directory.resolve("studies");
        Path labels =
                new GeneratePhantom(1).generate(data, new PhantomRequest(1, 5, Set.of(View.PLAX), 1), (_, _) -> {});
        Files.copy(labels, table);
        assertThat(run("evaluate", SHIPPED, "--data", data.toString(), "--reader", "nobody"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("No loop was read by \"nobody\"").contains("phantom-truth");
    }

    @Test
    void withoutABundleOrATableItIsWrongUsage() {
        assertThat(run("evaluate", "--data", directory.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("at least one bundle");
        assertThat(run("evaluate", SHIPPED, "--data", directory.toString())).isEqualTo(2);
        assertThat(out.toString()).contains("labels.csv is not there");
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
