package org.echoscribe.study.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Value;
import org.echoscribe.study.network.Weights;

/**
 * A graph with its weights as an ONNX file, ready for inference: batch normalisation folded into the convolutions, dropout
 * gone, the batch axis {@code N} left open, inputs and outputs in single precision under their declared names.
 */
public final class WriteOnnx {

    private static final long IR_VERSION = 9;
    private static final long OPERATOR_SET = 19;
    private static final String BATCH_AXIS = "N";

    private final Graph graph;
    private final Weights weights;
    private final GraphProto.Builder onnx;
    private final Initializers initializers;
    /** The name under which each value stands in the file: folded and dropped nodes pass on their input's. */
    private final Map<String, String> names = new HashMap<>();

    private WriteOnnx(Graph graph, Weights weights, WeightPrecision precision) {
        this.graph = graph;
        this.weights = weights;
        this.onnx = GraphProto.newBuilder().setName(graph.name());
        this.initializers = new Initializers(onnx, precision);
    }

    /**
     * The file's bytes.
     *
     * @param metadata free key and value pairs that travel in the file
     */
    public static byte[] bytes(Graph graph, Weights weights, WeightPrecision precision, Map<String, String> metadata) {
        WriteOnnx writer = new WriteOnnx(graph, weights, precision);
        writer.writeGraph();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("echoscribe")
                .setGraph(writer.onnx)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
        metadata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(entry.getValue())));
        return model.build().toByteArray();
    }

    private void writeGraph() {
        graph.outputs().forEach((published, value) -> names.put(value.name(), published));
        graph.inputs().forEach(input -> onnx.addInput(info(input.name(), input)));
        graph.nodes().forEach(this::write);
        graph.outputs().forEach((published, value) -> onnx.addOutput(info(published, value)));
    }

    private void write(Node node) {
        String name = nameOf(node.output());
        switch (node.layer()) {
            case Layer.Input _ -> {}
            case Layer.Convolution convolution -> writeConvolution(node, convolution);
            case Layer.BatchNormalization _ -> {
                // Written together with the convolution before it.
            }
            case Layer.Relu _ -> operator("Relu", node, name);
            case Layer.MaxPool pool ->
                operator("MaxPool", node, name)
                        .ints("kernel_shape", pool.kernelHeight(), pool.kernelWidth())
                        .ints("strides", pool.strideHeight(), pool.strideWidth())
                        .pads(pool.padding());
            case Layer.AveragePool pool ->
                operator("AveragePool", node, name)
                        .ints("kernel_shape", pool.kernel(), pool.kernel())
                        .pads(pool.padding())
                        .integer("count_include_pad", 0);
            case Layer.Add _ -> operator("Add", node, name);
            case Layer.Concatenation _ -> operator("Concat", node, name).integer("axis", 1);
            case Layer.GlobalAveragePool _ -> {
                operator("GlobalAveragePool", node, name + "_pixel");
                new Operator(onnx, "Flatten", name)
                        .input(name + "_pixel")
                        .output(name)
                        .integer("axis", 1);
            }
            case Layer.SeriesAsImage _ -> {
                operator("Transpose", node, name + "_turned").ints("perm", 0, 2, 1);
                initializers.integers(name + "_axis", 2);
                new Operator(onnx, "Unsqueeze", name)
                        .input(name + "_turned")
                        .input(name + "_axis")
                        .output(name);
            }
            case Layer.AverageOverTime _ -> {
                initializers.integers(name + "_axis", 1);
                operator("ReduceMean", node, name).input(name + "_axis").integer("keepdims", 0);
            }
            case Layer.Dropout _ -> passOn(node);
            case Layer.Dense _ -> writeDense(node, name);
        }
    }

    private void writeConvolution(Node node, Layer.Convolution convolution) {
        Node last = normalizationBehind(node);
        String name = nameOf(last.output());
        float[] kernel = weights.of(node, Parameter.Role.KERNEL);
        float[] bias = convolution.bias() ? weights.of(node, Parameter.Role.BIAS) : new float[0];
        if (!last.equals(node)) {
            FoldedConvolution folded = FoldedConvolution.of(node, last, weights);
            kernel = folded.kernel();
            bias = folded.bias();
        }
        long[] kernelShape = node.parameters().getFirst().shape();
        initializers.kernel(name + "_kernel", kernel, kernelShape);
        Operator operator = operator("Conv", node, name).input(name + "_kernel");
        if (bias.length > 0) {
            initializers.single(name + "_bias", bias, new long[] {bias.length});
            operator.input(name + "_bias");
        }
        operator.ints("kernel_shape", convolution.kernelHeight(), convolution.kernelWidth())
                .ints("strides", convolution.stride(), convolution.stride())
                .pads(convolution.padding())
                .integer("group", convolution.groups());
    }

    /** The normalisation that alone reads this convolution, or the convolution itself. */
    private Node normalizationBehind(Node convolution) {
        var readers = graph.nodes().stream()
                .filter(node -> node.inputs().contains(convolution.output()))
                .toList();
        boolean folds = readers.size() == 1 && readers.getFirst().layer() instanceof Layer.BatchNormalization;
        boolean lost = readers.size() > 1
                && readers.stream().anyMatch(node -> node.layer() instanceof Layer.BatchNormalization);
        if (lost) {
            throw new IllegalArgumentException("The normalisation behind " + convolution.name()
                    + " cannot be folded: others read the convolution too");
        }
        return folds ? readers.getFirst() : convolution;
    }

    private void writeDense(Node node, String name) {
        initializers.kernel(
                name + "_kernel",
                weights.of(node, Parameter.Role.KERNEL),
                node.parameters().getFirst().shape());
        float[] bias = weights.of(node, Parameter.Role.BIAS);
        initializers.single(name + "_bias", bias, new long[] {bias.length});
        operator("Gemm", node, name)
                .input(name + "_kernel")
                .input(name + "_bias")
                .integer("transB", 1);
    }

    private void passOn(Node node) {
        if (names.containsKey(node.name())) {
            throw new IllegalArgumentException("A dropout cannot be the graph's output: " + node.name());
        }
        names.put(node.name(), nameOf(node.inputs().getFirst()));
    }

    private Operator operator(String type, Node node, String output) {
        Operator operator = new Operator(onnx, type, output);
        node.inputs().forEach(input -> operator.input(nameOf(input)));
        return operator.output(output);
    }

    private String nameOf(Value value) {
        return names.getOrDefault(value.name(), value.name());
    }

    private static ValueInfoProto info(String name, Value value) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH_AXIS));
        for (long dimension : value.shape().dimensions()) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
