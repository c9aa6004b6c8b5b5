package org.echoscribe.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.echoscribe.dicom.tls.Secret;
import org.echoscribe.dicom.tls.TlsConfig;
import org.echoscribe.dicom.tls.TlsConfig.Identity;
import org.echoscribe.dicom.tls.TlsConfig.Trusted;

/** A certificate authority of one test run, made with the JDK's keytool: what it certifies is worth nothing elsewhere. */
public final class ThrowAwayCertificates {
    private static final String PASSWORD = "throw-away";

    private final Path directory;
    private final String name;

    private ThrowAwayCertificates(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** Makes an authority, whose certificate is {@code NAME.pem} in the directory. */
    public static ThrowAwayCertificates authority(Path directory, String name) throws IOException {
        ThrowAwayCertificates authority = new ThrowAwayCertificates(Files.createDirectories(directory), name);
        authority.pair(name, List.of("-ext", "bc:c"));
        authority.keytool("-exportcert", "-rfc", "-alias", name, "-keystore", store(name), "-file", name + ".pem");
        return authority;
    }

    /** Certifies a new key for localhost: {@code NAME.p12}, {@code NAME.pem} and {@code NAME.key}. */
    public Identity issue(String subject) throws IOException {
        pair(subject, List.of());
        keytool("-certreq", "-alias", subject, "-keystore", store(subject), "-file", subject + ".csr");
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store(name),
                "-infile",
                subject + ".csr",
                "-outfile",
                subject + ".pem",
                "-validity",
                "30",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        keytool("-importcert", "-noprompt", "-alias", "issuer", "-keystore", store(subject), "-file", name + ".pem");
        keytool("-importcert", "-noprompt", "-alias", subject, "-keystore", store(subject), "-file", subject + ".pem");
        writeKey(subject);
        return Identity.pem(file(subject + ".pem"), file(subject + ".key"));
    }

    /** The same identity as a PKCS#12 file. */
    public Identity pkcs12(String subject) {
        return Identity.pkcs12(directory.resolve(store(subject)), Secret.of(PASSWORD));
    }

    /** Peers that this authority has certified are trusted. */
    public Trusted trusted() {
        return Trusted.pem(file(name + ".pem"));
    }

    /** An identity that this authority has just certified, for peers that it has certified, too. */
    public TlsConfig mutual(String subject) throws IOException {
        return TlsConfig.mutual(issue(subject), trusted());
    }

    /** For clients without our own TLS: shows the certificate of a subject that was issued. */
    public SSLContext clientContext(String subject) throws IOException {
        try {
            char[] password = PASSWORD.toCharArray();
            KeyStore store =
                    KeyStore.getInstance(directory.resolve(store(subject)).toFile(), password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** A file of the directory. */
    public Path file(String fileName) {
        return directory.resolve(fileName);
    }

    private static String store(String subject) {
        return subject + ".p12";
    }

    private void pair(String subject, List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                subject,
                "-keystore",
                store(subject),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "30",
                "-dname",
                "CN=" + subject));
        arguments.addAll(options);
        keytool(arguments.toArray(String[]::new));
    }

    private void writeKey(String subject) throws IOException {
        try {
            KeyStore store =
                    KeyStore.getInstance(directory.resolve(store(subject)).toFile(), PASSWORD.toCharArray());
            Key key = store.getKey(subject, PASSWORD.toCharArray());
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            Files.writeString(file(subject + ".key"), pem, StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
