package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void withoutAPresetTheUsageIsShownAndTheStatusIsTwo() {
        assertThat(run("train")).isEqualTo(2);
        assertThat(err.toString()).contains("--preset");
    }

    @Test
    void anUnknownPresetIsRefusedWithThoseOnOffer() {
        assertThat(run("train", "--preset", "phantom-huge")).isEqualTo(2);
        assertThat(err.toString()).contains("phantom-huge").contains("phantom-small");
    }

    @Test
    void tooFewStudiesAreWrongUsage() {
        assertThat(run("train", "--preset", "phantom-small", "--out", directory.toString(), "--studies", "2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--studies must be at least 4");
    }

    @Test
    void aDirectoryWithoutLabelsIsWrongUsage() {
        String out = directory.resolve("out").toString();
        assertThat(run("train", "--preset", "phantom-small", "--out", out, "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("labels.csv");
    }

    @Test
    void aTrainingThatIsThereIsNotOverwritten() throws IOException {
        Files.createDirectories(directory.resolve("frames"));
        Files.createFile(directory.resolve("frames").resolve("checkpoint.pt"));
        assertThat(run("train", "--preset", "phantom-small", "--out", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--resume");
    }

    @Test
    void aWrongTableFailsAndNamesTheLine() throws IOException {
        Files.writeString(
                directory.resolve("labels.csv"),
                "sop_instance_uid,study_instance_uid,view,reader,file\n1.2.1,1.2,NO_VIEW,r,1.dcm\n");
        String out = directory.resolve("out").toString();
        assertThat(run("train", "--preset", "phantom-small", "--out", out, "--data", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("labels.csv:2").contains("NO_VIEW");
    }

    private int run(String... arguments) {
        CommandLine commandLine = StudyCommand.commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setOut(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
