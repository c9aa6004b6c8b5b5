package org.echoscribe.dicom.network;

import static org.echoscribe.dicom.network.InvalidPduException.INVALID_PDU_PARAMETER_VALUE;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;

/**
 * Decodes A-ASSOCIATE-RQ and -AC PDUs. The body is complete in memory and bounded before it gets here; each item's length
 * is checked against what is left of what contains it. Unknown items are skipped, as the standard asks.
 */
final class AssociatePduDecoder {
    private static final int FIXED_LENGTH = 68;
    private static final int APPLICATION_CONTEXT = 0x10;
    private static final int PROPOSED_CONTEXT = 0x20;
    private static final int CONTEXT_RESULT = 0x21;
    private static final int ABSTRACT_SYNTAX = 0x30;
    private static final int TRANSFER_SYNTAX = 0x40;
    private static final int USER_INFORMATION = 0x50;

    private int protocolVersion;
    private String calledAeTitle = "";
    private String callingAeTitle = "";
    private String applicationContext = "";
    private final List<ProposedContext> proposed = new ArrayList<>();
    private final List<ContextResult> results = new ArrayList<>();
    private final BitSet identifiers = new BitSet(256);
    private final UserInformationDecoder userInformation = new UserInformationDecoder();

    private AssociatePduDecoder() {}

    /** Decodes what follows the PDU header. */
    static AssociateRequest decodeRequest(ByteBuffer body) throws InvalidPduException {
        AssociatePduDecoder decoder = new AssociatePduDecoder();
        decoder.decode(body);
        if (decoder.proposed.isEmpty()) {
            throw invalid("no presentation context is proposed");
        }
        return new AssociateRequest(
                decoder.protocolVersion,
                decoder.calledAeTitle,
                decoder.callingAeTitle,
                decoder.applicationContext,
                List.copyOf(decoder.proposed),
                decoder.userInformation.result());
    }

    /** Decodes what follows the PDU header. */
    static AssociateAccept decodeAccept(ByteBuffer body) throws InvalidPduException {
        AssociatePduDecoder decoder = new AssociatePduDecoder();
        decoder.decode(body);
        return new AssociateAccept(
                decoder.calledAeTitle,
                decoder.callingAeTitle,
                List.copyOf(decoder.results),
                decoder.userInformation.result());
    }

    private void decode(ByteBuffer body) throws InvalidPduException {
        if (body.remaining() < FIXED_LENGTH) {
            throw invalid("an A-ASSOCIATE PDU of " + body.remaining() + " bytes is too short");
        }
        protocolVersion = Short.toUnsignedInt(body.getShort());
        body.getShort();
        calledAeTitle = aeTitle(body);
        callingAeTitle = aeTitle(body);
        body.position(body.position() + 32);
        while (body.hasRemaining()) {
            int type = itemType(body);
            ByteBuffer item = item(body);
            switch (type) {
                case APPLICATION_CONTEXT -> applicationContext = Uid.read(item, item.remaining());
                case PROPOSED_CONTEXT -> proposed.add(proposedContext(item));
                case CONTEXT_RESULT -> results.add(contextResult(item));
                case USER_INFORMATION -> userInformation.decode(item);
                default -> {
                    // An item of a later edition of the standard: to be ignored (PS3.8 9.3.1).
                }
            }
        }
    }

    private ProposedContext proposedContext(ByteBuffer item) throws InvalidPduException {
        int id = contextId(item);
        item.position(item.position() + 3);
        String abstractSyntax = "";
        List<String> transferSyntaxes = new ArrayList<>();
        while (item.hasRemaining()) {
            int type = itemType(item);
            ByteBuffer value = item(item);
            String uid = Uid.read(value, value.remaining());
            if (type == ABSTRACT_SYNTAX) {
                abstractSyntax = uid;
            } else if (type == TRANSFER_SYNTAX) {
                transferSyntaxes.add(uid);
            }
        }
        return new ProposedContext(id, new PresentationContextRequest(abstractSyntax, transferSyntaxes));
    }

    private ContextResult contextResult(ByteBuffer item) throws InvalidPduException {
        int id = contextId(item);
        item.get();
        int result = Byte.toUnsignedInt(item.get());
        item.get();
        String transferSyntax = "";
        while (item.hasRemaining()) {
            int type = itemType(item);
            ByteBuffer value = item(item);
            if (type == TRANSFER_SYNTAX) {
                transferSyntax = Uid.read(value, value.remaining());
            }
        }
        return new ContextResult(id, result, transferSyntax);
    }

    /** Reads a context's identifier and checks that three more bytes follow it. */
    private int contextId(ByteBuffer item) throws InvalidPduException {
        if (item.remaining() < 4) {
            throw invalid("a presentation context item of " + item.remaining() + " bytes is too short");
        }
        int id = Byte.toUnsignedInt(item.get());
        if ((id & 1) == 0) {
            throw invalid("presentation context identifier " + id + " is not odd");
        }
        if (identifiers.get(id)) {
            throw invalid("presentation context identifier " + id + " occurs twice");
        }
        identifiers.set(id);
        return id;
    }

