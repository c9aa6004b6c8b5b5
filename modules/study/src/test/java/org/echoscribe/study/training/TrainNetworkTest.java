package org.echoscribe.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echoscribe.study.network.NetworkWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainNetworkTest {

    private static final TrainingSettings SETTINGS = Bars.SETTINGS;
    private static final TrainingObserver SILENT = observerThat(_ -> {});

    @Test
    void itLearnsWhereTheBrightBarStands(@TempDir Path directory) throws IOException {
        TrainNetwork.Trained trained = new TrainNetwork(Bars.reader(), SETTINGS, directory)
                .train(NetworkWeights.initial(Bars.reader(), 1), new Bars(160, 1), new Bars(60, 2), SILENT);
        assertThat(trained.best().validationAccuracy()).isGreaterThan(0.9);
        assertThat(directory.resolve("curves.csv")).exists();
        assertThat(directory.resolve("curves.png")).exists();
    }

    @Test
    void aKilledTrainingGoesOnToTheSameWeightsBitForBit(@TempDir Path whole, @TempDir Path killed) throws IOException {
        NetworkWeights start = NetworkWeights.initial(Bars.reader(), 1);
        TrainNetwork.Trained uninterrupted = new TrainNetwork(Bars.reader(), SETTINGS, whole)
                .train(start, new Bars(160, 1), new Bars(60, 2), SILENT);

        TrainNetwork interrupted = new TrainNetwork(Bars.reader(), SETTINGS, killed);
        TrainingObserver killer = observerThat(epoch -> {
            if (epoch == 3) {
                throw new IllegalStateException("killed in the third epoch");
            }
        });
        assertThatThrownBy(() -> interrupted.train(start, new Bars(160, 1), new Bars(60, 2), killer))
                .hasMessage("killed in the third epoch");
        TrainNetwork.Trained resumed = new TrainNetwork(Bars.reader(), SETTINGS, killed)
                .train(start, new Bars(160, 1), new Bars(60, 2), SILENT);

        assertThat(resumed.epochs()).hasSameSizeAs(uninterrupted.epochs());
        assertThat(Bars.bytes(resumed.weights())).isEqualTo(Bars.bytes(uninterrupted.weights()));
    }

    @Test
    void aDamagedCheckpointIsNamedInTheError(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("checkpoint.pt"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> new TrainNetwork(Bars.reader(), SETTINGS, directory)
                        .train(NetworkWeights.initial(Bars.reader(), 1), new Bars(32, 1), new Bars(16, 2), SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checkpoint.pt")
                .hasMessageContaining("--resume");
    }

    private interface EpochHook {
        void started(int epoch);
    }

    private static TrainingObserver observerThat(EpochHook hook) {
        return new Bars.Silent() {
            @Override
            public void epochStarted(int epoch, int maximumEpochs, int steps) {
                hook.started(epoch);
            }
        };
    }

    @Test
    void aPlateauLowersTheLearningRateAndTheNextOneEndsTheTraining() {
        TrainingProgress progress = new TrainingProgress(new TrainingSettings(16, 0.01, 100, 2, 1, 0.1, 1));
        for (double loss : List.of(1.0, 0.8, 0.9, 0.9)) {
            assertThat(progress.learningRate()).isEqualTo(0.01);
            progress.add(epoch(progress.nextEpoch(), loss));
        }
        assertThat(progress.learningRate()).isEqualTo(0.01 * 0.1);
        assertThat(progress.isFinished()).isFalse();
        progress.add(epoch(5, 0.85));
        progress.add(epoch(6, 0.85));
        assertThat(progress.isFinished()).isTrue();
    }

    private static Epoch epoch(int number, double validationLoss) {
        return new Epoch(number, 1, 0.5, validationLoss, 0.5, 0.01, 1);
    }
}
