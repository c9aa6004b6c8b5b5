package org.echoscribe.pipeline;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.View;

/** A real model bundle of the smallest kind: mean colours of four frames times random weights. It knows no views. */
final class TinyBundle {

    private static final int CHANNELS = 3;
    private static final float BRIGHT = 0.3f;
    private static final int LOGITS = View.values().length;

    private TinyBundle() {}

    static Path write(Path directory) throws IOException {
        return write(directory, List.of(), "flat");
    }

    /** One that takes roots of how much darker than {@value #BRIGHT} a loop is: for a brighter loop that is no number. */
    static Path writeBlindToBrightLoops(Path directory) throws IOException {
        return write(
                directory,
                List.of(node("Sub", "darkness", "bright", "flat"), node("Sqrt", "roots", "darkness")),
                "roots");
    }

    private static Path write(Path directory, List<NodeProto> between, String features) throws IOException {
        SpatialInput input = TestNode.SPECIFICATION.spatial().orElseThrow();
        BundleDescription description = new BundleDescription(
                "tiny",
                "1.0.0",
                "Test",
                "mean-colour",
                List.of(View.values()),
                TestNode.SPECIFICATION,
                1,
                0,
                Map.of("weights", "random"),
                Map.of(),
                true);
        new BundleWriter(description, "# Synthetic: random weights\n")
                .add(ModelBundle.SPATIAL_FILE, spatial(input))
                .add(ModelBundle.HEAD_FILE, head(input, between, features))
                .writeDirectory(directory);
        return directory;
    }

    private static byte[] spatial(SpatialInput input) {
        return model(GraphProto.newBuilder()
                .setName("spatial")
                .addInput(value("frames", 0, CHANNELS, input.height(), input.width()))
                .addOutput(value("features", 0, CHANNELS))
                .addNode(node("GlobalAveragePool", "pooled", "frames"))
                .addNode(node("Flatten", "features", "pooled")));
    }

    private static byte[] head(SpatialInput input, List<NodeProto> between, String features) {
        TensorProto.Builder weights = TensorProto.newBuilder()
                .setName("weights")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims((long) input.frames() * CHANNELS)
                .addDims(LOGITS);
        Random random = new Random(14);
        for (int i = 0; i < input.frames() * CHANNELS * LOGITS; i++) {
            weights.addFloatData((float) random.nextGaussian());
        }
        return model(GraphProto.newBuilder()
                .setName("head")
                .addInput(value("spatial", 0, input.frames(), CHANNELS))
                .addOutput(value("logits", 0, LOGITS))
                .addInitializer(weights)
                .addNode(node("Flatten", "flat", "spatial").toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(1)))
                .addInitializer(TensorProto.newBuilder()
                        .setName("bright")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addDims(1)
                        .addFloatData(BRIGHT))
                .addAllNode(between)
                .addNode(node("MatMul", "logits", features, "weights")));
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    /** A float tensor; a size of 0 stands for the batch dimension. */
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
