package org.echoscribe.inference;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counts the numbers in an ONNX graph's initializers. ONNX Runtime does not tell them, so the file's Protocol Buffers are
 * walked as far as that needs: {@code ModelProto.graph} (7), {@code GraphProto.initializer} (5), {@code TensorProto.dims}
 * (1) and {@code data_type} (2). Whole numbers, which say how to reshape, are no parameters.
 */
final class CountParameters {

    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int DIMENSIONS = 1;
    private static final int DATA_TYPE = 2;
    private static final int INT64 = 7;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private CountParameters() {}

    static long of(Path graph) throws IOException {
        try (FileChannel file = FileChannel.open(graph, StandardOpenOption.READ)) {
            return inMessage(file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()), GRAPH);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new IOException(graph + " is no ONNX file: " + e, e);
        }
    }

    /** The sum over one repeated field of a message: the graph of a model, the initializers of a graph. */
    private static long inMessage(ByteBuffer message, int wanted) {
        long sum = 0;
        while (message.hasRemaining()) {
            int tag = Math.toIntExact(varint(message));
            if (tag >>> 3 == wanted && (tag & 7) == DELIMITED) {
                ByteBuffer field = delimited(message);
                sum += wanted == GRAPH ? inMessage(field, INITIALIZER) : inTensor(field);
            } else {
                skip(message, tag & 7);
            }
        }
        return sum;
    }

    private static long inTensor(ByteBuffer tensor) {
        long elements = 1;
        long type = 0;
        while (tensor.hasRemaining()) {
            int tag = Math.toIntExact(varint(tensor));
            if (tag == (DIMENSIONS << 3 | VARINT)) {
                elements = Math.multiplyExact(elements, varint(tensor));
            } else if (tag == (DIMENSIONS << 3 | DELIMITED)) {
                ByteBuffer packed = delimited(tensor);
                while (packed.hasRemaining()) {
                    elements = Math.multiplyExact(elements, varint(packed));
                }
            } else if (tag == (DATA_TYPE << 3 | VARINT)) {
                type = varint(tensor);
            } else {
                skip(tensor, tag & 7);
            }
        }
        return type == INT64 ? 0 : elements;
    }

    private static void skip(ByteBuffer message, int wireType) {
        switch (wireType) {
            case VARINT -> varint(message);
            case EIGHT_BYTES -> message.position(message.position() + 8);
            case DELIMITED -> delimited(message);
            case FOUR_BYTES -> message.position(message.position() + 4);
            default -> throw new IllegalArgumentException("wire type " + wireType);
        }
    }

    private static ByteBuffer delimited(ByteBuffer message) {
        int length = Math.toIntExact(varint(message));
        ByteBuffer content = message.slice(message.position(), length);
        message.position(message.position() + length);
        return content;
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
