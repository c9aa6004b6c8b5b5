package org.echoscribe.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.GraphBuilder;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.Shape;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Value;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainNetworkTest {

    private static final TrainingSettings SETTINGS = new TrainingSettings(16, 3e-3, 6, 3, 1, 0.3, 11);
    private static final TrainingObserver SILENT = observerThat(_ -> {});

    @Test
    void itLearnsWhereTheBrightBarStands(@TempDir Path directory) throws IOException {
        TrainNetwork.Trained trained = new TrainNetwork(barReader(), SETTINGS, directory)
                .train(NetworkWeights.initial(barReader(), 1), new Bars(160, 1), new Bars(60, 2), SILENT);
        assertThat(trained.best().validationAccuracy()).isGreaterThan(0.9);
        assertThat(directory.resolve("curves.csv")).exists();
        assertThat(directory.resolve("curves.png")).exists();
    }

    @Test
    void aKilledTrainingGoesOnToTheSameWeightsBitForBit(@TempDir Path whole, @TempDir Path killed) throws IOException {
        NetworkWeights start = NetworkWeights.initial(barReader(), 1);
        TrainNetwork.Trained uninterrupted =
                new TrainNetwork(barReader(), SETTINGS, whole).train(start, new Bars(160, 1), new Bars(60, 2), SILENT);

        TrainNetwork interrupted = new TrainNetwork(barReader(), SETTINGS, killed);
        TrainingObserver killer = observerThat(epoch -> {
            if (epoch == 3) {
                throw new IllegalStateException("killed in the third epoch");
            }
        });
        assertThatThrownBy(() -> interrupted.train(start, new Bars(160, 1), new Bars(60, 2), killer))
                .hasMessage("killed in the third epoch");
        TrainNetwork.Trained resumed =
                new TrainNetwork(barReader(), SETTINGS, killed).train(start, new Bars(160, 1), new Bars(60, 2), SILENT);

        assertThat(resumed.epochs()).hasSameSizeAs(uninterrupted.epochs());
        uninterrupted
                .weights()
                .head()
                .values()
                .forEach((name, values) -> assertThat(
                                resumed.weights().head().values().get(name))
                        .as(name)
                        .containsExactly(values));
        uninterrupted
                .weights()
                .spatial()
                .orElseThrow()
                .values()
                .forEach((name, values) -> assertThat(resumed.weights()
                                .spatial()
                                .orElseThrow()
                                .values()
                                .get(name))
                        .as(name)
                        .containsExactly(values));
    }

    @Test
    void aDamagedCheckpointIsNamedInTheError(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("checkpoint.pt"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> new TrainNetwork(barReader(), SETTINGS, directory)
                        .train(NetworkWeights.initial(barReader(), 1), new Bars(32, 1), new Bars(16, 2), SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checkpoint.pt")
                .hasMessageContaining("--resume");
    }

    /** A convolution with every kind of layer that has state: normalisation statistics and dropout's random numbers. */
    private static StreamedNetwork barReader() {
        GraphBuilder backbone = new GraphBuilder("bars");
        Value x = backbone.input("frames", new Shape.Image(1, 8, 8));
        x = backbone.sameConvolution("conv", x, 8, 3, 3, 2, false);
        x = backbone.relu("act", backbone.batchNormalization("bn", x, true, 1e-3, 0.9));
        x = backbone.validConvolution("collapse", x, 16, 4, 1, true);
        Graph spatial = backbone.output("features", backbone.globalAveragePool("pool", x))
                .build();
        GraphBuilder head = new GraphBuilder("head");
        Value pooled = head.averageOverTime("time", head.input("spatial", new Shape.Series(1, 16)));
        Graph logits = head.output("logits", head.dense("logits", head.dropout("drop", pooled, 0.2), 4))
                .build();
        return new StreamedNetwork("bars", Optional.of(spatial), Optional.empty(), logits);
    }

    private interface EpochHook {
        void started(int epoch);
    }

    private static TrainingObserver observerThat(EpochHook hook) {
        return new TrainingObserver() {
            @Override
            public void epochStarted(int epoch, int maximumEpochs, int steps) {
                hook.started(epoch);
            }

            @Override
            public void stepDone(double loss, double accuracy) {}

            @Override
            public void epochDone(Epoch epoch, boolean best) {}
        };
    }

    /** Noisy pictures with one bright column pair out of four; augmentation changes the noise. */
    private record Bars(int size, long seed) implements Examples {
        @Override
        public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
            FloatBuffer values = ByteBuffer.allocateDirect(items.length * 64 * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            long[] labels = new long[items.length];
            for (int i = 0; i < items.length; i++) {
                SplittableRandom random = augmentation.orElseGet(() -> new SplittableRandom(seed));
                labels[i] = items[i] % 4;
                for (int pixel = 0; pixel < 64; pixel++) {
                    boolean bright = pixel % 8 / 2 == labels[i];
                    values.put((float) random.nextDouble() * 0.5f + (bright ? 0.5f : 0f));
                }
            }
            return new Batch(Map.of("frames", new InputArray(values.flip(), items.length, 1, 1, 8, 8)), labels);
        }
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
