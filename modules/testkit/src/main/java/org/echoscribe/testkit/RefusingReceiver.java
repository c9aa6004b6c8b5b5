package org.echoscribe.testkit;

import java.io.IOException;

/** A receiver that takes one C-STORE byte by byte and refuses it with a comment of any bytes, legal or not. */
public final class RefusingReceiver {

    private static final int FLAGS_OF_FIRST_PDV = 5;

    private RefusingReceiver() {}

    /** Waits for one association with one object. */
    public static RawDicomPeer.Listener listen(int status, byte[] errorComment) throws IOException {
        return RawDicomPeer.listen(peer -> {
            peer.receive();
            peer.send(RawPdu.associateAccept(1));
            RawPdu request;
            do {
                request = peer.receive();
            } while (request.body()[FLAGS_OF_FIRST_PDV] != RawPdu.LAST);
            byte[] response = RawPdu.response(RawPdu.C_STORE_RQ, status, errorComment);
            peer.send(RawPdu.data(1, RawPdu.COMMAND | RawPdu.LAST, response));
            peer.receive();
            peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
        });
    }
}
