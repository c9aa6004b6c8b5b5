package org.echoscribe.dicom.network;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import org.echoscribe.dicom.tls.TlsConfig;

/**
 * Where a {@link DicomServer} listens: in plain, with TLS, or both; a port of 0 takes a free one.
 *
 * @param plain for connections that nothing protects
 * @param secured for connections that begin with a TLS handshake
 */
public record Endpoints(Optional<InetSocketAddress> plain, Optional<Secured> secured) {

    /** Checks that there is one at least. */
    public Endpoints {
        if (plain.isEmpty() && secured.isEmpty()) {
            throw new IllegalArgumentException("a server listens in plain, with TLS, or both");
        }
    }

    /**
     * An address with its security.
     *
     * @param tls with our identity
     */
    public record Secured(InetSocketAddress address, TlsConfig tls) {

        /** Checks that there is a certificate to show. */
        public Secured {
            Objects.requireNonNull(address, "address");
            if (tls.identity().isEmpty()) {
                throw new IllegalArgumentException("a TLS server needs a certificate");
            }
        }
    }

    /** In plain alone. */
    public static Endpoints plain(InetSocketAddress address) {
        return new Endpoints(Optional.of(address), Optional.empty());
    }

    /** With TLS alone. */
    public static Endpoints secured(InetSocketAddress address, TlsConfig tls) {
        return new Endpoints(Optional.empty(), Optional.of(new Secured(address, tls)));
    }

    /** These, and with TLS at this address. */
    public Endpoints withSecured(InetSocketAddress address, TlsConfig tls) {
        return new Endpoints(plain, Optional.of(new Secured(address, tls)));
    }
}
