package org.echoscribe.study.training;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The learning curves as TensorBoard reads them: a file of TFRecords, each a length, its checksum, a protobuf message
 * {@code tensorflow.Event} and its checksum (tensorflow/core/util/event.proto, tensorflow/core/lib/io/record_writer.h).
 * Checksums are CRC-32C, masked as the format demands.
 *
 * <p>The file holds each epoch once, also after a kill: what is there is read back, a record that was cut off is removed, and
 * epochs that the checkpoint knows and the file does not are added.
 */
final class EventFile {

    /** TensorBoard looks for {@code tfevents} in the name. */
    static final String NAME = "events.out.tfevents.1.echoscribe";

    private static final int MASK_DELTA = 0xa282ead8;
    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int MOST_BYTES = 1 << 16;
    private static final int FIELD_WALL_TIME = 1;
    private static final int FIELD_STEP = 2;
    private static final int FIELD_FILE_VERSION = 3;
    private static final int FIELD_SUMMARY = 5;
    private static final int FIELD_VALUE = 1;
    private static final int FIELD_TAG = 1;
    private static final int FIELD_SIMPLE_VALUE = 2;

    private final Path file;

    /** In a training's directory. */
    EventFile(Path directory) {
        this.file = directory.resolve(NAME);
    }

    /** Adds the epochs that the file lacks. */
    void write(List<Epoch> epochs) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int records = keepWholeRecords(channel);
            if (records == 0) {
                append(channel, versionEvent());
            }
            for (Epoch epoch : epochs.subList(Math.clamp(records - 1, 0, epochs.size()), epochs.size())) {
                append(channel, event(epoch));
            }
        }
    }

    /** Leaves the channel behind the last whole record, and says how many there are. */
    private static int keepWholeRecords(FileChannel channel) throws IOException {
        int records = 0;
        long end = 0;
        long size = channel.size();
        while (end + LENGTH_BYTES + CHECKSUM_BYTES <= size) {
            ByteBuffer head = read(channel, end, LENGTH_BYTES + CHECKSUM_BYTES);
            long length = head.getLong(0);
            boolean sound = head.getInt(LENGTH_BYTES) == masked(head.slice(0, LENGTH_BYTES));
            long next = end + LENGTH_BYTES + CHECKSUM_BYTES + length + CHECKSUM_BYTES;
            if (!sound || length < 0 || length > MOST_BYTES || next > size) {
                break;
            }
            ByteBuffer body = read(channel, end + LENGTH_BYTES + CHECKSUM_BYTES, (int) length + CHECKSUM_BYTES);
            if (body.getInt((int) length) != masked(body.slice(0, (int) length))) {
                break;
            }
            end = next;
            records++;
        }
        channel.truncate(end);
        channel.position(end);
        return records;
    }

    private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
            // until the buffer is full: the caller knows that the file is long enough
        }
        return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void append(FileChannel channel, byte[] event) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(LENGTH_BYTES + CHECKSUM_BYTES + event.length + CHECKSUM_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(event.length);
        record.putInt(masked(record.duplicate().flip()));
        record.put(event);
        record.putInt(masked(ByteBuffer.wrap(event)));
        record.flip();
        while (record.hasRemaining()) {
            channel.write(record);
        }
    }

    private static int masked(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        int value = (int) checksum.getValue();
        return Integer.rotateRight(value, 15) + MASK_DELTA;
    }

    private static byte[] versionEvent() throws IOException {
        return message(output -> {
            output.writeDouble(FIELD_WALL_TIME, now());
            output.writeString(FIELD_FILE_VERSION, "brain.Event:2");
        });
    }

    private static byte[] event(Epoch epoch) throws IOException {
        return message(output -> {
            output.writeDouble(FIELD_WALL_TIME, now());
            output.writeInt64(FIELD_STEP, epoch.number());
            output.writeByteArray(FIELD_SUMMARY, summary(scalars(epoch)));
        });
    }

    /** Slashes make TensorBoard draw training and validation in one group. */
    private static Map<String, Double> scalars(Epoch epoch) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("loss/training", epoch.trainingLoss());
        scalars.put("loss/validation", epoch.validationLoss());
        scalars.put("accuracy/training", epoch.trainingAccuracy());
        scalars.put("accuracy/validation", epoch.validationAccuracy());
        scalars.put("learning rate", epoch.learningRate());
        scalars.put("seconds", epoch.seconds());
        return scalars;
    }

    private static byte[] summary(Map<String, Double> scalars) throws IOException {
        return message(output -> {
            for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                output.writeByteArray(FIELD_VALUE, message(value -> {
                    value.writeString(FIELD_TAG, scalar.getKey());
                    value.writeFloat(FIELD_SIMPLE_VALUE, scalar.getValue().floatValue());
                }));
            }
        });
    }

    private interface Fields {
        void writeTo(CodedOutputStream output) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        fields.writeTo(output);
        output.flush();
        return bytes.toByteArray();
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }
}
