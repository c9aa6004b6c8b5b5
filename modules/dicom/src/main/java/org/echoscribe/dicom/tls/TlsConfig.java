package org.echoscribe.dicom.tls;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How connections are secured, in either role. Files are named, not read: whoever uses this reads them, and reads them
 * again when they have changed.
 *
 * @param identity our certificate and its key; a server needs one, a client where its peer asks for it
 * @param trusted the certificates, or those of their issuers, that peers may show; without it those that the Java platform
 *     trusts, which are the public authorities
 * @param peerCertificate what a server asks of its clients
 * @param verifyHostName whether a client insists that the server's certificate names the host that it connected to
 *     (RFC 9325 section 6.1); certificates that name a device instead of a host need it off
 * @param profile which protocol versions and cipher suites are offered
 */
public record TlsConfig(
        Optional<Identity> identity,
        Optional<Trusted> trusted,
        PeerCertificate peerCertificate,
        boolean verifyHostName,
        TlsProfile profile) {

    /** Checks that all is there. */
    public TlsConfig {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(trusted, "trusted");
        Objects.requireNonNull(peerCertificate, "peerCertificate");
        Objects.requireNonNull(profile, "profile");
    }

    /** Our identity, peers that must show a certificate issued by one of the trusted, and the usual profile. */
    public static TlsConfig mutual(Identity identity, Trusted trusted) {
        return new TlsConfig(
                Optional.of(identity), Optional.of(trusted), PeerCertificate.REQUIRED, true, TlsProfile.BCP195);
    }

    /** This configuration, asking other things of clients. */
    public TlsConfig withPeerCertificate(PeerCertificate other) {
        return new TlsConfig(identity, trusted, other, verifyHostName, profile);
    }

    /** This configuration with another check of the server's name. */
    public TlsConfig withVerifyHostName(boolean verify) {
        return new TlsConfig(identity, trusted, peerCertificate, verify, profile);
    }

    /** This configuration with another profile. */
    public TlsConfig withProfile(TlsProfile other) {
        return new TlsConfig(identity, trusted, peerCertificate, verifyHostName, other);
    }

    /** This configuration with other trusted certificates. */
    public TlsConfig withTrusted(Trusted other) {
        return new TlsConfig(identity, Optional.of(other), peerCertificate, verifyHostName, profile);
    }

    /** What a server asks of its clients. */
    public enum PeerCertificate {
        /** Nothing: the connection is private, and anybody may be at its other end. */
        NONE,
        /** A client may show a certificate; one that is not trusted ends the handshake. */
        OPTIONAL,
        /** A client without a trusted certificate does not get in. */
        REQUIRED
    }

    /**
     * A certificate and its private key.
     *
     * @param certificate a PEM file with our certificate first and its issuers after it, or a PKCS#12 file with the key
     * @param privateKey a PEM file with the key; without it the key stands in the certificate's file
     * @param password opens the key or the PKCS#12 file
     */
    public record Identity(Path certificate, Optional<Path> privateKey, Optional<Secret> password) {

        /** A PEM certificate and its unencrypted key. */
        public static Identity pem(Path certificate, Path privateKey) {
            return new Identity(certificate, Optional.of(privateKey), Optional.empty());
        }

        /** A PKCS#12 file. */
        public static Identity pkcs12(Path file, Secret password) {
            return new Identity(file, Optional.empty(), Optional.of(password));
        }
    }

    /**
     * Certificates that are trusted.
     *
     * @param file PEM certificates, or a PKCS#12 file
     * @param password opens the PKCS#12 file
     */
    public record Trusted(Path file, Optional<Secret> password) {

        /** PEM certificates. */
        public static Trusted pem(Path file) {
            return new Trusted(file, Optional.empty());
        }
    }
}
