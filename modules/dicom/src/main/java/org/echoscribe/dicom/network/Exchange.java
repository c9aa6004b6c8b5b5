package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;

/**
 * What comes back after a request of ours: responses to it, the last of them not pending, and between them requests of the
 * peer, which a {@link ServiceProvider} answers.
 */
final class Exchange implements MessageReceiver.Listener {

    /** The outside of an exchange: its association. */
    interface Outlet {
        /** Nothing earns more time, and there is nothing to cancel. */
        Outlet IN_HASTE = new Outlet() {
            @Override
            public void requestBegun() {}

            @Override
            public void messageEnded() {}

            @Override
            public void sendCancel() {}
        };

        /** A request of the peer begins, which may take as long as an object may. */
        void requestBegun();

        /** A message has ended; the next one may take as long as a response may. */
        void messageEnded();

        /** Asks the peer to give up what we asked for. */
        void sendCancel() throws IOException;
    }

    /** Takes pending responses. */
    @FunctionalInterface
    interface PendingResponses {
        /** Takes one; false to have the operation cancelled. */
        boolean take(DimseResponse response) throws IOException;
    }

    private final Optional<CommandSet> request;
    private final PresentationContexts contexts;
    private final ServiceProvider provider;
    private final PendingResponses pending;
    private final Outlet outlet;

    private int contextId;
    private Optional<CommandSet> response = Optional.empty();
    private DataSetCollector responseDataSet = new DataSetCollector();
    private Optional<DimseResponse> last = Optional.empty();
    private boolean cancelled;

    /** What follows a request; without one, requests of the peer alone are taken. */
    Exchange(
            Optional<CommandSet> request,
            PresentationContexts contexts,
            ServiceProvider provider,
            PendingResponses pending,
            Outlet outlet) {
        this.request = request;
        this.contexts = contexts;
        this.provider = provider;
        this.pending = pending;
        this.outlet = outlet;
    }

    /** The response that ends the exchange, once it has come. */
    Optional<DimseResponse> last() {
        return last;
    }

    @Override
    public void begun(int id) throws IOException {
        if (contexts.byId(id).isEmpty()) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE, "data on presentation context " + id + ", which was not accepted");
        }
    }

    @Override
    public void command(int id, CommandSet command) throws IOException {
        contextId = id;
        if ((command.unsignedShort(CommandSet.COMMAND_FIELD).orElse(0) & CommandField.RESPONSE) == 0) {
            outlet.requestBegun();
            provider.command(id, command);
            return;
        }
        if (!answersRequest(command)) {
            throw new InvalidCommandException("it does not answer our request");
        }
        response = Optional.of(command);
        responseDataSet = new DataSetCollector();
    }

    @Override
    public void dataSetBytes(ByteBuffer bytes) {
        if (response.isPresent()) {
            responseDataSet.write(bytes);
        } else {
            provider.dataSetBytes(bytes);
        }
    }

    @Override
    public void ended() throws IOException {
        if (response.isPresent()) {
            CommandSet command = response.get();
            response = Optional.empty();
            take(new DimseResponse(command, command.status().orElseThrow(), dataSet(command)));
        } else {
            provider.ended();
        }
        outlet.messageEnded();
    }

    private void take(DimseResponse received) throws IOException {
        if (!received.status().isPending()) {
            last = Optional.of(received);
        } else if (!cancelled && !pending.take(received)) {
            cancelled = true;
            outlet.sendCancel();
        }
    }

    private boolean answersRequest(CommandSet command) {
        return request.isPresent()
                && last.isEmpty()
                && command.unsignedShort(CommandSet.COMMAND_FIELD).orElse(-1)
                        == (request.get()
                                        .unsignedShort(CommandSet.COMMAND_FIELD)
                                        .orElse(0)
                                | CommandField.RESPONSE)
                && command.unsignedShort(CommandSet.MESSAGE_ID_BEING_RESPONDED_TO)
                        .equals(request.get().unsignedShort(CommandSet.MESSAGE_ID))
                && command.status().isPresent();
    }

    private Optional<Attributes> dataSet(CommandSet command) throws IOException {
        if (!command.hasDataSet()) {
            return Optional.empty();
        }
        if (responseDataSet.isTooLong()) {
            throw new InvalidCommandException("its data set is longer than " + DataSetCollector.MAX_BYTES + " bytes");
        }
        try {
            return Optional.of(
                    responseDataSet.read(contexts.byId(contextId).orElseThrow().transferSyntaxUid()));
        } catch (IOException | RuntimeException e) {
            throw new InvalidCommandException("its data set cannot be understood");
        }
    }
}
