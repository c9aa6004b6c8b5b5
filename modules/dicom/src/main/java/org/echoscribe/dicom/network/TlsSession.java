package org.echoscribe.dicom.network;

import java.security.Principal;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a TLS handshake agreed on.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param peerName the subject of the certificate that the peer showed; empty when it showed none
 */
public record TlsSession(String protocol, String cipherSuite, Optional<String> peerName) {
    private static final int MAX_NAME_LENGTH = 128;

    static TlsSession of(SSLSession session) {
        return new TlsSession(session.getProtocol(), session.getCipherSuite(), peerName(session));
    }

    private static Optional<String> peerName(SSLSession session) {
        try {
            Principal subject = session.getPeerPrincipal();
            return Optional.of(PrintableAscii.of(subject.getName(), MAX_NAME_LENGTH));
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return protocol + " " + cipherSuite
                + peerName.map(name -> " with " + name).orElse("");
    }
}
