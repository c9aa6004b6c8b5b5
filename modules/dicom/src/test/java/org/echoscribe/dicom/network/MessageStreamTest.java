package org.echoscribe.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What one side writes as messages, the other reads as the same, however the network and the PDU sizes cut it. */
class MessageStreamTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Messages as they were understood. */
    static final class Recorder implements MessageReceiver.Listener {
        private final List<Integer> fields = new ArrayList<>();
        private final List<byte[]> dataSets = new ArrayList<>();
        private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();

        @Override
        public void begun(int contextId) {
            dataSet.reset();
        }

        @Override
        public void command(int contextId, CommandSet command) {
            fields.add(command.unsignedShort(CommandSet.COMMAND_FIELD).orElse(-1));
        }

        @Override
        public void dataSetBytes(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            dataSet.writeBytes(copy);
        }

        @Override
        public void ended() {
            dataSets.add(dataSet.toByteArray());
        }
    }

    @Property(tries = 200)
    void messagesArriveAsTheyWereSent(
            @ForAll @Size(max = 4) List<@Size(max = 3000) byte[]> dataSets,
            @ForAll @IntRange(min = 7, max = 600) int maxPduBytes,
            @ForAll @IntRange(min = 1, max = 700) int piece,
            @ForAll @IntRange(min = 12, max = 400) int receiveBufferBytes)
            throws IOException {
        MemoryConnection sent = new MemoryConnection(new byte[0], piece);
        try (Transport transport = Transport.over(sent)) {
            PDataWriter writer = new PDataWriter(transport, ByteBuffer.allocate(1024), maxPduBytes, MINUTE);
            for (byte[] dataSet : dataSets) {
                writer.writeCommand(3, command(true));
                writer.writeDataSet(3, dataSet.length, PDataWriter.from(ByteBuffer.wrap(dataSet)));
            }
            writer.writeCommand(3, command(false));
            writer.flush();
        }
        Recorder recorder = new Recorder();
        assertThat(read(sent.written(), piece, receiveBufferBytes, maxPduBytes, recorder))
                .isEqualTo(Event.TRANSPORT_CLOSED);
        assertThat(recorder.fields).hasSize(dataSets.size() + 1).containsOnly(CommandField.C_STORE_RQ);
        assertThat(recorder.dataSets.subList(0, dataSets.size())).containsExactlyElementsOf(dataSets);
    }

    @Test
    void aPduLongerThanTheBufferStreamsThrough() throws IOException {
        byte[] dataSet = new byte[100_000];
        dataSet[99_999] = 42;
        MemoryConnection sent = new MemoryConnection(new byte[0], 1 << 20);
        try (Transport transport = Transport.over(sent)) {
            PDataWriter writer = new PDataWriter(transport, ByteBuffer.allocate(200_000), 0, MINUTE);
            writer.writeCommand(1, command(true));
            writer.writeDataSet(1, dataSet.length, PDataWriter.from(ByteBuffer.wrap(dataSet)));
        }
        Recorder recorder = new Recorder();
        assertThat(read(sent.written(), 1000, 512, 200_000, recorder)).isEqualTo(Event.TRANSPORT_CLOSED);
        assertThat(recorder.dataSets).containsExactly(dataSet);
    }

    @Test
    void severalPdvsOfOnePduAreUnderstood() throws IOException {
        byte[] command = new byte[command(true).encode().remaining()];
        command(true).encode().get(command);
        ByteBuffer pdu = ByteBuffer.allocate(6 + 6 + command.length + 7 + 8);
        pdu.put((byte) 4).put((byte) 0).putInt(pdu.capacity() - 6);
        pdu.putInt(command.length + 2).put((byte) 1).put((byte) 3).put(command);
        pdu.putInt(3).put((byte) 1).put((byte) 0).put((byte) 'a');
        pdu.putInt(4).put((byte) 1).put((byte) 2).put((byte) 'b').put((byte) 'c');
        Recorder recorder = new Recorder();
        assertThat(read(pdu.array(), 5, 64, 16384, recorder)).isEqualTo(Event.TRANSPORT_CLOSED);
        assertThat(recorder.dataSets).containsExactly(new byte[] {'a', 'b', 'c'});
    }

    @Test
    void aStreamThatEndsWithinAPduIsNoEndOfAMessage() {
        byte[] pdu = {4, 0, 0, 0, 0, 20, 0, 0, 0, 16, 1, 2, 9, 9};
        Recorder recorder = new Recorder();
        assertThatExceptionOfType(InvalidPduException.class)
                .isThrownBy(() -> read(pdu, 100, 64, 16384, recorder))
                .withMessageContaining("no command announced");
        byte[] header = {4, 0, 0, 0, 0, 20, 0, 0, 0};
        assertThatExceptionOfType(ConnectionEndedException.class)
                .isThrownBy(() -> read(header, 100, 64, 16384, recorder));
    }

    /** Reads messages until something else than P-DATA-TF comes. */
    static Event read(byte[] bytes, int piece, int bufferBytes, int maxPduBytes, MessageReceiver.Listener listener)
            throws IOException {
        try (Transport transport = Transport.over(new MemoryConnection(bytes, piece))) {
            PduReader reader = new PduReader(transport, ByteBuffer.allocate(bufferBytes), maxPduBytes, MINUTE);
            MessageReceiver messages = new MessageReceiver(listener, 8192);
            while (true) {
                Event event = reader.next(Transport.after(MINUTE), "a PDU");
                if (event != Event.P_DATA_TF_PDU) {
                    return event;
                }
                messages.receive(reader);
            }
        }
    }

    private static CommandSet command(boolean dataSet) {
        return new CommandSet()
                .putUid(CommandSet.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.3.1")
                .putShort(CommandSet.COMMAND_FIELD, CommandField.C_STORE_RQ)
                .putShort(CommandSet.MESSAGE_ID, 1)
                .putShort(
                        CommandSet.COMMAND_DATA_SET_TYPE,
                        dataSet ? CommandSet.DATA_SET_FOLLOWS : CommandSet.NO_DATA_SET);
    }
}
