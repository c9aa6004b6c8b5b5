package org.echoscribe.study.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;

/**
 * The format {@code safetensors}, in which timm and torchvision publish weights: eight bytes with the length of a header in
 * JSON, the header (type, shape and place of each tensor), then the numbers, little-endian. Nothing in it is run.
 *
 * @param tensors by the file's names
 */
record SafetensorsFile(Map<String, StoredTensor> tensors) implements WeightFile {

    private static final int LENGTH_BYTES = 8;
    private static final long LONGEST_HEADER_BYTES = 100_000_000;
    private static final String METADATA = "__metadata__";

    SafetensorsFile {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    static SafetensorsFile read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long headerLength = at(channel, 0, LENGTH_BYTES, file).getLong();
            if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER_BYTES, channel.size() - LENGTH_BYTES)) {
                throw new IOException(file + " is no safetensors file, or is cut off: its header would have "
                        + headerLength + " bytes");
            }
            ByteBuffer header = at(channel, LENGTH_BYTES, (int) headerLength, file);
            JsonNode entries = new ObjectMapper()
                    .readTree(StandardCharsets.UTF_8.decode(header).toString());
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : entries.properties()) {
                if (!entry.getKey().equals(METADATA)) {
                    StoredTensor tensor =
                            tensor(channel, LENGTH_BYTES + headerLength, entry.getKey(), entry.getValue(), file);
                    tensors.put(entry.getKey(), tensor);
                }
            }
            return new SafetensorsFile(tensors);
        }
    }

    private static StoredTensor tensor(FileChannel channel, long base, String name, JsonNode entry, Path file)
            throws IOException {
        JsonNode offsets = entry.path("data_offsets");
        long first = offsets.path(0).asLong(-1);
        long length = offsets.path(1).asLong(-1) - first;
        if (first < 0 || length < 0 || base + first + length > channel.size() || length > Integer.MAX_VALUE) {
            throw new IOException(file + " is cut off or damaged: " + name + " lies outside of it");
        }
        long[] shape = new long[entry.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = entry.path("shape").path(i).asLong();
        }
        ByteBuffer bytes = at(channel, base + first, (int) length, file);
        try {
            return new StoredTensor(
                    name, shape, floats(bytes, entry.path("dtype").asText()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static float[] floats(ByteBuffer bytes, String type) {
        switch (type) {
            case "F32" -> {
                float[] values = new float[bytes.remaining() / Float.BYTES];
                bytes.asFloatBuffer().get(values);
                return values;
            }
            case "F64" -> {
                float[] values = new float[bytes.remaining() / Double.BYTES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) bytes.getDouble();
                }
                return values;
            }
            case "F16", "BF16" -> {
                float[] values = new float[bytes.remaining() / Short.BYTES];
                for (int i = 0; i < values.length; i++) {
                    short half = bytes.getShort();
                    values[i] = type.equals("F16") ? Float.float16ToFloat(half) : Float.intBitsToFloat(half << 16);
                }
                return values;
            }
            case "I64" -> {
                // num_batches_tracked: a counter that batch normalisation does not need
                float[] values = new float[bytes.remaining() / Long.BYTES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getLong();
                }
                return values;
            }
            default -> throw new IllegalArgumentException("tensors of type " + type + " are not weights");
        }
    }

    private static ByteBuffer at(FileChannel channel, long position, int length, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException(file + " is cut off");
            }
        }
        return buffer.flip();
    }

    @Override
    public List<String> namesOf(Graph graph, Node node, Parameter parameter) {
        String role = switch (parameter.role()) {
            case KERNEL, GAMMA -> ".weight";
            case BIAS, BETA -> ".bias";
            case MOVING_MEAN -> ".running_mean";
            case MOVING_VARIANCE -> ".running_var";
        };
        return TorchNames.of(graph.name(), node.name()).stream()
                .map(module -> module + role)
                .toList();
    }

    @Override
    public Axes axes() {
        return Axes.TORCH;
    }

    @Override
    public double epsilonOf(Graph graph, double own) {
        return switch (graph.name()) {
            case "resnet50", "densenet121", "xception" -> 1e-5;
            default -> own;
        };
    }

    @Override
    public List<String> differences(Graph graph) {
        return switch (graph.name()) {
            case "resnet50" ->
                List.of(
                        "torchvision and timm have a stack's stride in the first block's 3x3 convolution, Keras and so this"
                                + " network in its 1x1: the weights fit, the outputs differ until it is trained");
            case "inception-v3" ->
                List.of(
                        "torchvision's average pools count the padding, Keras' and so this network's do not: outputs differ"
                                + " slightly at the borders");
            case "xception" ->
                List.of(
                        "timm pads evenly, Keras and so this network below and to the right: maps are shifted by a pixel"
                                + " after each halving");
            default -> List.of();
        };
    }
}
