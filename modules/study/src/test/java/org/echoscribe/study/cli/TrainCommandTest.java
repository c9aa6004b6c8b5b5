package org.echoscribe.study.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    @Test
    void processesOfSeveralMachinesNeedAllThreeOptions() {
        assertThat(run("train", "--preset", "phantom-small", "--rank", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--rank, --world-size and --rendezvous belong together");
    }

    @Test
    void aRankBeyondTheWorldIsWrongUsage() {
        assertThat(run(
                        "train",
                        "--preset",
                        "phantom-small",
                        "--rank",
                        "2",
                        "--world-size",
                        "2",
                        "--rendezvous",
                        "tcp://a:1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--rank must be 0 to 1");
    }

    @Test
    void settingsThatMakeNoTrainingAreWrongUsage() {
        assertThat(run("train", "--preset", "phantom-small", "--out", directory.toString(), "--batch-size", "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("2 items a step");
    }

    @Test
    void freezingWithoutStartingWeightsIsWrongUsage() {
        assertThat(run("train", "--preset", "phantom-small", "--out", directory.toString(), "--freeze-epochs", "1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--weights xception=FILE");
    }

    @Test
    void weightsThatDoNotFitAreRefusedBeforeAnythingIsPrepared() throws IOException {
        Path file = Files.write(directory.resolve("weights.pth"), new byte[] {1, 2, 3});
        String out = directory.resolve("out").toString();
        assertThat(run("train", "--preset", "phantom-small", "--out", out, "--weights", "xception=" + file))
                .isEqualTo(1);
        assertThat(err.toString()).contains("weights.pth").contains("safetensors");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void theHelpTellsWhatEachChoiceCosts() {
        assertThat(run("train", "--help")).isZero();
        assertThat(err.toString())
                .contains("--accumulate", "--precision", "--class-weights", "--workers", "--rendezvous")
                .contains("batch normalisation")
                .contains("bfloat16");
    }

    @Test
    void typedChoicesAreKeptForTheCommandThatDoesItAgain() {
        TrainingChoices choices = new TrainingChoices();
        var parsed = new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("choices", CommandLine.Model.CommandSpec.forAnnotatedObject(choices)))
                .parseArgs("--precision", "BFLOAT16", "--batch-size", "40");
        assertThat(choices.typed(parsed)).isEqualTo("--batch-size 40 --precision bfloat16");
    }

    private int run(String... arguments) {
        return StudyRun.run(err, arguments);
    }
}
