package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Decodes a private key of a PEM file: PKCS#8, in plain or encrypted, or the formats of OpenSSL's older commands. */
final class PemPrivateKey {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemPrivateKey() {}

    static PrivateKey decode(PemBlock block, char[] password) throws GeneralSecurityException, IOException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> fromPkcs8(new PKCS8EncodedKeySpec(block.der()));
            case "RSA PRIVATE KEY" -> fromPkcs8(new PKCS8EncodedKeySpec(KeyFormat.fromPkcs1(block.der())));
            case "EC PRIVATE KEY" -> fromPkcs8(new PKCS8EncodedKeySpec(KeyFormat.fromSec1(block.der())));
            case "ENCRYPTED PRIVATE KEY" -> fromPkcs8(decrypt(block.der(), password));
            default -> throw new IOException("a " + block.label() + " is no kind of key that TLS uses");
        };
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encrypted, char[] password)
            throws GeneralSecurityException, IOException {
        if (password.length == 0) {
            throw new IOException("its private key is encrypted, and no password is given");
        }
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        // Of PBES2 the parameters, not the object identifier, name the algorithm.
        String algorithm =
                info.getAlgName().equals("PBES2") || info.getAlgName().startsWith("1.2.840")
                        ? info.getAlgParameters().toString()
                        : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } finally {
            spec.clearPassword();
        }
    }

    private static PrivateKey fromPkcs8(PKCS8EncodedKeySpec spec) throws GeneralSecurityException, IOException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm, then.
            }
        }
        throw new IOException("its private key is of no algorithm that TLS uses (" + String.join(", ", ALGORITHMS)
                + "), or is damaged");
    }
}
