package org.echoscribe.study.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.echoscribe.study.network.DenseNet121;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.I3d;
import org.echoscribe.study.network.InceptionV3;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.ResNet50;
import org.echoscribe.study.network.Vgg16;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.network.Xception;
import org.echoscribe.study.torch.InputArray;
import org.echoscribe.study.torch.TorchGraph;
import org.echoscribe.study.torch.TorchNetwork;
import org.echoscribe.study.weights.ReferenceNetworks.Picture;
import org.echoscribe.study.weights.ReferenceNetworks.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in the published formats, with known values, against {@link ReferenceNetworks} that computes from the same arrays. */
class ImportWeightsTest {

    private static final double WIDTH = 0.125;
    private static final int PIXELS = 80;
    private static final NetworkScale SCALE = new NetworkScale(WIDTH, PIXELS, 0.99);

    /** Published definitions, ours and the reference. */
    enum Published {
        VGG16(Vgg16.backbone(SCALE), ReferenceNetworks::vgg16),
        INCEPTION_V3(InceptionV3.backbone("frames", 3, SCALE), ReferenceNetworks::inceptionV3),
        RESNET50(ResNet50.backbone(SCALE), ReferenceNetworks::resnet50),
        DENSENET121(DenseNet121.backbone(SCALE), ReferenceNetworks::densenet121),
        XCEPTION(Xception.backbone(SCALE), ReferenceNetworks::xception);

        private final Graph graph;
        private final BiFunction<ReferenceNetworks, Picture, Picture> reference;

        Published(Graph graph, BiFunction<ReferenceNetworks, Picture, Picture> reference) {
            this.graph = graph;
            this.reference = reference;
        }
    }

    @TempDir
    private Path directory;

    private final ReferenceNetworks reference = new ReferenceNetworks(WIDTH, 5);
    private final Picture picture = reference.randomPicture(PIXELS);

    @ParameterizedTest
    @EnumSource
    void aKerasFileGivesTheOutputsOfKerasDefinition(Published network) throws IOException {
        float[] expected = ReferenceNetworks.means(network.reference.apply(reference, picture));
        Path file = WrittenFiles.keras(directory.resolve("weights.h5"), reference.variables());
        ImportWeights.Imported imported = imported(network.graph, file);
        assertThat(imported.report().missing()).isEmpty();
        assertThat(imported.report().leftOver()).isEmpty();
        assertThat(imported.report().supplied()).isEmpty();
        assertThat(imported.report().matched()).hasSameSizeAs(network.graph.parameters());
        assertClose(features(network.graph, imported.weights()), expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"VGG16", "XCEPTION"})
    void aFileOfKeras1IsReadToo(Published network) throws IOException {
        float[] expected = ReferenceNetworks.means(network.reference.apply(reference, picture));
        Path file = WrittenFiles.keras1(directory.resolve("old.h5"), reference.variables());
        ImportWeights.Imported imported = imported(network.graph, file);
        assertThat(imported.report().missing()).isEmpty();
        assertThat(imported.report().leftOver()).isEmpty();
        assertClose(features(network.graph, imported.weights()), expected);
    }

    @Test
    void layersThatKerasNumberedFromElsewhereAreCountedFromOne() throws IOException {
        float[] expected = ReferenceNetworks.means(reference.xception(picture));
        Map<String, Variable> renumbered = new LinkedHashMap<>();
        reference.variables().forEach((name, variable) -> {
            String[] parts = name.split("\\|");
            boolean numbered = parts[0].matches("(conv2d|batch_normalization)_\\d");
            int number = numbered ? Integer.parseInt(parts[0].replaceAll(".*_", "")) : 0;
            String kind = parts[0].replaceFirst("_\\d+$", "");
            renumbered.put((numbered ? kind + "_" + (number + 97) : parts[0]) + "|" + parts[1], variable);
        });
        ImportWeights.Imported imported =
                imported(Published.XCEPTION.graph, WrittenFiles.keras(directory.resolve("x.h5"), renumbered));
        assertClose(features(Published.XCEPTION.graph, imported.weights()), expected);
    }

