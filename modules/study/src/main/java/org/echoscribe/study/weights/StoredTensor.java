package org.echoscribe.study.weights;

/**
 * A tensor as a file holds it.
 *
 * @param name as the file calls it
 * @param shape sizes of all axes
 * @param values row-major
 */
record StoredTensor(String name, long[] shape, float[] values) {

    StoredTensor {
        long size = 1;
        for (long axis : shape) {
            size = Math.multiplyExact(size, axis);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(
                    name + " holds " + values.length + " values, which its shape does not: " + size);
        }
    }
}
