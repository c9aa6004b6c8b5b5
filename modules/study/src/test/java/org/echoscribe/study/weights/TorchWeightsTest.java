package org.echoscribe.study.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.echoscribe.study.network.DenseNet121;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.InceptionV3;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.ResNet50;
import org.echoscribe.study.network.Vgg16;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.network.Xception;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchGraph;
import org.echoscribe.study.torch.TorchNetwork;
import org.echoscribe.study.weights.ReferenceNetworks.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A {@code state_dict} under the names of torchvision or timm, with known values, gives in the loaded network what the
 * published definition computes from it ({@link TorchDefinitions}, {@link TorchInception}): numbers, not names, say that each
 * kernel, gain, offset, mean and variance has its place.
 */
class TorchWeightsTest {

    private static final double WIDTH = 0.125;
    private static final double CLOSE = 2e-4;

    /** What is published, at a size in which the definitions can be compared. */
    enum Published {
        VGG16(80, scale -> Vgg16.backbone(scale), false),
        DENSENET121(80, scale -> DenseNet121.backbone(scale), false),
        /** Sides of 51, 49, 25, 13 and 7: where they are odd, timm's even padding is Keras' own. */
        XCEPTION(103, scale -> Xception.backbone(scale), false),
        /** The stride is elsewhere, so the published definition cannot give the same. */
        RESNET50(80, scale -> ResNet50.backbone(scale), true),
        /** Padding counts in average pools, so the published definition cannot give the same. */
        INCEPTION_V3(80, scale -> InceptionV3.backbone("frames", 3, scale), true);

        private final int pixels;
        private final Graph graph;
        private final boolean differs;

        Published(int pixels, Function<NetworkScale, Graph> graph, boolean differs) {
            this.pixels = pixels;
            this.graph = graph.apply(new NetworkScale(WIDTH, pixels, 0.99));
            this.differs = differs;
        }

        TorchReference definition(boolean asKeras) {
            return this == INCEPTION_V3
                    ? new TorchInception(WIDTH, 5, asKeras)
                    : new TorchDefinitions(WIDTH, 5, asKeras);
        }

        private Maps maps(TorchReference definition, Maps picture) {
            return switch (this) {
                case VGG16 -> ((TorchDefinitions) definition).vgg16(picture);
                case DENSENET121 -> ((TorchDefinitions) definition).densenet121(picture);
                case XCEPTION -> ((TorchDefinitions) definition).xception(picture);
                case RESNET50 -> ((TorchDefinitions) definition).resnet50(picture);
                case INCEPTION_V3 -> ((TorchInception) definition).inceptionV3(picture);
            };
        }
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void aStateDictGivesTheOutputsOfItsDefinition(Published network) throws IOException {
        TorchReference definition = network.definition(network.differs);
        Maps picture = definition.randomPicture(network.pixels);
        float[] expected = Maps.means(network.maps(definition, picture));
        ImportWeights.Imported imported = imported(network.graph, definition.state());
        ImportReport report = imported.report();
        assertThat(report.missing()).isEmpty();
        assertThat(report.leftOver()).as("of what the file has").isEmpty();
        assertThat(report.matched().size() + report.supplied().size())
                .isEqualTo(network.graph.parameters().size());
        float[] actual = features(network.graph, imported.weights(), picture);
        assertThat(difference(actual, expected)).isLessThan(CLOSE);

        assertThat(report.notes().stream().anyMatch(note -> note.contains("torchvision")))
                .as("where the published definition computes otherwise the report says so: %s", report.notes())
                .isEqualTo(network.differs);
        if (network.differs) {
            TorchReference published = network.definition(false);
            published.randomPicture(network.pixels);
            float[] asPublished = Maps.means(network.maps(published, picture));
            assertThat(difference(actual, asPublished)).as("it does").isGreaterThan(10 * CLOSE);
        }
    }

