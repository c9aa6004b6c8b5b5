package org.echoscribe.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small synthetic ONNX graphs of the bundle's contract, with random weights. */
final class TinyGraphs {

    private static final int KERNEL = 3;

    private TinyGraphs() {}

    /** Convolution, ReLU, global average: {@code [N, channels, height, width]} to {@code features [N, features]}. */
    static byte[] backbone(String input, int channels, int height, int width, int features, float[] weights) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName(input)
                .addInput(value(input, 0, channels, height, width))
                .addOutput(value("features", 0, features))
                .addInitializer(tensor("weights", weights, features, channels, KERNEL, KERNEL))
                .addNode(node("Conv", "convolved", input, "weights"))
                .addNode(node("Relu", "rectified", "convolved"))
                .addNode(node("GlobalAveragePool", "pooled", "rectified"))
                .addNode(node("Flatten", "features", "pooled"));
        return model(graph);
    }

    /** What {@link #backbone} computes for one image, in double precision. */
    static double[] backboneFeatures(
            float[] image, int channels, int height, int width, int features, float[] weights) {
        double[] means = new double[features];
        int positions = (height - KERNEL + 1) * (width - KERNEL + 1);
        for (int f = 0; f < features; f++) {
            for (int position = 0; position < positions; position++) {
                int y = position / (width - KERNEL + 1);
                int x = position % (width - KERNEL + 1);
                double sum = 0;
                for (int k = 0; k < channels * KERNEL * KERNEL; k++) {
                    int row = y + k / KERNEL % KERNEL;
                    int pixel = (k / (KERNEL * KERNEL) * height + row) * width + x + k % KERNEL;
                    sum += weights[f * channels * KERNEL * KERNEL + k] * image[pixel];
                }
                means[f] += Math.max(sum, 0) / positions;
            }
        }
        return means;
    }

    /** Mean over frames and chunks, concatenation, matrix product; a stream of no images is left out. */
    static byte[] head(int frames, int spatialFeatures, int chunks, int temporalFeatures, float[] weights) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("head")
                .addOutput(value("logits", 0, 14))
                .addInitializer(tensor("weights", weights, weights.length / 14, 14));
        List<String> means = new ArrayList<>();
        if (frames > 0) {
            graph.addInput(value("spatial", 0, frames, spatialFeatures)).addNode(mean("spatial"));
            means.add("spatial-mean");
        }
        if (chunks > 0) {
            graph.addInput(value("temporal", 0, chunks, temporalFeatures)).addNode(mean("temporal"));
            means.add("temporal-mean");
        }
        NodeProto.Builder concatenation = node("Concat", "concatenated", means.toArray(String[]::new)).toBuilder();
        concatenation.addAttribute(integer("axis", 1));
        graph.addNode(concatenation).addNode(node("MatMul", "logits", "concatenated", "weights"));
        return model(graph);
    }

    static float[] random(long seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static NodeProto mean(String stream) {
        return node("ReduceMean", stream + "-mean", stream).toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axes")
                        .setType(AttributeProto.AttributeType.INTS)
                        .addInts(1))
                .addAttribute(integer("keepdims", 0))
                .build();
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static TensorProto tensor(String name, float[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    /** A float tensor; sizes of 0 stand for the batch dimension N. */
    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size == 0 ? dimension.setDimParam("N") : dimension.setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }

    private static byte[] model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
