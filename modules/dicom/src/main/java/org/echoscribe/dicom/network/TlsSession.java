package org.echoscribe.dicom.network;

import java.util.Optional;

/**
 * What a TLS handshake agreed on.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite by its IANA name
 * @param peerName the subject of the certificate that the peer showed; empty when it showed none
 */
public record TlsSession(String protocol, String cipherSuite, Optional<String> peerName) {}
