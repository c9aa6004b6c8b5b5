package org.echoscribe.study.training;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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

/** Noisy pictures with one bright column pair out of four; augmentation changes the noise. */
record Bars(int size, long seed) implements Examples {

    static final TrainingSettings SETTINGS = new TrainingSettings(16, 3e-3, 6, 3, 1, 0.3, 11);

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

    /** A convolution with every kind of layer that has state: normalisation statistics and dropout's random numbers. */
    static StreamedNetwork reader() {
        return reader(true);
    }

    /** The same, if wanted without batch normalisation. */
    static StreamedNetwork reader(boolean normalized) {
        GraphBuilder backbone = new GraphBuilder("bars");
        Value x = backbone.input("frames", new Shape.Image(1, 8, 8));
        x = backbone.sameConvolution("conv", x, 8, 3, 3, 2, !normalized);
        x = backbone.relu("act", normalized ? backbone.batchNormalization("bn", x, true, 1e-3, 0.9) : x);
        x = backbone.validConvolution("collapse", x, 16, 4, 1, true);
        Graph spatial = backbone.output("features", backbone.globalAveragePool("pool", x))
                .build();
        GraphBuilder head = new GraphBuilder("head");
        Value pooled = head.averageOverTime("time", head.input("spatial", new Shape.Series(1, 16)));
        Graph logits = head.output("logits", head.dense("logits", head.dropout("drop", pooled, 0.2), 4))
                .build();
        return new StreamedNetwork("bars", Optional.of(spatial), Optional.empty(), logits);
    }

    /** Every weight's bits. */
    static byte[] bytes(NetworkWeights weights) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            for (var part : java.util.List.of(weights.spatial().orElseThrow(), weights.head())) {
                for (var values : part.values().entrySet()) {
                    output.writeUTF(values.getKey());
                    for (float value : values.getValue()) {
                        output.writeFloat(value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Tells nobody. */
    static class Silent implements TrainingObserver {
        @Override
        public void epochStarted(int epoch, int maximumEpochs, int steps) {}

        @Override
        public void stepDone(double loss, double accuracy) {}

        @Override
        public void epochDone(Epoch epoch, boolean best) {}
    }
}
