package org.echoscribe.study.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final List<Epoch> EPOCHS =
            List.of(new Epoch(1, 2.5, 0.25, 2.25, 0.5, 0.001, 3), new Epoch(2, 1.5, 0.75, 1.25, 0.625, 0.0005, 4));

    @TempDir
    private Path directory;

    @Test
    void aReaderOfTheFormatFindsTheVersionAndEachEpochsFigures() throws IOException {
        new EventFile(directory).write(EPOCHS);
        List<Event> events = read(directory);
        assertThat(events).hasSize(3);
        assertThat(events.getFirst().fileVersion()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).step()).isEqualTo(1);
        assertThat(events.get(2).step()).isEqualTo(2);
        assertThat(events.get(2).scalars())
                .containsEntry("loss/training", 1.5f)
                .containsEntry("loss/validation", 1.25f)
                .containsEntry("accuracy/training", 0.75f)
                .containsEntry("accuracy/validation", 0.625f)
                .containsEntry("learning rate", 0.0005f)
                .containsEntry("seconds", 4f);
    }

    @Test
    void whatAKillCutOffIsWrittenAgainAndNothingTwice() throws IOException {
        new EventFile(directory).write(EPOCHS);
        Path file = directory.resolve(EventFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            new EventFile(directory).write(EPOCHS);
            assertThat(stepsIn(directory)).as("cut at %d", length).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void bytesThatDoNotFitTheirChecksumAreNotKept() throws IOException {
        new EventFile(directory).write(EPOCHS);
        Path file = directory.resolve(EventFile.NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 10] ^= 1;
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        new EventFile(directory).write(EPOCHS);
        assertThat(read(directory).getLast().scalars()).containsEntry("seconds", 4f);
    }

    record Event(long step, String fileVersion, Map<String, Float> scalars) {}

    static List<Long> stepsIn(Path directory) throws IOException {
        return read(directory).stream().map(Event::step).toList();
    }

    /** A reader of its own, after the format's description, with a bitwise CRC-32C. */
    private static List<Event> read(Path directory) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(EventFile.NAME)))
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] lengthBytes = new byte[8];
            bytes.get(bytes.position(), lengthBytes);
            int length = (int) bytes.getLong();
            assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(lengthBytes));
            byte[] event = new byte[length];
            bytes.get(event);
            assertThat(bytes.getInt()).as("checksum of the event").isEqualTo(masked(event));
            events.add(parse(event));
        }
        return events;
    }

    private static int masked(byte[] bytes) {
        int crc = ~0;
        for (byte value : bytes) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }

    private static Event parse(byte[] bytes) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        long step = 0;
        String version = "";
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> assertThat(input.readDouble()).isGreaterThan(1e9);
                case 2 -> step = input.readInt64();
                case 3 -> version = input.readString();
                case 5 -> readSummary(input.readByteArray(), scalars);
                default -> throw new AssertionError("an unknown field: " + tag);
            }
        }
        return new Event(step, version, scalars);
    }

    private static void readSummary(byte[] bytes, Map<String, Float> scalars) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
            assertThat(WireFormat.getTagFieldNumber(tag)).isEqualTo(1);
            CodedInputStream value = CodedInputStream.newInstance(input.readByteArray());
            assertThat(WireFormat.getTagFieldNumber(value.readTag())).isEqualTo(1);
            String name = value.readString();
            assertThat(WireFormat.getTagFieldNumber(value.readTag())).isEqualTo(2);
            scalars.put(name, value.readFloat());
        }
    }
}
