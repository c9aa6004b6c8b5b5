package org.echoscribe.study.torch;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** One operator of an ONNX graph in libtorch: those that the bundles' graphs are written with, in two and three dimensions. */
final class OnnxOperator {

    private final NodeProto node;
    private final Map<String, Tensor> values;
    private final Map<String, long[]> integers;
    private final Path file;

    /**
     * @param values what was computed before, and constants
     * @param integers constants that say how and not what
     */
    OnnxOperator(NodeProto node, Map<String, Tensor> values, Map<String, long[]> integers, Path file) {
        this.node = node;
        this.values = values;
        this.integers = integers;
        this.file = file;
    }

    Tensor apply() {
        Tensor x = input(0);
        return switch (node.getOpType()) {
            case "Conv" -> convolve(x);
            case "BatchNormalization" -> normalize(x);
            case "Relu" -> torch.relu(x);
            case "MaxPool" -> maxPool(x);
            case "AveragePool" -> averagePool(x);
            case "GlobalAveragePool" ->
                torch.mean(
                        x, IntStream.range(2, (int) x.dim()).asLongStream().toArray(), true, new ScalarTypeOptional());
            case "ReduceMean" ->
                torch.mean(x, integers.get(node.getInput(1)), integer("keepdims", 1) == 1, new ScalarTypeOptional());
            case "Flatten" -> x.flatten(integer("axis", 1), -1);
            case "Reshape" -> x.reshape(shape(x));
            case "Transpose" -> x.permute(integers("perm"));
            case "Unsqueeze" -> unsqueeze(x);
            case "Add" -> x.add(input(1));
            case "Softmax" -> torch.softmax(x, integer("axis", -1));
            case "Hardmax" -> hardmax(x);
            case "Log" -> x.log();
            case "Mul" -> x.mul(input(1));
            case "MatMul" -> x.matmul(input(1));
            case "Gemm" -> torch.linear(x, integer("transB", 0) == 1 ? input(1) : input(1).t(), optional(2));
            case "Concat" ->
                torch.cat(
                        new TensorVector(
                                node.getInputList().stream().map(values::get).toArray(Tensor[]::new)),
                        integer("axis", 1));
            // Constants are in single precision here already.
            case "Cast", "Identity" -> x;
            default ->
                throw new IllegalArgumentException(
                        "The operator " + node.getOpType() + " in " + file
                                + " is not known here, so its gradient cannot be had; export the bundle again with this program");
        };
    }

    private Tensor convolve(Tensor x) {
        long[] pads = pads();
        boolean even = symmetric(pads);
        int dimensions = pads.length / 2;
        return torch.convolution(
                even ? x : pad(x, pads, 0),
                input(1),
                optional(2),
                integersOr("strides", dimensions),
                even ? Arrays.copyOf(pads, dimensions) : new long[dimensions],
                integersOr("dilations", dimensions),
                false,
                new long[dimensions],
                integer("group", 1));
    }

    private Tensor normalize(Tensor x) {
        double epsilon = node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("epsilon"))
                .mapToDouble(AttributeProto::getF)
                .findFirst()
                .orElse(1e-5);
        return torch.batch_norm(x, optional(1), optional(2), optional(3), optional(4), false, 0, epsilon, false);
    }

    private Tensor maxPool(Tensor x) {
        long[] pads = pads();
        int dimensions = pads.length / 2;
        boolean even = symmetric(pads);
        Tensor padded = even ? x : pad(x, pads, Double.NEGATIVE_INFINITY);
        long[] padding = even ? Arrays.copyOf(pads, dimensions) : new long[dimensions];
        long[] ones = new long[dimensions];
        Arrays.fill(ones, 1);
        long[] kernel = integers("kernel_shape");
        long[] strides = integersOr("strides", dimensions);
        return dimensions == 3
                ? torch.max_pool3d(padded, kernel, strides, padding, ones, false)
                : torch.max_pool2d(padded, kernel, strides, padding, ones, false);
    }

    private Tensor averagePool(Tensor x) {
        long[] pads = pads();
        if (!symmetric(pads) || pads.length != 4) {
            throw new IllegalArgumentException(
                    node.getName() + " in " + file + " averages in a way that is not known here");
        }
        return torch.avg_pool2d(
                x,
                integers("kernel_shape"),
                integersOr("strides", 2),
                Arrays.copyOf(pads, 2),
                false,
                integer("count_include_pad", 0) == 1,
                new LongOptional());
    }

    /** A one in the place of the greatest value, zeros elsewhere; no gradient passes. */
    private Tensor hardmax(Tensor x) {
        long axis = integer("axis", -1);
        if (axis != -1 && axis != x.dim() - 1) {
            throw new IllegalArgumentException(
                    node.getName() + " in " + file + " finds the greatest along an axis that is not known here");
        }
        return torch.one_hot(x.argmax(new LongOptional(-1), false), x.size(-1)).to(torch.ScalarType.Float);
    }

    private Tensor unsqueeze(Tensor x) {
        Tensor result = x;
        for (long axis : integers.get(node.getInput(1))) {
            result = result.unsqueeze(axis);
        }
        return result;
    }

    /** A zero keeps a dimension, as ONNX has it. */
    private long[] shape(Tensor x) {
        long[] shape = integers.get(node.getInput(1)).clone();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == 0 ? x.size(i) : shape[i];
        }
        return shape;
    }

    /** ONNX has all beginnings, then all ends; libtorch the last axis first, beginning and end together. */
    private static Tensor pad(Tensor x, long[] pads, double value) {
        int dimensions = pads.length / 2;
        long[] lastAxisFirst = new long[pads.length];
        for (int axis = 0; axis < dimensions; axis++) {
            lastAxisFirst[2 * (dimensions - 1 - axis)] = pads[axis];
            lastAxisFirst[2 * (dimensions - 1 - axis) + 1] = pads[dimensions + axis];
        }
        return torch.constant_pad_nd(x, lastAxisFirst, new Scalar(value));
    }

    private static boolean symmetric(long[] pads) {
        int dimensions = pads.length / 2;
        return Arrays.equals(pads, 0, dimensions, pads, dimensions, pads.length);
    }

    private long[] pads() {
        long[] pads = integers("pads");
        return pads.length == 0 ? new long[2 * integers("kernel_shape").length] : pads;
    }

    private Tensor input(int number) {
        Tensor value = values.get(node.getInput(number));
        if (value == null) {
            throw new IllegalArgumentException(node.getName() + " in " + file + " reads " + node.getInput(number)
                    + ", which nothing before it gives");
        }
        return value;
    }

    private TensorOptional optional(int number) {
        return node.getInputCount() > number ? new TensorOptional(input(number)) : new TensorOptional();
    }

    private long integer(String attribute, long otherwise) {
        return node.getAttributeList().stream()
                .filter(each -> each.getName().equals(attribute))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(otherwise);
    }

    private long[] integers(String attribute) {
        return node.getAttributeList().stream()
                .filter(each -> each.getName().equals(attribute))
                .flatMapToLong(each -> each.getIntsList().stream().mapToLong(Long::longValue))
                .toArray();
    }

    /** The attribute, or ones where it is left out. */
    private long[] integersOr(String attribute, int dimensions) {
        long[] given = integers(attribute);
        if (given.length == 0) {
            given = new long[dimensions];
            Arrays.fill(given, 1);
        }
        return given;
    }
}
