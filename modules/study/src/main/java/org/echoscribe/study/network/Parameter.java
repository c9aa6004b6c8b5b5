package org.echoscribe.study.network;

import java.util.Arrays;
import java.util.Locale;

/**
 * A tensor that a node learns (kernel, bias, gamma, beta) or keeps (moving statistics).
 *
 * @param node the node's name
 * @param role what the tensor is to the node
 * @param shape {@code [filters, channels per group, height, width]} for convolution kernels, {@code [filters, channels,
 *     frames, height, width]} for 3-D ones, {@code [units, features]} for dense ones, one value per channel otherwise
 */
public record Parameter(String node, Role role, long[] shape) {

    /** What a parameter is to its node. */
    public enum Role {
        KERNEL,
        BIAS,
        GAMMA,
        BETA,
        MOVING_MEAN,
        MOVING_VARIANCE;

        /** Whether gradient descent changes it. */
        public boolean isTrainable() {
            return this != MOVING_MEAN && this != MOVING_VARIANCE;
        }
    }

    public Parameter {
        shape = shape.clone();
    }

    /** Unique within the graph, such as {@code block1_conv1/kernel}. */
    public String name() {
        return nameOf(node, role);
    }

    /** The name of a node's parameter of this role. */
    public static String nameOf(String node, Role role) {
        return node + "/" + role.name().toLowerCase(Locale.ROOT);
    }

    /** How many numbers it holds. */
    public int size() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameter parameter
                && node.equals(parameter.node)
                && role == parameter.role
                && Arrays.equals(shape, parameter.shape);
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }
}
