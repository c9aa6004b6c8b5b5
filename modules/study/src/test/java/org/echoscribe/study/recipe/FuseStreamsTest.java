package org.echoscribe.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Heads;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchNetwork;
import org.junit.jupiter.api.Test;

class FuseStreamsTest {

    private static final int VIEWS = 14;

    @Test
    void theJoinedHeadGivesTheWeightedSumOfBothStreamsLogits() {
        NetworkScale scale = new NetworkScale(0.25, 96, 0.9);
        Graph spatial = Heads.timeDistributed(20, 16, scale, VIEWS);
        Graph temporal = Heads.temporal(4, 24, VIEWS);
        Graph joined = Heads.twoStream(20, 16, 4, 24, scale, VIEWS);
        Weights spatialWeights = Weights.initial(spatial, 1);
        Weights temporalWeights = Weights.initial(temporal, 2);
        SplittableRandom random = new SplittableRandom(3);
        InputArray frames = random(random, 1, 20, 16);
        InputArray chunks = random(random, 1, 4, 24);

        FuseStreams fusion = new FuseStreams(0.3, 1.7, FuseStreams.logPrior(new int[] {0, 0, 0, 5}, VIEWS));
        float[] expected = fusion.logits(
                logits(spatial, spatialWeights, Map.of("spatial", frames)),
                logits(temporal, temporalWeights, Map.of("temporal", chunks)));
        float[] actual = logits(
                joined, fusion.head(spatialWeights, temporalWeights), Map.of("spatial", frames, "temporal", chunks));
        for (int view = 0; view < VIEWS; view++) {
            assertThat(actual[view]).isCloseTo(expected[view], within(1e-5f));
        }
    }

    @Test
    void aStreamThatKnowsNothingGetsNextToNoWeight() {
        SplittableRandom random = new SplittableRandom(9);
        int loops = 300;
        int[] truth = new int[loops];
        float[] noise = new float[loops * VIEWS];
        float[] knowledge = new float[loops * VIEWS];
        for (int loop = 0; loop < loops; loop++) {
            truth[loop] = random.nextInt(VIEWS);
            for (int view = 0; view < VIEWS; view++) {
                noise[loop * VIEWS + view] = (float) random.nextDouble(-8, 8);
                knowledge[loop * VIEWS + view] = (float) random.nextDouble(-2, 2) + (view == truth[loop] ? 3 : 0);
            }
        }
        FuseStreams fusion = FuseStreams.fit(noise, knowledge, truth, new double[VIEWS]);
        assertThat(fusion.spatial()).isLessThan(0.1);
        assertThat(fusion.temporal()).isGreaterThan(1);
    }

    private static float[] logits(Graph head, Weights weights, Map<String, InputArray> inputs) {
        StreamedNetwork network = new StreamedNetwork("head", Optional.empty(), Optional.empty(), head);
        NetworkWeights all = new NetworkWeights(Optional.empty(), Optional.empty(), weights);
        try (TorchNetwork torch = new TorchNetwork(network, all)) {
            return torch.logits(new Batch(inputs, new long[1]));
        }
    }

    private static InputArray random(SplittableRandom random, long... shape) {
        int size = 1;
        for (long dimension : shape) {
            size = Math.toIntExact(size * dimension);
        }
        FloatBuffer values = ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        while (values.hasRemaining()) {
            values.put((float) random.nextDouble(-1, 1));
        }
        return new InputArray(values.flip(), shape);
    }
}