    @Test
    void whatAFileHasBesidesIsLeftOverAndItsEpsilonIsMadeUpFor() throws IOException {
        TorchReference definition = Published.DENSENET121.definition(false);
        Maps picture = definition.randomPicture(Published.DENSENET121.pixels);
        Published.DENSENET121.maps(definition, picture);
        // Variances as small as the epsilons, 1e-5 in torchvision and 1.001e-5 in Keras: a wrong one would show.
        Map<String, Variable> state = new LinkedHashMap<>();
        definition
                .state()
                .forEach((name, variable) ->
                        state.put(name.replaceFirst("(denselayer\\d+\\.(norm|conv))", "$1."), variable));
        Arrays.fill(state.get("features.norm0.running_var").values(), 2e-5f);
        state.put("classifier.weight", new Variable(new int[] {2, 3}, new float[6]));
        float[] expected = Maps.means(Published.DENSENET121.maps(definition, picture));
        ImportWeights.Imported imported = imported(Published.DENSENET121.graph, state);
        assertThat(imported.report().missing()).as("of a file of 2017").isEmpty();
        assertThat(imported.report().leftOver()).containsExactly("classifier.weight");
        assertThat(imported.weights().values().get("conv1_bn/moving_variance")[0] + 1.001e-5)
                .isEqualTo(2e-5 + 1e-5, within(1e-11));
        assertThat(difference(features(Published.DENSENET121.graph, imported.weights(), picture), expected))
                .isLessThan(CLOSE);
    }

    /** By linearity the mean kernel on each of 20 images gives what the file's own gives on their mean as three equal colours. */
    @Test
    void theFirstKernelOverColoursIsAveragedForOpticalFlow() throws IOException {
        int pixels = Published.INCEPTION_V3.pixels;
        TorchReference definition = Published.INCEPTION_V3.definition(true);
        float[] flow = new float[20 * pixels * pixels];
        float[] grey = new float[3 * pixels * pixels];
        Maps noise = definition.randomPicture(pixels);
        for (int i = 0; i < flow.length; i++) {
            int pixel = i % (pixels * pixels);
            flow[i] = noise.values()[(i * 7 + i / 1000) % noise.values().length] / 10;
            for (int colour = 0; colour < 3; colour++) {
                grey[colour * pixels * pixels + pixel] += flow[i] / 3;
            }
        }
        float[] expected = Maps.means(Published.INCEPTION_V3.maps(definition, new Maps(3, pixels, pixels, grey)));
        Graph temporal = InceptionV3.backbone("flow", 20, new NetworkScale(WIDTH, pixels, 0.99));
        ImportWeights.Imported imported = imported(temporal, definition.state());
        assertThat(imported.report().missing()).isEmpty();
        assertThat(imported.report().notes()).anyMatch(note -> note.startsWith("conv2d_1/kernel: the mean over"));
        float[] actual = features(temporal, imported.weights(), new Maps(20, pixels, pixels, flow));
        assertThat(difference(actual, expected)).isLessThan(CLOSE);
    }

    private ImportWeights.Imported imported(Graph graph, Map<String, Variable> state) throws IOException {
        Path file = WrittenFiles.safetensors(directory.resolve(graph.name() + ".safetensors"), state);
        return ImportWeights.into(graph, Weights.initial(graph, 3), file);
    }

    private static float[] features(Graph graph, Weights weights, Maps picture) {
        try (TorchGraph torch = new TorchGraph(graph, weights)) {
            return TorchNetwork.features(
                    torch,
                    new InputArray(
                            FloatBuffer.wrap(picture.values()),
                            1,
                            picture.channels(),
                            picture.rows(),
                            picture.columns()));
        }
    }

    /** The greatest difference as a share of the greatest value. */
    private static double difference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double greatest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        assertThat(greatest)
                .as("the reference says something")
                .isGreaterThan(1e-3)
                .isFinite();
        return difference / greatest;
    }
}
