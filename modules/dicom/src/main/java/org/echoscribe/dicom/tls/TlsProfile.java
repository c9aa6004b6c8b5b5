package org.echoscribe.dicom.tls;

import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Protocol versions, cipher suites and groups: ephemeral elliptic curve key exchange and authenticated encryption alone, so
 * that nothing weaker can be negotiated (RFC 9325 sections 3.1, 4.1 and 4.2; PS3.15 annex B).
 */
public enum TlsProfile {
    /** TLS 1.3 and 1.2: the BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile. */
    BCP195("TLSv1.3", "TLSv1.2"),
    /** TLS 1.3 alone. */
    TLS13("TLSv1.3");

    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1", "secp521r1", "x448"};

    private final List<String> protocols;

    TlsProfile(String... protocols) {
        this.protocols = List.of(protocols);
    }

    /** What an engine is to offer or accept, the server's order counting. */
    SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setCipherSuites(CIPHER_SUITES.stream()
                .filter(Arrays.asList(engine.getSupportedCipherSuites())::contains)
                .toArray(String[]::new));
        parameters.setNamedGroups(GROUPS.clone());
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }
}