    @Test
    void i3dIsInflatedFromGoogLeNetSoThatAClipThatStandsStillGivesWhatThePictureGave() throws IOException {
        Graph i3d = I3d.backbone(20, SCALE);
        Map<String, Variable> tensors = new LinkedHashMap<>();
        List<String> nodes = new ArrayList<>();
        for (Parameter parameter : i3d.parameters()) {
            if (parameter.role() != Parameter.Role.KERNEL) {
                continue;
            }
            long[] shape = parameter.shape();
            long[] image = {shape[0], shape[1], shape[3], shape[4]};
            String module = TorchModules.googLeNet(nodes.size());
            nodes.add(parameter.node());
            tensors.put(module + ".weight", filled(image, nodes.size()));
        }
        float[] first = tensors.get("conv1.conv.weight").values();
        for (int i = 0; i < first.length; i++) {
            first[i] = i % 11;
        }
        ImportWeights.Imported imported =
                imported(i3d, WrittenFiles.safetensors(directory.resolve("googlenet.safetensors"), tensors));
        assertThat(imported.report().leftOver()).isEmpty();
        for (int i = 1; i < nodes.size(); i++) {
            String name = nodes.get(i) + "/kernel";
            int frames = nodes.get(i).contains("3x3") ? 3 : 1;
            assertThat(imported.weights().values().get(name)[0]).as(name).isEqualTo((i + 1f) / frames);
        }
        float[] kernel = imported.weights().values().get("Conv3d_1a_7x7_conv/kernel");
        for (int filterAndChannel = 0; filterAndChannel < kernel.length / 343; filterAndChannel++) {
            for (int pixel = 0; pixel < 49; pixel++) {
                float sum = 0;
                for (int frame = 0; frame < 7; frame++) {
                    sum += kernel[(filterAndChannel * 7 + frame) * 49 + pixel];
                }
                assertThat(sum).isEqualTo(first[filterAndChannel * 49 + pixel], within(1e-4f));
            }
        }
    }

    @Test
    void kineticsWeightsOfTheKerasPortAreTakenAsTheyAre() throws IOException {
        Graph i3d = I3d.backbone(20, SCALE);
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (Parameter parameter : i3d.parameters()) {
            long[] shape = parameter.shape();
            boolean kernel = parameter.role() == Parameter.Role.KERNEL;
            long[] keras = kernel ? new long[] {shape[2], shape[3], shape[4], shape[1], shape[0]} : shape;
            String variable = parameter.name().substring(parameter.name().indexOf('/') + 1) + ":0";
            variables.put(parameter.node() + "|" + variable, filled(keras, variables.size() + 1));
        }
        ImportWeights.Imported imported = imported(i3d, WrittenFiles.keras(directory.resolve("i3d.h5"), variables));
        assertThat(imported.report().matched()).hasSameSizeAs(i3d.parameters());
        int place = 0;
        for (Parameter parameter : i3d.parameters()) {
            place++;
            assertThat(imported.weights().of(parameter)).as(parameter.name()).containsOnly((float) place);
        }
    }

    @Test
    void whatIsMissingKeepsItsStartAndIsListed() throws IOException {
        reference.vgg16(picture);
        Map<String, Variable> variables = new LinkedHashMap<>(reference.variables());
        variables.remove("block5_conv3|kernel:0");
        variables.remove("block5_conv3|bias:0");
        ImportWeights.Imported imported =
                imported(Published.VGG16.graph, WrittenFiles.keras(directory.resolve("v.h5"), variables));
        assertThat(imported.report().missing()).containsExactly("block5_conv3/kernel", "block5_conv3/bias");
        assertThat(imported.weights().values().get("block5_conv3/kernel"))
                .containsExactly(start(Published.VGG16.graph).values().get("block5_conv3/kernel"));
    }

