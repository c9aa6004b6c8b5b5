package org.echoscribe.study.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.echoscribe.inference.ActivationMaps;
import org.echoscribe.inference.ActivationMaps.ActivationMap;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.network.StreamedNetwork;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddActivationMapsTest {

    private static final int PIXELS = 140;

    @TempDir
    private Path directory;

    /** Untrained weights of the network that reads flow alone: its logits are the maps' means and the bias. */
    @Test
    void theMeanOfAMapIsTheStreamsPartOfTheLogit() throws IOException {
        NetworkScale scale = new NetworkScale(0.1, PIXELS, 0.9);
        StreamedNetwork network = PaperNetwork.TEMPORAL_INCEPTION_V3.at(scale).network();
        NetworkWeights weights = NetworkWeights.initial(network, 3);
        ModelProto head = onnx(network.head(), weights.head());
        ModelProto backbone =
                onnx(network.temporal().orElseThrow(), weights.temporal().orElseThrow());
        ModelProto withMaps = AddActivationMaps.to(backbone, head, "temporal").orElseThrow();
        Path plain = write("plain", backbone, head);
        Path extended = write("maps", withMaps, head);
        NetworkInput input = input();
        try (ModelBundle first = ModelBundle.open(plain);
                ModelBundle second = ModelBundle.open(extended);
                Classifier classifier = new Classifier(first, ExecutionOptions.forCpu());
                Classifier other = new Classifier(second, ExecutionOptions.forCpu());
                ActivationMaps maps =
                        ActivationMaps.open(second, ExecutionOptions.forCpu()).orElseThrow()) {
            float[] logits = classifier.logits(input);
            assertThat(other.logits(input)).as("scores stay the same").isEqualTo(logits);
            assertThat(ActivationMaps.open(first, ExecutionOptions.forCpu())).isEmpty();
            for (View view : List.of(View.PLAX, View.SUBCOSTAL)) {
                ActivationMap map = maps.of(input, view);
                assertThat(map.rows()).isGreaterThan(1);
                double mean = 0;
                for (float value : map.values()) {
                    mean += value / map.values().length;
                }
                // The bias of untrained weights is 0.
                assertThat(mean).isCloseTo(logits[view.ordinal()], within(1e-4 + 1e-3 * Math.abs(mean)));
            }
        }
    }

    /** I3D gives a map for each pair of frames; their mean is one picture. */
    @Test
    void theMapOfAClipIsTheMeanOverItsFrames() throws IOException {
        SizedNetwork i3d = PaperNetwork.I3D.at(new NetworkScale(0.05, 80, 0.9));
        NetworkWeights weights = NetworkWeights.initial(i3d.network(), 3);
        ModelProto head = onnx(i3d.network().head(), weights.head());
        ModelProto backbone =
                onnx(i3d.network().spatial().orElseThrow(), weights.spatial().orElseThrow());
        Path bundle = directory.resolve("clip");
        new BundleWriter(description("clip", i3d.input()), "# untrained")
                .add(
                        ModelBundle.SPATIAL_FILE,
                        AddActivationMaps.to(backbone, head, "spatial")
                                .orElseThrow()
                                .toByteArray())
                .add(ModelBundle.HEAD_FILE, head.toByteArray())
                .writeDirectory(bundle);
        NetworkInput input = new NetworkInput(Optional.of(noise(20, 3, 80, 80)), Optional.empty(), 40, false);
        try (ModelBundle opened = ModelBundle.open(bundle);
                Classifier classifier = new Classifier(opened, ExecutionOptions.forCpu());
                ActivationMaps maps =
                        ActivationMaps.open(opened, ExecutionOptions.forCpu()).orElseThrow()) {
            float[] logits = classifier.logits(input);
            for (View view : View.values()) {
                ActivationMap map = maps.of(input, view);
                assertThat(map.values()).hasSize(3 * 3);
                double mean = 0;
                for (float value : map.values()) {
                    mean += value / map.values().length;
                }
                assertThat(mean).isCloseTo(logits[view.ordinal()], within(1e-4));
            }
        }
    }

    @Test
    void aStreamUnderMoreLayersHasNoMapAndTheOtherOneOfTheSameHeadHas() throws IOException {
        NetworkScale scale = new NetworkScale(0.05, 80, 0.9);
        StreamedNetwork network = PaperNetwork.TWO_STREAM_TD_XCEPTION.at(scale).network();
        NetworkWeights weights = NetworkWeights.initial(network, 3);
        ModelProto head = onnx(network.head(), weights.head());
        ModelProto spatial =
                onnx(network.spatial().orElseThrow(), weights.spatial().orElseThrow());
        ModelProto temporal =
                onnx(network.temporal().orElseThrow(), weights.temporal().orElseThrow());
        assertThat(AddActivationMaps.to(spatial, head, "spatial")).isEmpty();
        Optional<ModelProto> withMaps = AddActivationMaps.to(temporal, head, "temporal");
        var kernel = withMaps.orElseThrow()
                .getGraph()
                .getInitializerList()
                .getLast()
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        Parameter dense = network.head().parameters().stream()
                .filter(parameter -> parameter.name().equals("logits/kernel"))
                .findFirst()
                .orElseThrow();
        float[] all = weights.head().of(dense);
        int features = kernel.limit() / 14;
        int joined = all.length / 14;
        assertThat(kernel.get(0)).isEqualTo(all[joined - features]);
        assertThat(kernel.get(kernel.limit() - 1)).isEqualTo(all[all.length - 1]);
    }

    private static ModelProto onnx(Graph graph, org.echoscribe.study.network.Weights weights) throws IOException {
        return ModelProto.parseFrom(WriteOnnx.bytes(graph, weights, WeightPrecision.FLOAT32, Map.of()));
    }

    private Path write(String name, ModelProto temporal, ModelProto head) throws IOException {
        BundleDescription description = description(
                name,
                new InputSpecification(
                        Optional.empty(),
                        Optional.of(new TemporalInput(4, 10, PIXELS, PIXELS, 2, TvL1Parameters.defaults())),
                        10));
        Path bundle = directory.resolve(name);
        new BundleWriter(description, "# untrained")
                .add(ModelBundle.TEMPORAL_FILE, temporal.toByteArray())
                .add(ModelBundle.HEAD_FILE, head.toByteArray())
                .writeDirectory(bundle);
        return bundle;
    }

    private static BundleDescription description(String name, InputSpecification input) {
        return new BundleDescription(
                name, "1", "nobody", "one stream", List.of(View.values()), input, 1, 0, Map.of(), Map.of(), true);
    }

    private static NetworkInput input() {
        return new NetworkInput(Optional.empty(), Optional.of(noise(4, 20, PIXELS, PIXELS)), 40, false);
    }

    private static NetworkInput.Tensor noise(int images, int channels, int height, int width) {
        FloatBuffer values = ByteBuffer.allocateDirect(images * channels * height * width * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < values.limit(); i++) {
            values.put(i, (float) random.nextDouble(-1, 1));
        }
        return new NetworkInput.Tensor(values, new long[] {images, channels, height, width});
    }
}