    /** An AE title without its padding (spaces, and the NULs of some senders), safe to log. */
    private static String aeTitle(ByteBuffer body) {
        byte[] title = new byte[AeTitle.LENGTH];
        body.get(title);
        int end = title.length;
        while (end > 0 && (title[end - 1] == ' ' || title[end - 1] == 0)) {
            end--;
        }
        String text = new String(title, 0, end, StandardCharsets.ISO_8859_1);
        return PrintableAscii.of(text.stripLeading(), AeTitle.LENGTH);
    }

    private static int itemType(ByteBuffer from) throws InvalidPduException {
        if (from.remaining() < 4) {
            throw invalid(from.remaining() + " bytes are left over where an item header of 4 should stand");
        }
        int type = Byte.toUnsignedInt(from.get());
        from.get();
        return type;
    }

    private static ByteBuffer item(ByteBuffer from) throws InvalidPduException {
        int length = Short.toUnsignedInt(from.getShort());
        if (length > from.remaining()) {
            throw invalid("an item of " + length + " bytes stands where " + from.remaining() + " are left");
        }
        ByteBuffer item = from.slice(from.position(), length);
        from.position(from.position() + length);
        return item;
    }

    private static InvalidPduException invalid(String message) {
        return new InvalidPduException(INVALID_PDU_PARAMETER_VALUE, message);
    }

    /** Collects the sub-items of the user information item. */
    private static final class UserInformationDecoder {
        private int maxPduBytes;
        private Optional<String> classUid = Optional.empty();
        private Optional<String> versionName = Optional.empty();
        private boolean asynchronousOperations;
        private final List<RoleSelection> roles = new ArrayList<>();
        private Optional<UserIdentity> userIdentity = Optional.empty();
        private boolean identityResponse;

        void decode(ByteBuffer items) throws InvalidPduException {
            while (items.hasRemaining()) {
                int type = itemType(items);
                ByteBuffer item = item(items);
                switch (type) {
                    case UserInformation.MAXIMUM_LENGTH -> maxPduBytes = maximumLength(item);
                    case UserInformation.IMPLEMENTATION_CLASS ->
                        classUid = Optional.of(Uid.read(item, item.remaining())).filter(Uid::isWellFormed);
                    case UserInformation.IMPLEMENTATION_VERSION -> versionName = Optional.of(versionName(item));
                    case UserInformation.ASYNCHRONOUS_OPERATIONS_WINDOW -> asynchronousOperations = true;
                    case UserInformation.ROLE_SELECTION -> roles.add(roleSelection(item));
                    case UserInformation.USER_IDENTITY -> userIdentity = Optional.of(userIdentity(item));
                    case UserInformation.USER_IDENTITY_RESPONSE -> identityResponse = true;
                    default -> {
                        // Extended negotiation and what later editions add: ignored.
                    }
                }
            }
        }

        UserInformation result() {
            return new UserInformation(
                    maxPduBytes,
                    classUid,
                    versionName,
                    asynchronousOperations,
                    List.copyOf(roles),
                    userIdentity,
                    identityResponse);
        }

        private static int maximumLength(ByteBuffer item) throws InvalidPduException {
            if (item.remaining() != 4) {
                throw invalid("a maximum length item of " + item.remaining() + " bytes, not 4");
            }
            int length = item.getInt();
            if (length > 0 && length <= PduType.PDV_HEADER_LENGTH) {
                throw invalid("a maximum length of " + length + " leaves no room for data");
            }
            // Lengths of 2 GiB and more: nobody sends such PDUs, so they are as good as no limit.
            return Math.max(length, 0);
        }

        private static String versionName(ByteBuffer item) {
            byte[] name = new byte[Math.min(item.remaining(), 16)];
            item.get(name);
            return PrintableAscii.of(new String(name, StandardCharsets.ISO_8859_1).strip(), 16);
        }

        /** Its kind alone; the fields with names and secrets are not even looked at. */
        private static UserIdentity userIdentity(ByteBuffer item) throws InvalidPduException {
            if (item.remaining() < 2) {
                throw invalid("a user identity item of " + item.remaining() + " bytes is too short");
            }
            return new UserIdentity(UserIdentity.Type.of(Byte.toUnsignedInt(item.get())), item.get() == 1);
        }

        private static RoleSelection roleSelection(ByteBuffer item) throws InvalidPduException {
            int uidLength = item.remaining() < 2 ? -1 : Short.toUnsignedInt(item.getShort());
            if (uidLength < 0 || item.remaining() != uidLength + 2) {
                throw invalid("a role selection item whose lengths do not agree");
            }
            String sopClassUid = Uid.read(item, uidLength);
            boolean scu = item.get() == 1;
            boolean scp = item.get() == 1;
            return new RoleSelection(sopClassUid, scu, scp);
        }
    }
}