    @Test
    void anotherNetworksFileIsRefused() throws IOException {
        reference.vgg16(picture);
        Path file = WrittenFiles.keras(directory.resolve("v.h5"), reference.variables());
        assertThatThrownBy(() -> imported(Published.DENSENET121.graph, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("v.h5 holds nothing of densenet121")
                .hasMessageContaining("block1_conv1");
    }

    @Test
    void anotherSizeIsRefusedWithBothShapes() throws IOException {
        reference.vgg16(picture);
        Path file = WrittenFiles.keras(directory.resolve("v.h5"), reference.variables());
        Graph wider = Vgg16.backbone(new NetworkScale(0.5, PIXELS, 0.99));
        assertThatThrownBy(() -> imported(wider, file))
                .hasMessageContaining("[3, 3, 3, 8]")
                .hasMessageContaining("[32, 3, 3, 3]")
                .hasMessageContaining("full width");
    }

    @Test
    void aGainThatOurDefinitionLacksIsRefusedUnlessItIsOne() throws IOException {
        Graph graph = Published.INCEPTION_V3.graph;
        Map<String, Variable> tensors = new LinkedHashMap<>();
        tensors.put("Conv2d_1a_3x3.conv.weight", filled(new long[] {8, 3, 3, 3}, 1));
        tensors.put("Conv2d_1a_3x3.bn.weight", filled(new long[] {8}, 1));
        Path harmless = WrittenFiles.safetensors(directory.resolve("one.safetensors"), tensors);
        assertThat(imported(graph, harmless).report().leftOver()).isEmpty();
        tensors.put("Conv2d_1a_3x3.bn.weight", filled(new long[] {8}, 0.9f));
        Path lost = WrittenFiles.safetensors(directory.resolve("other.safetensors"), tensors);
        assertThatThrownBy(() -> imported(graph, lost)).hasMessageContaining("a gain other than 1");
    }

    @Test
    void damagedAndUnknownFilesAreRefusedByName() throws IOException {
        Graph graph = Published.VGG16.graph;
        for (String name : List.of("cut.h5", "cut.safetensors", "weights.pth", "model.weights.h5")) {
            Path file = Files.write(directory.resolve(name), new byte[] {1, 2, 3});
            assertThatThrownBy(() -> imported(graph, file))
                    .as(name)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(name);
        }
        Path absent = directory.resolve("absent.h5");
        assertThatThrownBy(() -> imported(graph, absent)).hasMessageContaining("is not there");
        Path outside = directory.resolve("outside.safetensors");
        WrittenFiles.safetensors(outside, Map.of("features.0.weight", filled(new long[] {8, 3, 3, 3}, 1)));
        byte[] whole = Files.readAllBytes(outside);
        Files.write(outside, Arrays.copyOf(whole, whole.length - 5));
        assertThatThrownBy(() -> imported(graph, outside)).hasMessageContaining("lies outside of it");
    }

    @Test
    void theReportListsWhatMatchedWhatIsMissingAndWhatIsLeftOver() throws IOException {
        reference.vgg16(picture);
        Map<String, Variable> variables = new LinkedHashMap<>(reference.variables());
        variables.put("predictions|bias:0", variables.remove("block5_conv3|bias:0"));
        StringWriter text = new StringWriter();
        imported(Published.VGG16.graph, WrittenFiles.keras(directory.resolve("v.h5"), variables))
                .report()
                .print(new PrintWriter(text), true);
        assertThat(text.toString())
                .contains("25 parameters matched")
                .contains("block1_conv1/kernel <- block1_conv1/kernel")
                .contains("1 not in the file's definition, supplied")
                .contains("block5_conv3/bias = 0")
                .contains("0 missing in the file")
                .contains("predictions/bias");
    }

    private static Variable filled(long[] shape, float value) {
        int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        float[] values = new float[Arrays.stream(sizes).reduce(1, Math::multiplyExact)];
        Arrays.fill(values, value);
        return new Variable(sizes, values);
    }

    private static ImportWeights.Imported imported(Graph graph, Path file) throws IOException {
        return ImportWeights.into(graph, start(graph), file);
    }

    private static Weights start(Graph graph) {
        return Weights.initial(graph, 3);
    }

    private float[] features(Graph graph, Weights weights) {
        FloatBuffer channelsFirst = FloatBuffer.allocate(3 * PIXELS * PIXELS);
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < PIXELS * PIXELS; pixel++) {
                channelsFirst.put(picture.values()[pixel * 3 + channel]);
            }
        }
        try (TorchGraph torch = new TorchGraph(graph, weights)) {
            return TorchNetwork.features(torch, new InputArray(channelsFirst.flip(), 1, 3, PIXELS, PIXELS));
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest)
                .as("the reference says something")
                .isGreaterThan(1e-3)
                .isFinite();
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("feature %d", i).isEqualTo(expected[i], within((float) (2e-4 * largest)));
        }
    }
}
