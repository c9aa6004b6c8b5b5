package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * What an acceptor does with messages: C-ECHO on Verification, C-STORE on every other accepted abstract syntax; anything
 * else is answered 0211H, unrecognized operation. One association's messages come one after the other, since the
 * asynchronous operations window is always answered 1 and 1.
 */
final class ServiceProvider implements MessageReceiver.Listener {

    /** An accepted presentation context. */
    record Context(String abstractSyntaxUid, String transferSyntaxUid) {
        boolean isVerification() {
            return abstractSyntaxUid.equals(StandardNegotiation.VERIFICATION);
        }
    }

    /** The outside of a service provider: its association. */
    interface Outlet {
        void begun();

        void ended();

        void respond(int contextId, CommandSet response) throws IOException;
    }

    private static final StoreStatus UNRECOGNIZED_OPERATION = new StoreStatus(0x0211, "unrecognized operation");

    private final AssociationInfo association;
    private final Map<Integer, Context> contexts;
    private final StoreHandler handler;
    private final long maxObjectBytes;
    private final Outlet outlet;

    private int contextId;
    private int responseField;
    private Optional<CommandSet> request = Optional.empty();
    private Optional<StoreOperation> storing = Optional.empty();
    private StoreStatus status = StoreStatus.SUCCESS;

    ServiceProvider(
            AssociationInfo association,
            Map<Integer, Context> contexts,
            StoreHandler handler,
            long maxObjectBytes,
            Outlet outlet) {
        this.association = association;
        this.contexts = contexts;
        this.handler = handler;
        this.maxObjectBytes = maxObjectBytes;
        this.outlet = outlet;
    }

    @Override
    public void begun(int id) throws IOException {
        if (!contexts.containsKey(id)) {
            throw new InvalidPduException(
                    INVALID_PDU_PARAMETER_VALUE, "data on presentation context " + id + ", which was not accepted");
        }
        outlet.begun();
    }

    @Override
    public void command(int id, CommandSet command) throws IOException {
        Context context = contexts.get(id);
        int field = command.unsignedShort(CommandSet.COMMAND_FIELD)
                .orElseThrow(() -> new InvalidCommandException("it has no Command Field"));
        if ((field & CommandField.RESPONSE) != 0) {
            throw new InvalidCommandException("a response %04XH to no request".formatted(field));
        }
        if (command.unsignedShort(CommandSet.COMMAND_DATA_SET_TYPE).isEmpty()) {
            throw new InvalidCommandException("it has no Command Data Set Type");
        }
        if (field != CommandField.C_CANCEL_RQ
                && command.unsignedShort(CommandSet.MESSAGE_ID).isEmpty()) {
            throw new InvalidCommandException("it has no Message ID");
        }
        contextId = id;
        request = Optional.of(command);
        responseField = field | CommandField.RESPONSE;
        status = switch (field) {
            case CommandField.C_ECHO_RQ -> context.isVerification() ? StoreStatus.SUCCESS : UNRECOGNIZED_OPERATION;
            case CommandField.C_STORE_RQ ->
                context.isVerification() ? UNRECOGNIZED_OPERATION : openStore(command, context);
            case CommandField.C_CANCEL_RQ -> {
                // There is nothing to cancel, and C-CANCEL has no response.
                request = Optional.empty();
                yield StoreStatus.SUCCESS;
            }
            default -> UNRECOGNIZED_OPERATION;
        };
    }

    @Override
    public void dataSetBytes(ByteBuffer bytes) {
        storing.ifPresent(operation -> operation.write(bytes));
    }

    @Override
    public void ended() throws IOException {
        StoreStatus answer = storing.isPresent() ? storing.get().finish() : status;
        storing = Optional.empty();
        if (request.isPresent()) {
            outlet.respond(contextId, CommandSet.responseTo(request.get(), responseField, answer));
            request = Optional.empty();
        }
        outlet.ended();
    }

    /** The association ends: what has begun will not be completed. */
    void cancel() {
        storing.ifPresent(StoreOperation::cancel);
        storing = Optional.empty();
    }

    /** Opens the store, or says what is wrong with the request; the status of an open store comes at its end. */
    private StoreStatus openStore(CommandSet command, Context context) {
        Optional<String> sopClass = command.text(CommandSet.AFFECTED_SOP_CLASS_UID);
        Optional<String> sopInstance = command.text(CommandSet.AFFECTED_SOP_INSTANCE_UID);
        if (sopClass.isEmpty() || sopInstance.isEmpty()) {
            return StoreStatus.missingAttribute("Affected SOP Class or Instance UID is missing");
        }
        if (!sopClass.get().equals(context.abstractSyntaxUid())) {
            return StoreStatus.dataSetDoesNotMatchSopClass("Affected SOP Class UID is not the context's");
        }
        if (!Uid.isWellFormed(sopInstance.get())) {
            return StoreStatus.invalidObjectInstance("Affected SOP Instance UID is no UID");
        }
        if (!command.hasDataSet()) {
            return StoreStatus.dataSetDoesNotMatchSopClass("C-STORE without a data set");
        }
        StoreRequest store =
                new StoreRequest(association, sopClass.get(), sopInstance.get(), context.transferSyntaxUid());
        storing = Optional.of(StoreOperation.open(store, handler, maxObjectBytes));
        return StoreStatus.SUCCESS;
    }
}
