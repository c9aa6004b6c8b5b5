package org.echoscribe.dicom.network;

import javax.net.ssl.SSLException;

/** What the first byte of a connection says about the protocol that the peer speaks; the common mistakes are named. */
final class FirstByte {
    private static final int TLS_HANDSHAKE = 0x16;

    private FirstByte() {}

    static boolean isTls(int octet) {
        return octet == TLS_HANDSHAKE;
    }

    /**
     * Goes on where TLS begins.
     *
     * @throws SSLException saying what came instead
     */
    static void requireTls(byte octet) throws SSLException {
        if (octet == PduType.A_ASSOCIATE_RQ) {
            throw new SSLException("it speaks plain DICOM, and this port is for TLS");
        }
        if (!isTls(octet)) {
            throw new SSLException("the first byte (" + Byte.toUnsignedInt(octet) + ") is not that of TLS");
        }
    }
}
