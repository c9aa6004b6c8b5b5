package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole comparison in one command, with networks and trainings as small as they can be. */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholePaperStudyTest {

    private static final String NETWORKS = "xception,two-stream-td-xception";

    private final StringWriter out = new StringWriter();

    private Path directory;
    private Path comparison;

    @BeforeAll
    void compareTwoNetworksOnAFewLoops(@TempDir Path shared) throws IOException {
        directory = shared;
        new GeneratePhantom(2)
                .generate(
                        directory.resolve("studies"),
                        new PhantomRequest(5, 3, Set.of(View.PLAX, View.PSAX_LV), 2),
                        (_, _) -> {});
        comparison = directory.resolve("comparison");
        assertThat(study()).as(out.toString()).isZero();
    }

    private int study(String... more) {
        return run(Stream.concat(
                        Stream.of(
                                "study",
                                "--preset",
                                "phantom-paper",
                                "--data",
                                directory.resolve("studies").toString(),
                                "--out",
                                comparison.toString(),
                                "--networks",
                                NETWORKS,
                                "--width",
                                "0.05",
                                "--epochs",
                                "1",
                                "--experiment-loops",
                                "0"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void everyPageOfTheReportIsMarkedAndSaysWhatOfThePaperHolds() throws IOException {
        String page = Files.readString(comparison.resolve("report").resolve("report.html"));
        assertThat(page)
                .contains("SYNTHETIC")
                .contains("Against the paper")
                .contains("Xception")
                .contains("Two-stream, TD-Xception");
        assertThat(comparison.resolve("report/numbers/against-the-paper.csv")).exists();
        assertThat(comparison.resolve("report/numbers/mcnemar.csv")).exists();
        assertThat(out.toString()).contains("SYNTHETIC data: 1 unseen studies");
    }

    @Test
    void theStreamsThatANetworkNeedsAreTrainedAndEachBundleTellsWhereItComesFrom() throws IOException {
        for (String network : List.of("xception", "td-xception", "temporal-inception-v3", "two-stream-td-xception")) {
            try (ModelBundle bundle =
                    ModelBundle.open(comparison.resolve("bundles").resolve(network))) {
                assertThat(bundle.identity().synthetic()).isTrue();
                assertThat(bundle.description().architecture()).isEqualTo(network);
                assertThat(bundle.description().trainingProvenance())
                        .containsEntry("data", "synthetic phantom studies")
                        .containsEntry("trainingStudies", 3);
            }
        }
    }

    @Test
    void theSameCommandAgainTrainsNothingTwice() throws IOException {
        Path checkpoint = comparison.resolve("networks/xception/checkpoint.pt");
        Path bundle = comparison.resolve("bundles/xception/bundle.json");
        var trained = Files.getLastModifiedTime(checkpoint);
        var bundled = Files.getLastModifiedTime(bundle);
        assertThat(study("--train-only")).as(out.toString()).isZero();
        assertThat(Files.getLastModifiedTime(checkpoint)).isEqualTo(trained);
        assertThat(Files.getLastModifiedTime(bundle)).isEqualTo(bundled);
    }

    @Test
    void anotherComparisonIsNotMixedIntoTheSamePlace() {
        assertThat(study("--seed", "2")).isEqualTo(1);
        assertThat(out.toString()).contains("holds another comparison");
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
