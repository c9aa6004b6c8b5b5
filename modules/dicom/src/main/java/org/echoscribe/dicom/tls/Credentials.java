package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.echoscribe.dicom.tls.TlsConfig.Identity;
import org.echoscribe.dicom.tls.TlsConfig.Trusted;

/**
 * All certificates and keys of one {@link TlsConfig}, as they stood in their files at one moment.
 *
 * @param chain our certificate and its issuers; empty without an identity
 * @param privateKey its key
 * @param trusted empty for those that the platform trusts
 */
record Credentials(
        List<X509Certificate> chain, Optional<PrivateKey> privateKey, Optional<List<X509Certificate>> trusted) {
    /** Sessions to resume, for clients that keep no tickets. A bound: strangers make sessions, too. */
    private static final int MAX_SESSIONS = 256;

    static Credentials read(TlsConfig config) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        Optional<PrivateKey> key = Optional.empty();
        if (config.identity().isPresent()) {
            Identity identity = config.identity().get();
            CredentialFile file = CredentialFile.read(identity.certificate(), identity.password());
            chain.addAll(file.certificates());
            key = identity.privateKey().isEmpty()
                    ? file.privateKey()
                    : CredentialFile.read(identity.privateKey().get(), identity.password())
                            .privateKey();
            check(identity, chain, key);
            if (config.profile() == TlsProfile.BCP195_MODIFIED
                    && !StrongKeys.isStrong(chain.getFirst().getPublicKey())) {
                throw new IOException("the key of the certificate in " + identity.certificate()
                        + " is shorter than the profile asks for: RSA 2048 or elliptic curve 256 bits");
            }
        }
        Optional<List<X509Certificate>> trusted = Optional.empty();
        if (config.trusted().isPresent()) {
            trusted = Optional.of(read(config.trusted().get()));
        }
        return new Credentials(List.copyOf(chain), key, trusted);
    }

    private static void check(Identity identity, List<X509Certificate> chain, Optional<PrivateKey> key)
            throws IOException {
        if (chain.isEmpty()) {
            throw new IOException(identity.certificate() + " is not usable: there is no certificate in it");
        }
        if (key.isEmpty()) {
            throw new IOException(identity.privateKey().orElse(identity.certificate())
                    + " is not usable: there is no private key in it");
        }
        if (!KeyPairCheck.belongTogether(key.get(), chain.getFirst().getPublicKey())) {
            throw new IOException("the private key in "
                    + identity.privateKey().orElse(identity.certificate())
                    + " does not belong to the first certificate in " + identity.certificate());
        }
    }

    private static List<X509Certificate> read(Trusted trusted) throws IOException {
        List<X509Certificate> certificates =
                CredentialFile.read(trusted.file(), trusted.password()).certificates();
        if (certificates.isEmpty()) {
            throw new IOException(trusted.file() + " is not usable: there is no certificate in it");
        }
        return certificates;
    }

    /** A context that shows and trusts these. */
    SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            context.getServerSessionContext().setSessionCacheSize(MAX_SESSIONS);
            context.getClientSessionContext().setSessionCacheSize(MAX_SESSIONS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private KeyManager[] keyManagers() throws GeneralSecurityException, IOException {
        if (privateKey.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("identity", privateKey.get(), new char[0], chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = null; // which the platform takes for its own list
        if (trusted.isPresent()) {
            store = emptyStore();
            for (X509Certificate certificate : trusted.get()) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
        }
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
