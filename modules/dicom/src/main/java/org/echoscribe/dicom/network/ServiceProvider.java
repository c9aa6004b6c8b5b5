package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Answers the requests of a peer, on an association that it opened or that we did. One association's requests come one
 * after the other, since the asynchronous operations window is always answered 1 and 1.
 */
final class ServiceProvider implements MessageReceiver.Listener {

    /** The outside of a service provider: its association. */
    interface Outlet {
        void begun();

        void ended();

        void respond(int contextId, CommandSet response) throws IOException;
    }

    private final PresentationContexts contexts;
    private final Services services;
    private final Outlet outlet;

    private int contextId;
    private Optional<CommandSet> request = Optional.empty();
    private Optional<Operation> operation = Optional.empty();

    ServiceProvider(PresentationContexts contexts, Services services, Outlet outlet) {
        this.contexts = contexts;
        this.services = services;
        this.outlet = outlet;
    }

    @Override
    public void begun(int id) throws IOException {
        if (contexts.byId(id).isEmpty()) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE, "data on presentation context " + id + ", which was not accepted");
        }
        outlet.begun();
    }

    @Override
    public void command(int id, CommandSet command) throws IOException {
        int field = command.unsignedShort(CommandSet.COMMAND_FIELD)
                .orElseThrow(() -> new InvalidCommandException("it has no Command Field"));
        if ((field & CommandField.RESPONSE) != 0) {
            throw new InvalidCommandException("a response %04XH to no request".formatted(field));
        }
        if (command.unsignedShort(CommandSet.COMMAND_DATA_SET_TYPE).isEmpty()) {
            throw new InvalidCommandException("it has no Command Data Set Type");
        }
        if (field == CommandField.C_CANCEL_RQ) {
            // There is nothing to cancel, and C-CANCEL has no response.
            return;
        }
        if (command.unsignedShort(CommandSet.MESSAGE_ID).isEmpty()) {
            throw new InvalidCommandException("it has no Message ID");
        }
        contextId = id;
        request = Optional.of(command);
        operation = Optional.of(services.open(field, command, contexts.byId(id).orElseThrow()));
    }

    @Override
    public void dataSetBytes(ByteBuffer bytes) {
        operation.ifPresent(open -> open.write(bytes));
    }

    @Override
    public void ended() throws IOException {
        if (request.isPresent()) {
            DimseStatus status = operation.orElseThrow().finish();
            operation = Optional.empty();
            CommandSet response = CommandSet.responseTo(request.get(), status);
            request = Optional.empty();
            outlet.respond(contextId, response);
        }
        outlet.ended();
    }

    /** The association ends: what has begun will not be completed. */
    void cancel() {
        operation.ifPresent(Operation::cancel);
        operation = Optional.empty();
        request = Optional.empty();
    }
}
