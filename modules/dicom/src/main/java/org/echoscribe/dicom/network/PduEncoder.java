package org.echoscribe.dicom.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.echoscribe.dicom.network.AssociateAccept.ContextResult;
import org.echoscribe.dicom.network.AssociateRequest.ProposedContext;
import org.echoscribe.dicom.network.UserInformation.RoleSelection;

/** Encodes every PDU but P-DATA-TF (PS3.8 section 9.3), complete with its header. */
final class PduEncoder {

    private PduEncoder() {}

    static ByteBuffer encode(AssociateRequest request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
        putFixed(body, request.calledAeTitle(), request.callingAeTitle());
        putItem(body, 0x10, ascii(request.applicationContext()));
        for (ProposedContext context : request.contexts()) {
            ByteArrayOutputStream item = new ByteArrayOutputStream();
            item.write(context.id());
            putZeros(item, 3);
            putItem(item, 0x30, ascii(context.request().abstractSyntaxUid()));
            context.request().transferSyntaxUids().forEach(uid -> putItem(item, 0x40, ascii(uid)));
            putItem(body, 0x20, item.toByteArray());
        }
        putItem(body, 0x50, userInformation(request.userInformation()));
        return pdu(PduType.A_ASSOCIATE_RQ, body.toByteArray());
    }

    static ByteBuffer encode(AssociateAccept accept) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
        putFixed(body, accept.calledAeTitle(), accept.callingAeTitle());
        putItem(body, 0x10, ascii(AssociateRequest.DICOM_APPLICATION_CONTEXT));
        for (ContextResult context : accept.contexts()) {
            ByteArrayOutputStream item = new ByteArrayOutputStream();
            item.write(context.id());
            item.write(0);
            item.write(context.result());
            item.write(0);
            putItem(item, 0x40, ascii(context.transferSyntaxUid()));
            putItem(body, 0x21, item.toByteArray());
        }
        putItem(body, 0x50, userInformation(accept.userInformation()));
        return pdu(PduType.A_ASSOCIATE_AC, body.toByteArray());
    }

    static ByteBuffer associateReject(AssociationRejection rejection) {
        return pdu(
                PduType.A_ASSOCIATE_RJ,
                new byte[] {0, (byte) rejection.result(), (byte) rejection.source(), (byte) rejection.reason()});
    }

    static ByteBuffer releaseRequest() {
        return pdu(PduType.A_RELEASE_RQ, new byte[4]);
    }

    static ByteBuffer releaseResponse() {
        return pdu(PduType.A_RELEASE_RP, new byte[4]);
    }

    static ByteBuffer abort(Abort abort) {
        return pdu(PduType.A_ABORT, new byte[] {0, 0, (byte) abort.source(), (byte) abort.reason()});
    }

    private static byte[] userInformation(UserInformation information) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        putItem(
                items,
                UserInformation.MAXIMUM_LENGTH,
                ByteBuffer.allocate(4).putInt(information.maxPduBytes()).array());
        information
                .implementationClassUid()
                .ifPresent(uid -> putItem(items, UserInformation.IMPLEMENTATION_CLASS, ascii(uid)));
        if (information.asynchronousOperations()) {
            putItem(items, UserInformation.ASYNCHRONOUS_OPERATIONS_WINDOW, new byte[] {0, 1, 0, 1});
        }
        for (RoleSelection role : information.roles()) {
            ByteArrayOutputStream item = new ByteArrayOutputStream();
            byte[] uid = ascii(role.sopClassUid());
            putShort(item, uid.length);
            item.writeBytes(uid);
            item.write(role.scu() ? 1 : 0);
            item.write(role.scp() ? 1 : 0);
            putItem(items, UserInformation.ROLE_SELECTION, item.toByteArray());
        }
        information
                .implementationVersionName()
                .ifPresent(name -> putItem(items, UserInformation.IMPLEMENTATION_VERSION, ascii(name)));
        if (information.identityResponse()) {
            putItem(items, UserInformation.USER_IDENTITY_RESPONSE, new byte[2]);
        }
        return items.toByteArray();
    }

    private static void putFixed(ByteArrayOutputStream body, String calledAeTitle, String callingAeTitle) {
        putShort(body, 1);
        putZeros(body, 2);
        body.writeBytes(padded(calledAeTitle));
        body.writeBytes(padded(callingAeTitle));
        putZeros(body, 32);
    }

    private static byte[] padded(String aeTitle) {
        return ascii((aeTitle + " ".repeat(AeTitle.LENGTH)).substring(0, AeTitle.LENGTH));
    }

    private static void putItem(ByteArrayOutputStream out, int type, byte[] value) {
        if (value.length > 0xFFFF) {
            throw new IllegalArgumentException("an item of " + value.length + " bytes does not fit its 16-bit length");
        }
        out.write(type);
        out.write(0);
        putShort(out, value.length);
        out.writeBytes(value);
    }

    private static void putShort(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void putZeros(ByteArrayOutputStream out, int count) {
        out.writeBytes(new byte[count]);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer pdu(int type, byte[] body) {
        return ByteBuffer.allocate(PduType.HEADER_LENGTH + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putInt(body.length)
                .put(body)
                .flip();
    }
}
