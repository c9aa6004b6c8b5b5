package org.echoscribe.node.configuration;

import static org.echoscribe.node.configuration.Values.choice;
import static org.echoscribe.node.configuration.Values.flag;
import static org.echoscribe.node.configuration.Values.integer;
import static org.echoscribe.node.configuration.Values.optionalPath;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.tls.TlsConfig.PeerCertificate;
import org.echoscribe.dicom.tls.TlsProfile;

/** The keys that say how connections are secured, in both roles. */
public final class TlsKeys {

    public static final Key<Boolean> LISTEN_PLAIN = flag(
            "node.listen-plain",
            true,
            "Whether node.port takes connections without TLS. Turn it off once every peer calls tls.port.");
    public static final Key<Boolean> LISTEN =
            flag("tls.listen", false, "Whether the node listens for DICOM over TLS, at tls.port.");
    public static final Key<Integer> PORT = integer(
            "tls.port",
            2762,
            0,
            65535,
            "The port for DICOM over TLS, at node.bind-address. 0 takes any free port and logs which.");
    public static final Key<Optional<Path>> CERTIFICATE = optionalPath(
            "tls.certificate",
            "The node's certificate, with its issuers after it, in a PEM file, or a PKCS#12 file that holds the key, too. It is shown in both roles. All files of this section are read again when they change; no restart is needed.");
    public static final Key<Optional<Path>> PRIVATE_KEY =
            optionalPath("tls.private-key", "The certificate's private key, where it stands in a PEM file of its own.");
    public static final Key<Optional<Path>> PASSWORD_FILE = optionalPath(
            "tls.password-file",
            "A file whose first line opens the private key or the PKCS#12 file. Let nobody but the node's user read it.");
    public static final Key<Optional<Path>> TRUSTED = optionalPath(
            "tls.trusted-certificates",
            "The certificates that peers may show, or those of their issuers: PEM or PKCS#12. Without it the node trusts the servers that Java trusts, which are the public authorities' customers, and no client.");
    public static final Key<Optional<Path>> TRUSTED_PASSWORD_FILE = optionalPath(
            "tls.trusted-password-file",
            "A file whose first line opens tls.trusted-certificates where that is PKCS#12.");
    public static final Key<PeerCertificate> PEER_CERTIFICATE = choice(
            "tls.peer-certificate",
            PeerCertificate.REQUIRED,
            PeerCertificate.class,
            "What peers that call the node must show. required lets in only those with a trusted certificate; optional checks one that is shown; none asks for none.");
    public static final Key<Boolean> VERIFY_HOST_NAME = flag(
            "tls.verify-host-name",
            true,
            "Whether the certificate of a server that the node calls must name the host that was called. Turn it off for certificates that name a device instead of a host.");
    public static final Key<TlsProfile> PROFILE = choice(
            "tls.profile",
            TlsProfile.BCP195,
            TlsProfile.class,
            "The security profile of PS3.15: bcp195 is B.12, bcp195-modified is B.13 with least key lengths; both take TLS 1.2 and 1.3. tls13 takes TLS 1.3 alone.");

    static final List<Key<?>> ALL = List.of(
            LISTEN_PLAIN,
            LISTEN,
            PORT,
            CERTIFICATE,
            PRIVATE_KEY,
            PASSWORD_FILE,
            TRUSTED,
            TRUSTED_PASSWORD_FILE,
            PEER_CERTIFICATE,
            VERIFY_HOST_NAME,
            PROFILE);

    private TlsKeys() {}
}
