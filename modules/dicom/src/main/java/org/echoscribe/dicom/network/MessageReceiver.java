package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;
import static org.echoscribe.dicom.network.InvalidPduException.UNEXPECTED_PDU_PARAMETER;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts DIMSE messages together from the presentation data values of one association (PS3.7 section 6.3, PS3.8 annex E):
 * a command set, kept whole, and a data set that is passed on as it comes.
 */
final class MessageReceiver {

    /** Where complete command sets and the bytes of data sets go. */
    interface Listener {
        /** A message begins on a context that the peer names, rightly or not. */
        void begun(int contextId) throws IOException;

        /** The command set is complete; its data set follows if it says so. */
        void command(int contextId, CommandSet command) throws IOException;

        /** The next bytes of the data set of the last command. */
        void dataSetBytes(ByteBuffer bytes);

        /** The message is complete. */
        void ended() throws IOException;
    }

    private enum Part {
        NONE,
        COMMAND_SET,
        DATA_SET
    }

    private final Listener listener;
    private final int maxCommandSetBytes;
    private Optional<ByteBuffer> commandBytes = Optional.empty();
    private Part part = Part.NONE;
    private int contextId;

    MessageReceiver(Listener listener, int maxCommandSetBytes) {
        this.listener = listener;
        this.maxCommandSetBytes = maxCommandSetBytes;
    }

    /** Whether a message has begun and not ended. */
    boolean inMessage() {
        return part != Part.NONE;
    }

    /** Takes all presentation data values of the P-DATA-TF PDU that the reader stands in. */
    void receive(PduReader reader) throws IOException {
        while (reader.nextPdv()) {
            if (part == Part.NONE) {
                listener.begun(reader.contextId());
                part = Part.COMMAND_SET;
                contextId = reader.contextId();
            } else if (reader.contextId() != contextId) {
                throw new InvalidPduException(
                        INVALID_PDU_PARAMETER_VALUE,
                        "presentation context " + reader.contextId() + " within a message of context " + contextId);
            }
            if (reader.isCommand() != (part == Part.COMMAND_SET)) {
                throw new InvalidPduException(
                        UNEXPECTED_PDU_PARAMETER,
                        reader.isCommand()
                                ? "a command set where a data set was announced"
                                : "a data set that no command announced");
            }
            if (part == Part.COMMAND_SET) {
                receiveCommand(reader);
            } else {
                receiveDataSet(reader);
            }
        }
    }

    private void receiveCommand(PduReader reader) throws IOException {
        ByteBuffer bytes = commandBytes.orElseGet(() -> ByteBuffer.allocate(maxCommandSetBytes));
        commandBytes = Optional.of(bytes);
        if (reader.pdvRemaining() > bytes.remaining()) {
            throw new InvalidCommandException("longer than " + maxCommandSetBytes + " bytes");
        }
        while (reader.pdvRemaining() > 0) {
            bytes.put(reader.nextBytes());
        }
        if (!reader.isLast()) {
            return;
        }
        CommandSet command = CommandSet.decode(bytes.flip());
        bytes.clear();
        part = Part.DATA_SET;
        listener.command(contextId, command);
        if (!command.hasDataSet()) {
            end();
        }
    }

    private void receiveDataSet(PduReader reader) throws IOException {
        while (reader.pdvRemaining() > 0) {
            listener.dataSetBytes(reader.nextBytes());
        }
        if (reader.isLast()) {
            end();
        }
    }

    private void end() throws IOException {
        listener.ended();
        part = Part.NONE;
    }
}
