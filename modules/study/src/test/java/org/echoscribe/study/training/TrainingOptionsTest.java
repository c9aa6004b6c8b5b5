package org.echoscribe.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.Precision;
import org.echoscribe.study.torch.WorkerGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingOptionsTest {

    private static final TrainingSettings THREE_EPOCHS = new TrainingSettings(16, 3e-3, 3, 3, 1, 0.3, 11);

    @TempDir
    private Path directory;

    @Test
    void aBatchInPartsTrainsAsTheWholeBatchWhereNothingIsNormalised() throws IOException {
        StreamedNetwork network = Bars.reader(false);
        float[] whole = logitsKernel(train(network, "whole", TrainingOptions.standard()));
        float[] parts = logitsKernel(train(network, "parts", options(Precision.FLOAT32, 4, ClassWeighting.NONE)));
        assertThat(parts).hasSameSizeAs(whole);
        for (int i = 0; i < whole.length; i++) {
            assertThat(parts[i]).isEqualTo(whole[i], within(2e-4f));
        }
    }

    @Test
    void bfloat16LearnsTooButComputesOtherNumbers() throws IOException {
        TrainNetwork.Trained single = train(Bars.reader(), "single", TrainingOptions.standard());
        TrainNetwork.Trained mixed = train(Bars.reader(), "mixed", options(Precision.BFLOAT16, 1, ClassWeighting.NONE));
        double difference = Math.abs(mixed.epochs().getFirst().trainingLoss()
                - single.epochs().getFirst().trainingLoss());
        assertThat(difference).isGreaterThan(0).isLessThan(0.05);
    }

    @Test
    void balancedWeightsMakeEveryViewPresentCountTheSame() {
        float[] weights = ClassWeighting.BALANCED.weights(new Skewed(), 4).orElseThrow();
        assertThat(weights).containsExactly(20f / (2 * 15), 20f / (2 * 5), 1f, 1f);
        assertThat(ClassWeighting.NONE.weights(new Skewed(), 4)).isEmpty();
    }

    @Test
    void aFrozenBackboneKeepsItsWeightsWhileTheHeadLearns() throws IOException {
        NetworkWeights start = NetworkWeights.initial(Bars.reader(), 1);
        TrainNetwork.Trained trained =
                train(Bars.reader(), "frozen", TrainingOptions.standard().freezing(new Freezing(3, 0)));
        start.spatial()
                .orElseThrow()
                .values()
                .forEach((name, values) -> assertThat(trained.weights()
                                .spatial()
                                .orElseThrow()
                                .values()
                                .get(name))
                        .as(name)
                        .containsExactly(values));
        assertThat(logitsKernel(trained)).isNotEqualTo(start.head().values().get("logits/kernel"));
    }

    @Test
    void theBackboneIsUnfrozenFromItsEnd() {
        Freezing published = Freezing.PUBLISHED_I3D;
        var spatial = Bars.reader().spatial();
        assertThat(published.frozenNodes(spatial, 1)).containsExactlyInAnyOrder("conv", "bn", "collapse");
        assertThat(published.frozenNodes(spatial, 3)).containsExactlyInAnyOrder("conv", "bn");
        assertThat(published.frozenNodes(spatial, 5)).containsExactly("conv");
        assertThat(published.frozenNodes(spatial, 6)).isEmpty();
        assertThat(Freezing.NONE.frozenNodes(spatial, 1)).isEmpty();
    }

    @Test
    void aTrainingThatUnfreezesGoesOnToTheSameWeightsAfterAKill() throws IOException {
        TrainingOptions thawing = TrainingOptions.standard().freezing(new Freezing(1, 2));
        NetworkWeights whole = train(Bars.reader(), "whole", thawing).weights();
        TrainingSettings cut = new TrainingSettings(16, 3e-3, 2, 3, 1, 0.3, 11);
        new TrainNetwork(Bars.reader(), cut, thawing, directory.resolve("cut"))
                .train(NetworkWeights.initial(Bars.reader(), 1), new Bars(64, 1), new Bars(20, 2), new Bars.Silent());
        NetworkWeights resumed = train(Bars.reader(), "cut", thawing).weights();
        assertThat(Bars.bytes(resumed)).isEqualTo(Bars.bytes(whole));
    }

    private TrainNetwork.Trained train(StreamedNetwork network, String name, TrainingOptions options)
            throws IOException {
        return new TrainNetwork(network, THREE_EPOCHS, options, directory.resolve(name))
                .train(NetworkWeights.initial(network, 1), new Bars(64, 1), new Bars(20, 2), new Bars.Silent());
    }

    private static TrainingOptions options(Precision precision, int accumulation, ClassWeighting weighting) {
        return new TrainingOptions(precision, accumulation, weighting, Freezing.NONE, WorkerGroup.alone());
    }

    private static float[] logitsKernel(TrainNetwork.Trained trained) {
        return trained.weights().head().values().get("logits/kernel");
    }

    /** 15 items of the first class, five of the second, none of the others. */
    private record Skewed() implements Examples {
        @Override
        public int size() {
            return 20;
        }

        @Override
        public Batch batch(int[] items, Optional<SplittableRandom> augmentation) {
            return new Batch(Map.of(), new long[] {items[0] < 15 ? 0 : 1});
        }
    }
}
