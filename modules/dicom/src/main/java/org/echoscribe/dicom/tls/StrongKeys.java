package org.echoscribe.dicom.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Set;

/**
 * The least lengths of PS3.15 B.13 for keys in certificates and in the handshake: RSA 2048 bits, elliptic curves 256 bits,
 * signatures with SHA-256 or better.
 */
final class StrongKeys implements AlgorithmConstraints {
    static final StrongKeys ONLY = new StrongKeys();

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private StrongKeys() {}

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
        String name = algorithm.toUpperCase(Locale.ROOT).replace("-", "");
        return !name.contains("MD5") && !name.contains("SHA1") && !name.contains("SHA224");
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS;
            case ECKey ec -> ec.getParams().getOrder().bitLength() >= EC_BITS;
            default -> true;
        };
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters) && permits(primitives, key);
    }

    /** Whether a certificate with this key may be shown. */
    static boolean isStrong(PublicKey key) {
        return ONLY.permits(Set.of(CryptoPrimitive.SIGNATURE), key);
    }
}
