package org.echoscribe.study.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Parameter;

/**
 * Weights as Keras publishes them in HDF5: a group for each layer, in it (once or twice more under the layer's name) its
 * variables, such as {@code block1_conv1/block1_conv1/kernel:0}. Files of whole models have all that in {@code model_weights}.
 *
 * @param tensors by the layer and the variable, as {@link KerasNames} makes them alike
 */
record KerasFile(Map<String, StoredTensor> tensors) implements WeightFile {

    KerasFile {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    static KerasFile read(Path file) throws IOException {
        Map<String, StoredTensor> found = new LinkedHashMap<>();
        try (HdfFile hdf = new HdfFile(file)) {
            Node whole = hdf.getChildren().get("model_weights");
            collect(whole instanceof Group model ? model : hdf, "", found);
        } catch (HdfException | IllegalArgumentException e) {
            throw new IOException(file + " cannot be read as HDF5: " + e.getMessage(), e);
        }
        return new KerasFile(KerasNames.alike(found));
    }

    private static void collect(Group group, String path, Map<String, StoredTensor> found) {
        for (Node child : group) {
            String name = path.isEmpty() ? child.getName() : path + "/" + child.getName();
            if (child instanceof Group inner) {
                collect(inner, name, found);
            } else if (child instanceof Dataset dataset) {
                long[] shape =
                        Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
                found.put(name, new StoredTensor(name, shape, floats(dataset)));
            }
        }
    }

    private static float[] floats(Dataset dataset) {
        Object flat = dataset.getDataFlat();
        if (flat instanceof float[] values) {
            return values;
        }
        if (!flat.getClass().isArray()) {
            return new float[] {((Number) flat).floatValue()};
        }
        float[] values = new float[Array.getLength(flat)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Array.get(flat, i) instanceof Number number ? number.floatValue() : Float.NaN;
        }
        return values;
    }

    @Override
    public List<String> namesOf(Graph graph, org.echoscribe.study.network.Node node, Parameter parameter) {
        return KerasNames.of(graph, node, parameter);
    }

    @Override
    public Axes axes() {
        return Axes.KERAS;
    }

    @Override
    public double epsilonOf(Graph graph, double own) {
        return own;
    }

    @Override
    public List<String> differences(Graph graph) {
        return List.of();
    }
}
