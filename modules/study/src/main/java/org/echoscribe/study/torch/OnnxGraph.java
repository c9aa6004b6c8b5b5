package org.echoscribe.study.torch;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * An ONNX file of a bundle in libtorch's memory, so that it can be differentiated: ONNX Runtime cannot. It computes what the
 * file says, not what the network was declared as, so it also takes bundles whose declaration is gone. Not thread-safe.
 */
public final class OnnxGraph implements AutoCloseable {

    private final GraphProto graph;
    private final Path file;
    private final Map<String, Tensor> constants = new LinkedHashMap<>();
    private final Map<String, long[]> integers = new HashMap<>();

    /**
     * Reads a file with its weights.
     *
     * @throws IOException if the file cannot be read, or holds a constant of an unknown type
     */
    public OnnxGraph(Path file) throws IOException {
        this.file = file;
        try (InputStream stream = Files.newInputStream(file);
                PointerScope scope = new PointerScope()) {
            this.graph = ModelProto.parseFrom(stream).getGraph();
            for (TensorProto tensor : graph.getInitializerList()) {
                read(tensor);
            }
        }
    }

    private void read(TensorProto tensor) throws IOException {
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        var bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (tensor.getDataType() == TensorProto.DataType.INT64.getNumber()) {
            long[] values = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(values);
            integers.put(tensor.getName(), values);
            return;
        }
        float[] values;
        if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()) {
            FloatBuffer floats = bytes.asFloatBuffer();
            values = new float[floats.remaining()];
            floats.get(values);
        } else if (tensor.getDataType() == TensorProto.DataType.FLOAT16.getNumber()) {
            ShortBuffer halves = bytes.asShortBuffer();
            values = new float[halves.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.float16ToFloat(halves.get(i));
            }
        } else {
            throw new IOException(file + " holds " + tensor.getName() + " in a type that cannot be differentiated ("
                    + tensor.getDataType() + "): use the bundle in single or half precision");
        }
        Tensor copy = Tensors.copyOf(values, shape);
        // It outlives this scope: close() frees it.
        copy.retainReference();
        constants.put(tensor.getName(), copy);
    }

    /** Whether the input of this name is a whole clip, {@code [N, channels, frames, height, width]}, and not one image. */
    boolean readsClips(String input) {
        return graph.getInputList().stream()
                .filter(each -> each.getName().equals(input))
                .anyMatch(each -> each.getType().getTensorType().getShape().getDimCount() == 5);
    }

    /** The names of its inputs that are no constants. */
    List<String> inputs() {
        return graph.getInputList().stream()
                .map(input -> input.getName())
                .filter(name -> !constants.containsKey(name))
                .toList();
    }

    /**
     * Runs the graph with the gradient's trace; results live as long as the caller's PointerScope.
     *
     * @param given by name; images and clips are turned to channels-last memory, which is three times as fast
     * @return every value that the graph publishes, by name
     */
    Map<String, Tensor> forward(Map<String, Tensor> given) {
        Map<String, Tensor> values = new HashMap<>(constants);
        given.forEach((name, tensor) -> values.put(name, Tensors.channelsLast(tensor)));
        for (NodeProto node : graph.getNodeList()) {
            values.put(node.getOutput(0), new OnnxOperator(node, values, integers, file).apply());
        }
        Map<String, Tensor> published = new LinkedHashMap<>();
        graph.getOutputList().forEach(output -> published.put(output.getName(), values.get(output.getName())));
        return published;
    }

    @Override
    public void close() {
        constants.values().forEach(Tensor::close);
    }
}
