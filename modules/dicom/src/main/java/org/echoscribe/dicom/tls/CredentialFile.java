package org.echoscribe.dicom.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a file of certificates and keys holds, whether PEM or PKCS#12 (told apart by its first byte).
 *
 * @param certificates in the file's order; of a PKCS#12 key its chain, the key's own certificate first
 * @param privateKey the first one in it
 */
record CredentialFile(List<X509Certificate> certificates, Optional<PrivateKey> privateKey) {
    private static final int MAX_BYTES = 4 << 20;
    private static final int DER_SEQUENCE = 0x30;

    /**
     * Reads all that is in it.
     *
     * @throws IOException with what is wrong with the file and its name; never with what is in it
     */
    static CredentialFile read(Path file, Optional<Secret> password) throws IOException {
        byte[] bytes = bytes(file);
        char[] opening = password.isPresent() ? password.get().reveal() : new char[0];
        try {
            return bytes.length > 0 && bytes[0] == DER_SEQUENCE ? pkcs12(bytes, opening) : pem(bytes, opening);
        } catch (GeneralSecurityException | IOException e) {
            String hint = password.isPresent() ? " (is the password right?)" : "";
            throw new IOException(file + " is not usable" + hint + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(opening, '\0');
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            if (in.read() >= 0) {
                throw new IOException(file + " is longer than " + MAX_BYTES + " bytes: that is no certificate or key");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    private static CredentialFile pem(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Optional<PrivateKey> key = Optional.empty();
        for (PemBlock block : PemBlock.read(new String(bytes, StandardCharsets.ISO_8859_1))) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
            } else if (key.isEmpty() && block.label().endsWith("PRIVATE KEY")) {
                key = Optional.of(PemPrivateKey.decode(block, password));
            }
        }
        if (certificates.isEmpty() && key.isEmpty()) {
            throw new IOException("there is neither a certificate nor a private key in it");
        }
        return new CredentialFile(List.copyOf(certificates), key);
    }

    private static CredentialFile pkcs12(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                Key key = store.getKey(alias, password);
                List<X509Certificate> chain = new ArrayList<>();
                for (Certificate certificate : store.getCertificateChain(alias)) {
                    chain.add((X509Certificate) certificate);
                }
                return new CredentialFile(List.copyOf(chain), Optional.of((PrivateKey) key));
            }
            certificates.add((X509Certificate) store.getCertificate(alias));
        }
        if (certificates.isEmpty()) {
            throw new IOException("there is nothing in it");
        }
        return new CredentialFile(List.copyOf(certificates), Optional.empty());
    }
}
