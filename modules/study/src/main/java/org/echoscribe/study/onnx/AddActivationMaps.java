package org.echoscribe.study.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.echoscribe.inference.ActivationMaps;

/**
 * Gives a backbone's graph one more output, its class-activation maps (B. Zhou et al., CVPR 2016, arXiv:1512.04150).
 *
 * <p>Where the head does nothing with a stream's vectors but average them over time and read them with one dense layer, the
 * logit is a weighted sum over the last feature maps; the same weights as a 1 x 1 convolution say what each place adds. That is
 * exact, and costs 14 weights for each feature. A clip's maps are averaged over its frames. Where the head has more layers on the stream there is no such map.
 */
public final class AddActivationMaps {

    private static final String FEATURE_MAPS = "map";

    private AddActivationMaps() {}

    /**
     * The graph with its maps.
     *
     * @param backbone a backbone's ONNX file, whose feature maps are published as {@code map}
     * @param head the bundle's head
     * @param stream the head's input that the backbone feeds, {@code spatial} or {@code temporal}
     * @return empty where the head does more with the stream than averaging, or the backbone does not publish its maps
     */
    public static Optional<ModelProto> to(ModelProto backbone, ModelProto head, String stream) {
        Optional<ValueInfoProto> maps = backbone.getGraph().getOutputList().stream()
                .filter(output -> output.getName().equals(FEATURE_MAPS))
                .findFirst();
        Optional<float[][]> weights = weightsOf(head.getGraph(), stream);
        if (maps.isEmpty() || weights.isEmpty()) {
            return Optional.empty();
        }
        ModelProto.Builder extended = backbone.toBuilder();
        GraphProto.Builder graph = extended.getGraphBuilder();
        int dimensions = maps.get().getType().getTensorType().getShape().getDimCount() - 2;
        boolean clip = dimensions == 3;
        String kernel = ActivationMaps.OUTPUT + "_kernel";
        String weighted = clip ? ActivationMaps.OUTPUT + "_by_frame" : ActivationMaps.OUTPUT;
        graph.addInitializer(kernel(kernel, weights.get(), dimensions));
        AttributeProto.Builder ones = AttributeProto.newBuilder()
                .setName("kernel_shape")
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Collections.nCopies(dimensions, 1L));
        graph.addNode(NodeProto.newBuilder()
                .setName(weighted)
                .setOpType("Conv")
                .addInput(FEATURE_MAPS)
                .addInput(kernel)
                .addOutput(weighted)
                .addAttribute(ones));
        if (clip) {
            new Initializers(graph, WeightPrecision.FLOAT32).integers(ActivationMaps.OUTPUT + "_axis", 2);
            new Operator(graph, "ReduceMean", ActivationMaps.OUTPUT)
                    .input(weighted)
                    .input(ActivationMaps.OUTPUT + "_axis")
                    .output(ActivationMaps.OUTPUT)
                    .integer("keepdims", 0);
        }
        graph.addOutput(like(maps.get(), weights.get().length));
        return Optional.of(extended.build());
    }

    private static ValueInfoProto like(ValueInfoProto maps, int views) {
        TensorShapeProto.Builder shape = maps.getType().getTensorType().getShape().toBuilder();
        if (shape.getDimCount() == 5) {
            shape.removeDim(2);
        }
        shape.setDim(1, TensorShapeProto.Dimension.newBuilder().setDimValue(views));
        TypeProto.Tensor type =
                maps.getType().getTensorType().toBuilder().setShape(shape).build();
        return ValueInfoProto.newBuilder()
                .setName(ActivationMaps.OUTPUT)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }

    private static TensorProto kernel(String name, float[][] weights, int dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * weights[0].length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : weights) {
            for (float weight : row) {
                bytes.putFloat(weight);
            }
        }
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(weights.length)
                .addDims(weights[0].length)
                .addAllDims(Collections.nCopies(dimensions, 1L))
                .setRawData(ByteString.copyFrom(bytes.flip()))
                .build();
    }

    /** The dense layer's weights on this stream's mean vector, {@code [views][features]}. */
    private static Optional<float[][]> weightsOf(GraphProto head, String stream) {
        Optional<NodeProto> mean = head.getNodeList().stream()
                .filter(node -> node.getOpType().equals("ReduceMean")
                        && node.getInput(0).equals(stream))
                .findFirst();
        Optional<NodeProto> dense = head.getNodeList().stream()
                .filter(node ->
                        node.getOpType().equals("Gemm") && node.getOutput(0).equals("logits"))
                .findFirst();
        if (mean.isEmpty() || dense.isEmpty()) {
            return Optional.empty();
        }
        String vector = mean.get().getOutput(0);
        int features = features(head, stream);
        float[][] all = dense(head, dense.get().getInput(1));
        String read = dense.get().getInput(0);
        if (read.equals(vector)) {
            return Optional.of(all);
        }
        Optional<NodeProto> joined = head.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Concat")
                        && node.getOutput(0).equals(read)
                        && node.getInputList().contains(vector)
                        && node.getInputCount() == 2)
                .findFirst();
        return joined.map(node -> {
            int first = node.getInput(0).equals(vector) ? 0 : all[0].length - features;
            return Arrays.stream(all)
                    .map(row -> Arrays.copyOfRange(row, first, first + features))
                    .toArray(float[][]::new);
        });
    }

    private static int features(GraphProto head, String stream) {
        return head.getInputList().stream()
                .filter(input -> input.getName().equals(stream))
                .mapToInt(input -> (int)
                        input.getType().getTensorType().getShape().getDim(2).getDimValue())
                .findFirst()
                .orElse(0);
    }

    /** A dense kernel, stored as it is or in half precision under a cast. */
    private static float[][] dense(GraphProto head, String name) {
        TensorProto tensor = head.getInitializerList().stream()
                .filter(each -> each.getName().equals(name) || each.getName().equals(name + "_half"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The head's dense layer has no kernel " + name));
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean half = tensor.getDataType() == TensorProto.DataType.FLOAT16.getNumber();
        float[][] rows = new float[(int) tensor.getDims(0)][(int) tensor.getDims(1)];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = half ? Float.float16ToFloat(bytes.getShort()) : bytes.getFloat();
            }
        }
        return rows;
    }
}
