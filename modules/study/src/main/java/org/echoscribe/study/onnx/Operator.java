package org.echoscribe.study.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import org.echoscribe.study.network.Extent;
import org.echoscribe.study.network.Padding;
import org.echoscribe.study.network.VolumePadding;

/** One operator appended to an ONNX graph, filled in place. */
final class Operator {

    private final NodeProto.Builder node;

    Operator(GraphProto.Builder graph, String type, String name) {
        this.node = graph.addNodeBuilder().setOpType(type).setName(name);
    }

    Operator input(String name) {
        node.addInput(name);
        return this;
    }

    Operator output(String name) {
        node.addOutput(name);
        return this;
    }

    Operator integer(String attribute, long value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value));
        return this;
    }

    Operator ints(String attribute, long... values) {
        AttributeProto.Builder list =
                AttributeProto.newBuilder().setName(attribute).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            list.addInts(value);
        }
        node.addAttribute(list);
        return this;
    }

    Operator real(String attribute, double value) {
        node.addAttribute(AttributeProto.newBuilder()
                .setName(attribute)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value));
        return this;
    }

    Operator extent(String attribute, Extent extent) {
        return ints(attribute, extent.frames(), extent.rows(), extent.columns());
    }

    Operator pads(VolumePadding padding) {
        Extent before = padding.before();
        Extent after = padding.after();
        return ints(
                "pads",
                before.frames(),
                before.rows(),
                before.columns(),
                after.frames(),
                after.rows(),
                after.columns());
    }

    /** ONNX takes asymmetric padding as it is: all beginnings, then all ends. */
    Operator pads(Padding padding) {
        return ints("pads", padding.top(), padding.left(), padding.bottom(), padding.right());
    }
}
