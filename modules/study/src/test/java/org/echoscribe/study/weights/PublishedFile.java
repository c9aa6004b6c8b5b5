package org.echoscribe.study.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.weights.ReferenceNetworks.Variable;

/** Files in the published formats with random values, narrower than published ones, for tests of what reads them. */
public final class PublishedFile {

    private static final int PIXELS = 80;

    private PublishedFile() {}

    /** Xception's, as Keras writes it. */
    public static Path xception(Path file, double width, long seed) {
        ReferenceNetworks reference = new ReferenceNetworks(width, seed);
        reference.xception(reference.randomPicture(PIXELS));
        return WrittenFiles.keras(file, reference.variables());
    }

    /** Inception V3's, as timm has it. */
    public static Path inceptionV3(Path file, double width, long seed) throws IOException {
        TorchInception definition = new TorchInception(width, seed, true);
        definition.inceptionV3(definition.randomPicture(PIXELS));
        return WrittenFiles.safetensors(file, definition.state());
    }

    /** The convolutions of torchvision's GoogLeNet that an I3D of this size is inflated from. */
    public static Path googLeNet(Path file, SizedNetwork i3d) throws IOException {
        if (i3d.paper() != PaperNetwork.I3D) {
            throw new IllegalArgumentException("Only I3D is inflated, not " + i3d.paper());
        }
        List<Parameter> kernels = i3d.network().spatial().orElseThrow().parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.KERNEL)
                .toList();
        Map<String, Variable> state = new LinkedHashMap<>();
        for (int i = 0; i < kernels.size(); i++) {
            long[] shape = kernels.get(i).shape();
            int[] picture = {(int) shape[0], (int) shape[1], (int) shape[3], (int) shape[4]};
            float[] values = new float[Arrays.stream(picture).reduce(1, Math::multiplyExact)];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) Math.sin(i + 7 * j) / (picture[1] * picture[2]);
            }
            state.put(TorchModules.googLeNet(i) + ".weight", new Variable(picture, values));
        }
        return WrittenFiles.safetensors(file, state);
    }
}
