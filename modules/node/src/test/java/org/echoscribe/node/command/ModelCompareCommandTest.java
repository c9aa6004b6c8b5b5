package org.echoscribe.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.node.CommandRun;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.node.model.OtherBundle;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code model compare A B --data}: both bundles score labelled loops. The second has the first's graphs and reads their
 * outputs in the opposite order, so it names the opposite view of every loop, and less surely.
 */
class ModelCompareCommandTest {

    private static final int LOOPS = 2;
    private static final String A4C = View.A4C_LV.name();

    @TempDir
    private static Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private static Path opposite;
    private static Path studies;

    @BeforeAll
    static void makeLoopsAndASecondBundle() throws IOException {
        opposite = OtherBundle.writeOpposite(directory.resolve("opposite"));
        studies = directory.resolve("studies");
        new GeneratePhantom(1).generate(studies, new PhantomRequest(1, 1, Set.of(View.A4C_LV), LOOPS), (_, _) -> {});
    }

    @Test
    void whatBothSayOfLabelledLoopsIsCountedAgainstOneAnotherAndAgainstTheLabels() throws IOException {
        Map<String, String> first = answers(ShippedBundle.PATH);
        Map<String, String> second = answers(opposite);
        assertThat(first.keySet()).hasSize(LOOPS).isEqualTo(second.keySet());
        first.forEach((loop, view) -> assertThat(View.valueOf(second.get(loop)).ordinal())
                .isEqualTo(View.values().length - 1 - View.valueOf(view).ordinal()));
        int firstRight =
                Math.toIntExact(first.values().stream().filter(A4C::equals).count());
        int secondRight =
                Math.toIntExact(second.values().stream().filter(A4C::equals).count());
        assertThat(firstRight).as("the shipped model knows its own phantom").isPositive();

        assertThat(compare("--data", studies.toString(), "--json"))
                .as(err.toString())
                .isZero();
        JsonNode compared = new ObjectMapper().readTree(out.toString());
        assertThat(compared.path("first").path("name").asText()).isEqualTo("phantom-small");
        assertThat(compared.path("second").path("name").asText()).isEqualTo("opposite");
        JsonNode agreement = compared.path("agreement");
        assertThat(agreement.path("loops").asInt()).isEqualTo(LOOPS);
        assertThat(agreement.path("agreement").path("count").asInt()).isZero();
        JsonNode verified = agreement.path("verified");
        assertThat(verified.path("loops").asInt()).isEqualTo(LOOPS);
        assertThat(verified.path("onlyFirstRight").asInt()).isEqualTo(firstRight);
        assertThat(verified.path("onlySecondRight").asInt()).isEqualTo(secondRight);
        assertThat(verified.path("firstError").path("count").asInt()).isEqualTo(LOOPS - firstRight);
        assertThat(verified.path("secondError").path("count").asInt()).isEqualTo(LOOPS - secondRight);
        assertThat(agreement.path("differing")).hasSize(LOOPS).allSatisfy(loop -> {
            String uid = loop.path("sopInstanceUid").asText();
            assertThat(loop.path("first").asText()).isEqualTo(first.get(uid));
            assertThat(loop.path("second").asText()).isEqualTo(second.get(uid));
            assertThat(loop.path("verified").asText()).isEqualTo(A4C);
            assertThat(loop.path("firstCertainty").asDouble())
                    .isGreaterThan(loop.path("secondCertainty").asDouble());
        });
        assertThat(err.toString()).doesNotContain("are not compared");
    }

    @Test
    void loopsOfWhichThereIsNoFileAreCountedAndTheRestIsComparedInWords() throws IOException {
        Path table = directory.resolve("elsewhere.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(studies.resolve("labels.csv")));
        lines.add(lines.getLast().replaceFirst("^[^,]*", "2.25.4711"));
        Files.write(table, lines);
        assertThat(compare("--data", table.toString(), "--files", studies.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "A: " + ShippedBundle.PATH,
                        "B: " + opposite,
                        "* views",
                        "Both have scored 2 loops.",
                        "They name the same view in 0 of 2 (0.0 %",
                        "Against 2 verified views:",
                        "They differ on");
        assertThat(err.toString()).contains("1 of 3 labelled loops are not compared");
    }

    @Test
    void whatCannotBeComparedIsToldFromWrongUsage() throws IOException {
        assertThat(run("model", "compare", opposite.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Name two bundles, or --live.");
        assertThat(compare("--data", directory.resolve("nowhere.csv").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nowhere.csv");
        Path damaged = OtherBundle.writeOpposite(directory.resolve("damaged"));
        Files.delete(damaged.resolve(ModelBundle.HEAD_FILE));
        assertThat(run("model", "compare", opposite.toString(), damaged.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("A bundle is refused").contains(ModelBundle.HEAD_FILE);
    }

    /** What `classify` says of each loop, by its UID: the most probable view. */
    private Map<String, String> answers(Path bundle) throws IOException {
        List<String> classify = new ArrayList<>(List.of("classify", "--json"));
        try (Stream<Path> files = Files.walk(studies)) {
            files.map(Path::toString).filter(file -> file.endsWith(".dcm")).forEach(classify::add);
        }
        assertThat(run(with(bundle, classify.toArray(String[]::new)))).isZero();
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode loop : new ObjectMapper().readTree(out.toString())) {
            if (loop.has("probabilities")) {
                answers.put(
                        loop.path("sopInstanceUid").asText(),
                        loop.path("probabilities")
                                .propertyStream()
                                .max((one, other) -> Double.compare(
                                        one.getValue().asDouble(),
                                        other.getValue().asDouble()))
                                .orElseThrow()
                                .getKey());
            }
        }
        return answers;
    }

    private int compare(String... more) {
        List<String> all =
                new ArrayList<>(List.of("model", "compare", ShippedBundle.PATH.toString(), opposite.toString()));
        all.addAll(List.of(more));
        return run(with(ShippedBundle.PATH, all.toArray(String[]::new)));
    }

    private static String[] with(Path bundle, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--set", "model.bundle=" + bundle, "--set", "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS));
        return all.toArray(String[]::new);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandRun.run(out, err, arguments);
    }
}
