package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperStudyCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void whatCannotBeIsWrongUsageBeforeAnythingIsMade() {
        assertThat(study("--networks", "alexnet")).isEqualTo(2);
        assertThat(study("--pixels", "32")).isEqualTo(2);
        assertThat(study("--studies", "3")).isEqualTo(2);
        assertThat(study("--data", directory.toString())).isEqualTo(2);
        assertThat(out.toString())
                .contains("There is no network 'alexnet'")
                .contains("75 pixels")
                .contains("--studies must be at least 4")
                .contains("--data needs a directory with labels.csv");
        assertThat(directory.resolve("comparison")).doesNotExist();
    }

    @Test
    void theHelpTellsTheStepsAndWhatIsSynthetic() {
        assertThat(run("study", "--help")).isZero();
        assertThat(out.toString())
                .contains("SYNTHETIC")
                .contains("The same command goes on from the last epoch")
                .contains("Example");
    }

    private int study(String... choice) {
        return run(
                "study",
                "--preset",
                "phantom-paper",
                "--out",
                directory.resolve("comparison").toString(),
                choice[0],
                choice[1]);
    }

    private int run(String... arguments) {
        return StudyRun.run(out, arguments);
    }
}
