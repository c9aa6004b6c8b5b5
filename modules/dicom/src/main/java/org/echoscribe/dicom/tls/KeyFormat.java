package org.echoscribe.dicom.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Brings a private key from its algorithm's own format into PKCS#8, the only one that the Java platform reads. */
final class KeyFormat {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int EC_PARAMETERS = 0xA0;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    /** rsaEncryption (1.2.840.113549.1.1.1) with its NULL parameters. */
    private static final byte[] RSA = {
        0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    /** id-ecPublicKey (1.2.840.10045.2.1); its curve follows. */
    private static final byte[] EC = {0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01};

    private KeyFormat() {}

    /** Wraps an RSAPrivateKey of PKCS#1 (RFC 8017 A.1.2). */
    static byte[] fromPkcs1(byte[] rsaPrivateKey) {
        return pkcs8(RSA, rsaPrivateKey);
    }

    /**
     * Wraps an ECPrivateKey of SEC 1 (RFC 5915), which names its curve.
     *
     * @throws IOException when it does not
     */
    static byte[] fromSec1(byte[] ecPrivateKey) throws IOException {
        return pkcs8(join(EC, curve(ecPrivateKey)), ecPrivateKey);
    }

    private static byte[] curve(byte[] ecPrivateKey) throws IOException {
        try {
            ByteBuffer key = ByteBuffer.wrap(ecPrivateKey);
            key.get();
            length(key);
            while (key.hasRemaining()) {
                int tag = Byte.toUnsignedInt(key.get());
                byte[] value = new byte[length(key)];
                key.get(value);
                if (tag == EC_PARAMETERS) {
                    return value;
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("its EC private key is cut short", e);
        }
        throw new IOException("its EC private key does not name its curve");
    }

    private static int length(ByteBuffer der) throws IOException {
        int length = Byte.toUnsignedInt(der.get());
        if (length == 0x81) {
            length = Byte.toUnsignedInt(der.get());
        } else if (length == 0x82) {
            length = Short.toUnsignedInt(der.getShort());
        }
        if (length > der.remaining()) {
            throw new IOException("its EC private key is cut short");
        }
        return length;
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] privateKey) {
        return encoded(
                SEQUENCE, join(VERSION_0, join(encoded(SEQUENCE, algorithm), encoded(OCTET_STRING, privateKey))));
    }

    private static byte[] encoded(int tag, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else {
            out.write(0x83);
            out.write(value.length >> 16);
            out.write(value.length >> 8);
            out.write(value.length);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
