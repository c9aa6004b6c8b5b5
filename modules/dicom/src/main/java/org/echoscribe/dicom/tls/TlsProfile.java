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
    /** TLS 1.3 and 1.2: the BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile (PS3.15 B.12). */
    BCP195(List.of("TLSv1.3", "TLSv1.2"), "AES_128_GCM", "AES_256_GCM", "CHACHA20_POLY1305"),
    /**
     * TLS 1.3 and 1.2, the strongest cipher first and keys and signatures of a length that is asked for: the Modified BCP
     * 195 RFC 8996, 9325 TLS Secure Transport Connection Profile (PS3.15 B.13), of whose suites Java has no Camellia and no
     * CCM.
     */
    BCP195_MODIFIED(List.of("TLSv1.3", "TLSv1.2"), "AES_256_GCM", "CHACHA20_POLY1305", "AES_128_GCM"),
    /** TLS 1.3 alone. */
    TLS13(List.of("TLSv1.3"), "AES_128_GCM", "AES_256_GCM", "CHACHA20_POLY1305");

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
    private final List<String> ciphers;

    TlsProfile(List<String> protocols, String... ciphers) {
        this.protocols = protocols;
        this.ciphers = List.of(ciphers);
    }

    /** What an engine is to offer or accept, the server's order counting. */
    SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        parameters.setCipherSuites(ciphers.stream()
                .flatMap(cipher -> CIPHER_SUITES.stream().filter(suite -> suite.contains(cipher)))
                .filter(Arrays.asList(engine.getSupportedCipherSuites())::contains)
                .toArray(String[]::new));
        parameters.setNamedGroups(GROUPS.clone());
        parameters.setUseCipherSuitesOrder(true);
        if (this == BCP195_MODIFIED) {
            parameters.setAlgorithmConstraints(StrongKeys.ONLY);
        }
        return parameters;
    }
}
