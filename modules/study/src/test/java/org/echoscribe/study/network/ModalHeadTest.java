package org.echoscribe.study.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.torch.Batch;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchNetwork;
import org.junit.jupiter.api.Test;

/** Frames vote; the graph is the one that bundles are written from. */
class ModalHeadTest {

    private static final int VIEWS = 14;

    @Test
    void theModalAnswerOutvotesASureMinority() {
        float[] frames = new float[5 * VIEWS];
        frames[2] = 50;
        frames[VIEWS + 2] = 50;
        for (int frame = 2; frame < 5; frame++) {
            frames[frame * VIEWS + 7] = 0.5f;
        }
        double[] shares = shares(5, frames);
        double meanOf7 = 3 * Math.exp(0.5) / (Math.exp(0.5) + 13) / 5;
        assertThat(shares[7]).isCloseTo((3 + meanOf7) / 6, within(1e-5));
        assertThat(shares[2]).isBetween(2.0 / 6, 0.45);
    }

    @Test
    void betweenEquallyFrequentAnswersTheSurerWins() {
        float[] frames = new float[2 * VIEWS];
        frames[3] = 1;
        frames[VIEWS + 5] = 4;
        double[] shares = shares(2, frames);
        assertThat(shares[5]).isGreaterThan(shares[3]).isBetween(1.0 / 3, 2.0 / 3);
    }

    @Test
    void unanimousAndSureFramesGiveAFiniteLogitToEveryView() {
        float[] frames = new float[5 * VIEWS];
        for (int frame = 0; frame < 5; frame++) {
            frames[frame * VIEWS + 9] = 500;
        }
        for (float logit : logits(5, frames)) {
            assertThat(logit).isFinite();
        }
        assertThat(shares(5, frames)[9]).isGreaterThan(0.9999);
    }

    private static double[] shares(int frames, float[] logitsOfFrames) {
        return Answers.probabilities(logits(frames, logitsOfFrames), 1);
    }

    /** A dense layer that changes nothing, so that each frame's vector is its logits. */
    private static float[] logits(int frames, float[] logitsOfFrames) {
        Graph head = Heads.modal(frames, VIEWS, VIEWS);
        float[] kernel = new float[VIEWS * VIEWS];
        for (int view = 0; view < VIEWS; view++) {
            kernel[view * VIEWS + view] = 1;
        }
        Weights weights = new Weights(Map.of("logits/kernel", kernel, "logits/bias", new float[VIEWS]));
        FloatBuffer values = ByteBuffer.allocateDirect(logitsOfFrames.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(logitsOfFrames)
                .flip();
        StreamedNetwork network = new StreamedNetwork("votes", Optional.empty(), Optional.empty(), head);
        try (TorchNetwork torch =
                new TorchNetwork(network, new NetworkWeights(Optional.empty(), Optional.empty(), weights))) {
            return torch.logits(new Batch(Map.of("spatial", new InputArray(values, 1, frames, VIEWS)), new long[1]));
        }
    }
}
