package org.echoscribe.dicom.network;

import java.util.Optional;
import org.echoscribe.dicom.tls.TlsConfig;

/**
 * A DICOM application entity to send to.
 *
 * @param aeTitle 1 to 16 printable ASCII characters
 * @param host a name or an address
 * @param port 1 to 65535
 * @param tls how the connection is secured; empty for a plain one
 */
public record Destination(String aeTitle, String host, int port, Optional<TlsConfig> tls) {

    /** Checks title and port. */
    public Destination {
        AeTitle.require(aeTitle);
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of a destination is blank");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is outside 1 to 65535");
        }
    }

    /** One that is reached in plain. */
    public Destination(String aeTitle, String host, int port) {
        this(aeTitle, host, port, Optional.empty());
    }

    /** This destination, reached over TLS. */
    public Destination withTls(TlsConfig config) {
        return new Destination(aeTitle, host, port, Optional.of(config));
    }

    /**
     * Reads {@code AET@HOST:PORT}, for example {@code PACS@10.1.2.3:104}; an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when the text is not of that form
     */
    public static Destination parse(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 1 || colon < at + 2 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a DICOM destination: write AET@HOST:PORT, for example PACS@10.1.2.3:104");
        }
        String host = text.substring(at + 1, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new Destination(text.substring(0, at), host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text.substring(colon + 1) + "' in '" + text + "' is not a port", e);
        }
    }

    @Override
    public String toString() {
        return aeTitle + "@" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
