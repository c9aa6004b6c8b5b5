package org.echoscribe.study.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The constant tensors of an ONNX graph, little-endian as the format demands. */
final class Initializers {

    private static final float GREATEST_HALF = 65504f;

    private final GraphProto.Builder graph;
    private final WeightPrecision precision;

    Initializers(GraphProto.Builder graph, WeightPrecision precision) {
        this.graph = graph;
        this.precision = precision;
    }

    /** Adds a kernel, in the precision chosen for the file. */
    void kernel(String name, float[] values, long[] shape) {
        switch (precision) {
            case FLOAT32 -> single(name, values, shape);
            case FLOAT16 -> half(name, values, shape);
        }
    }

    /** Adds a tensor in single precision. */
    void single(String name, float[] values, long[] shape) {
        ByteBuffer bytes = little(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        add(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** Adds a vector of 64-bit integers. */
    void integers(String name, long... values) {
        ByteBuffer bytes = little(Long.BYTES * values.length);
        bytes.asLongBuffer().put(values);
        add(name, TensorProto.DataType.INT64, bytes, new long[] {values.length});
    }

    /** ONNX Runtime evaluates the cast when it loads the file, so it costs nothing per loop. */
    private void half(String name, float[] values, long[] shape) {
        ByteBuffer bytes = little(Short.BYTES * values.length);
        for (float value : values) {
            if (!(Math.abs(value) <= GREATEST_HALF)) {
                throw new IllegalArgumentException(
                        name + " holds " + value + ", which half precision cannot: store it as FLOAT32");
            }
            bytes.putShort(Float.floatToFloat16(value));
        }
        add(name + "_half", TensorProto.DataType.FLOAT16, bytes.flip(), shape);
        graph.addNode(NodeProto.newBuilder()
                .setName(name + "_cast")
                .setOpType("Cast")
                .addInput(name + "_half")
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(TensorProto.DataType.FLOAT.getNumber())));
    }

    private void add(String name, TensorProto.DataType type, ByteBuffer bytes, long[] shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        graph.addInitializer(tensor);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
