package org.echoscribe.study.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.echoscribe.study.network.Graph;
import org.echoscribe.study.network.Layer;
import org.echoscribe.study.network.Node;
import org.echoscribe.study.network.Parameter;
import org.echoscribe.study.network.Shape;
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
        graph.nodes().stream()
                .map(Node::name)
                .filter(graph.outputs()::containsKey)
                // Another node is published under this one's name.
                .forEach(taken -> names.put(taken, taken + "_unpublished"));
        graph.outputs().forEach((published, value) -> names.put(value.name(), published));
        graph.inputs().forEach(input -> onnx.addInput(info(input.name(), input)));
        graph.nodes().forEach(this::write);
        graph.outputs().forEach((published, value) -> onnx.addOutput(info(published, value)));
    }

    private void write(Node node) {
        String name = nameOf(node.output());
        switch (node.layer()) {
            case Layer.Input _ -> {}
            case Layer.Convolution convolution ->
                writeConvolution(node)
                        .ints("kernel_shape", convolution.kernelHeight(), convolution.kernelWidth())
                        .ints("strides", convolution.stride(), convolution.stride())
                        .pads(convolution.padding())
                        .integer("group", convolution.groups());
            case Layer.VolumeConvolution convolution ->
                writeConvolution(node)
                        .extent("kernel_shape", convolution.kernel())
                        .extent("strides", convolution.stride())
                        .pads(convolution.padding());
            case Layer.BatchNormalization normalization -> {
                if (!isFolded(node)) {
                    writeNormalization(node, normalization, name);
                }
            }
            case Layer.Relu _ -> operator("Relu", node, name);
            case Layer.MaxPool pool ->
                operator("MaxPool", node, name)
                        .ints("kernel_shape", pool.kernelHeight(), pool.kernelWidth())
                        .ints("strides", pool.strideHeight(), pool.strideWidth())
                        .pads(pool.padding());
            case Layer.VolumeMaxPool pool ->
                operator("MaxPool", node, name)
                        .extent("kernel_shape", pool.window())
                        .extent("strides", pool.stride())
                        .pads(pool.padding());
            case Layer.AveragePool pool ->
                operator("AveragePool", node, name)
                        .ints("kernel_shape", pool.kernel(), pool.kernel())
                        .ints("strides", pool.stride(), pool.stride())
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
            case Layer.Dense _ -> {
                if (node.output().shape() instanceof Shape.Series) {
                    writeDenseOfSeries(node, name);
                } else {
                    writeDense(node, name);
                }
            }
            case Layer.ModalVote _ -> writeModalVote(node, name);
        }
    }

    /** A convolution of either kind, with the normalisation behind it, as one operator whose attributes are left to add. */
    private Operator writeConvolution(Node node) {
        Node last = normalizationBehind(node);
        String name = nameOf(last.output());
        FoldedConvolution convolution = last.equals(node)
                ? FoldedConvolution.unfolded(node, weights)
                : FoldedConvolution.of(node, last, weights);
        initializers.kernel(
                name + "_kernel",
                convolution.kernel(),
                node.parameters().getFirst().shape());
        Operator operator = operator("Conv", node, name).input(name + "_kernel");
        if (convolution.bias().length > 0) {
            initializers.single(name + "_bias", convolution.bias(), new long[] {convolution.bias().length});
            operator.input(name + "_bias");
        }
        return operator;
    }

    private boolean isFolded(Node normalization) {
        return graph.nodes().stream()
                .filter(node -> node.output().equals(normalization.inputs().getFirst()))
                .anyMatch(node ->
                        isConvolution(node) && !normalizationBehind(node).equals(node));
    }

    private static boolean isConvolution(Node node) {
        return node.layer() instanceof Layer.Convolution || node.layer() instanceof Layer.VolumeConvolution;
    }

    /** Where no convolution stands before it, or others read that too: densely connected networks normalise what was joined. */
    private void writeNormalization(Node node, Layer.BatchNormalization layer, String name) {
        float[] beta = weights.of(node, Parameter.Role.BETA);
        long[] perChannel = {beta.length};
        float[] gamma = new float[beta.length];
        Arrays.fill(gamma, 1f);
        Operator operator = operator("BatchNormalization", node, name);
        initializers.single(
                name + "_gamma", layer.scale() ? weights.of(node, Parameter.Role.GAMMA) : gamma, perChannel);
        initializers.single(name + "_beta", beta, perChannel);
        initializers.single(name + "_mean", weights.of(node, Parameter.Role.MOVING_MEAN), perChannel);
        initializers.single(name + "_variance", weights.of(node, Parameter.Role.MOVING_VARIANCE), perChannel);
        operator.input(name + "_gamma")
                .input(name + "_beta")
                .input(name + "_mean")
                .input(name + "_variance")
                .real("epsilon", layer.epsilon());
    }

    /** The normalisation that alone reads this convolution, or the convolution itself. */
    private Node normalizationBehind(Node convolution) {
        var readers = graph.nodes().stream()
                .filter(node -> node.inputs().contains(convolution.output()))
                .toList();
        boolean folds = readers.size() == 1
                && readers.getFirst().layer() instanceof Layer.BatchNormalization
                && !graph.outputs().containsValue(convolution.output());
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

    /** {@code Gemm} takes matrices only, so the kernel is turned for {@code MatMul}. */
    private void writeDenseOfSeries(Node node, String name) {
        float[] kernel = weights.of(node, Parameter.Role.KERNEL);
        float[] bias = weights.of(node, Parameter.Role.BIAS);
        int units = bias.length;
        int features = kernel.length / units;
        float[] turned = new float[kernel.length];
        for (int unit = 0; unit < units; unit++) {
            for (int feature = 0; feature < features; feature++) {
                turned[feature * units + unit] = kernel[unit * features + feature];
            }
        }
        initializers.kernel(name + "_kernel", turned, new long[] {features, units});
        initializers.single(name + "_bias", bias, new long[] {units});
        operator("MatMul", node, name + "_product").input(name + "_kernel");
        new Operator(onnx, "Add", name)
                .input(name + "_product")
                .input(name + "_bias")
                .output(name);
    }

    private void writeModalVote(Node node, String name) {
        int frames = ((Shape.Series) node.inputs().getFirst().shape()).steps();
        initializers.integers(name + "_axis", 1);
        initializers.single(name + "_frame", new float[] {1f / frames}, new long[] {1});
        initializers.single(name + "_least", new float[] {(float) Layer.ModalVote.LEAST_VOTES}, new long[] {1});
        operator("Softmax", node, name + "_probabilities").integer("axis", -1);
        operator("Hardmax", node, name + "_votes").integer("axis", -1);
        joined("Mul", name + "_probabilities", name + "_frame", name + "_tie_break");
        joined("Add", name + "_votes", name + "_tie_break", name + "_shares");
        joined("ReduceMean", name + "_shares", name + "_axis", name + "_share").integer("keepdims", 0);
        joined("Add", name + "_share", name + "_least", name + "_positive");
        new Operator(onnx, "Log", name).input(name + "_positive").output(name);
    }

    private Operator joined(String type, String left, String right, String output) {
        return new Operator(onnx, type, output).input(left).input(right).output(output);
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
