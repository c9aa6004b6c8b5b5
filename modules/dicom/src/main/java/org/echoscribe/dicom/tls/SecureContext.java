package org.echoscribe.dicom.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes TLS engines from a {@link TlsConfig} and follows its files: before an engine is made, but not more often than once
 * a second, the files' stamps are looked at, and files that have changed are read. When that fails, the old certificates
 * stay and an error is logged, so that a half-copied file or a wrong password does not take a node off the network.
 * Connections that exist keep what they began with.
 */
public final class SecureContext {
    private static final Logger LOG = LoggerFactory.getLogger(SecureContext.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration EXPIRES_SOON = Duration.ofDays(30);

    /** By configuration: a node has a handful, one for each destination at most. */
    private static final Map<TlsConfig, SecureContext> SHARED = new ConcurrentHashMap<>();

    private final TlsConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private List<FileStamp> stamps;
    private SSLContext context;
    private Optional<Instant> validUntil = Optional.empty();
    private long lookedAt;

    private SecureContext(TlsConfig config) throws IOException {
        this.config = config;
        this.stamps = stampsNow();
        this.context = load();
        this.lookedAt = System.nanoTime();
    }

    /**
     * Reads the files.
     *
     * @throws IOException when one cannot be used; the message names it and says why
     */
    public static SecureContext open(TlsConfig config) throws IOException {
        return new SecureContext(config);
    }

    /**
     * The context of a configuration that is used for one connection after the other; its files are read once, and again
     * when they change.
     *
     * @throws IOException as for {@link #open}
     */
    public static SecureContext shared(TlsConfig config) throws IOException {
        SecureContext known = SHARED.get(config);
        if (known != null) {
            return known;
        }
        SecureContext opened = open(config);
        SecureContext earlier = SHARED.putIfAbsent(config, opened);
        return earlier == null ? opened : earlier;
    }

    /** An engine for one connection that was accepted. */
    public SSLEngine acceptor() {
        SSLEngine engine = current().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = config.profile().parameters(engine);
        switch (config.peerCertificate()) {
            case NONE -> parameters.setNeedClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** An engine for one connection to a server. */
    public SSLEngine requestor(String host, int port) {
        SSLEngine engine = current().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = config.profile().parameters(engine);
        if (config.verifyHostName()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** When our certificate, or one of its issuers that we show with it, ends; empty where we show none. */
    public Optional<Instant> validUntil() {
        current();
        lock.lock();
        try {
            return validUntil;
        } finally {
            lock.unlock();
        }
    }

    private SSLContext current() {
        lock.lock();
        try {
            if (System.nanoTime() - lookedAt >= LOOK_AGAIN_NANOS) {
                follow();
                lookedAt = System.nanoTime();
            }
            return context;
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        List<FileStamp> now = stampsNow();
        if (now.equals(stamps)) {
            return;
        }
        stamps = now;
        try {
            context = load();
        } catch (IOException e) {
            LOG.error("the changed certificates are not used, the old ones stay: {}", e.getMessage());
        }
    }

    private SSLContext load() throws IOException {
        Credentials credentials = Credentials.read(config);
        SSLContext loaded = credentials.context();
        validUntil = credentials.chain().stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
        credentials.chain().stream().findFirst().ifPresent(SecureContext::tell);
        return loaded;
    }

    private static void tell(X509Certificate ours) {
        Instant end = ours.getNotAfter().toInstant();
        LOG.info(
                "TLS certificate {} from {}, valid until {}",
                ours.getSubjectX500Principal(),
                ours.getIssuerX500Principal(),
                end);
        if (Instant.now().isBefore(ours.getNotBefore().toInstant())) {
            LOG.warn("the TLS certificate is not valid yet: peers will refuse it");
        } else if (Instant.now().isAfter(end)) {
            LOG.warn("the TLS certificate has expired: peers will refuse it");
        } else if (Instant.now().plus(EXPIRES_SOON).isAfter(end)) {
            LOG.warn("the TLS certificate will expire soon: put a new one in its place, no restart is needed");
        }
    }

    private List<FileStamp> stampsNow() {
        Stream<Path> identity = config.identity().stream()
                .flatMap(ours -> Stream.concat(Stream.of(ours.certificate()), ours.privateKey().stream()));
        Stream<Path> trusted = config.trusted().stream().map(TlsConfig.Trusted::file);
        return Stream.concat(identity, trusted).map(FileStamp::of).toList();
    }
}
