package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.tls.SecureContext;
import org.echoscribe.dicom.tls.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how long the node's certificates are valid, so that somebody renews them in time: the log says it once a day in
 * the last 30 days. To look is also to notice new files soon after they were put in place.
 */
final class CertificateWatch {

    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

    private static final int WARNED_BELOW_DAYS = 30;

    private final List<SecureContext> contexts;
    private Optional<LocalDate> warned = Optional.empty();

    private CertificateWatch(List<SecureContext> contexts) {
        this.contexts = contexts;
    }

    /**
     * Reads every certificate that the node shows or trusts.
     *
     * @throws IOException when one cannot be used, with what is wrong
     */
    static CertificateWatch of(PipelineOptions options) throws IOException {
        Set<TlsConfig> used = new LinkedHashSet<>();
        options.endpoints().secured().map(Endpoints.Secured::tls).ifPresent(used::add);
        options.destinations().values().forEach(one -> one.address().tls().ifPresent(used::add));
        options.destinations()
                .values()
                .forEach(one -> one.services()
                        .notified()
                        .flatMap(address -> address.tls())
                        .ifPresent(used::add));
        options.knownAes()
                .values()
                .forEach(one ->
                        one.ae().address().flatMap(address -> address.tls()).ifPresent(used::add));
        List<SecureContext> contexts = new ArrayList<>();
        for (TlsConfig tls : used) {
            contexts.add(SecureContext.shared(tls));
        }
        return new CertificateWatch(contexts);
    }

    /** When the first of them ends; empty where the node shows none. */
    Optional<Instant> validUntil() {
        return contexts.stream()
                .flatMap(context -> context.validUntil().stream())
                .min(Comparator.naturalOrder());
    }

    double daysLeft() {
        return validUntil()
                .map(end -> Duration.between(Instant.now(), end).toSeconds()
                        / (double) Duration.ofDays(1).toSeconds())
                .orElse(Double.NaN);
    }

    /** Warns where it is time to, at most once a day. */
    void look() {
        double daysLeft = daysLeft();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        if (daysLeft < WARNED_BELOW_DAYS && !warned.equals(Optional.of(today))) {
            warned = Optional.of(today);
            log.atWarn()
                    .addKeyValue("validUntil", validUntil().orElseThrow())
                    .addKeyValue("daysLeft", Math.floor(daysLeft))
                    .log(
                            daysLeft < 0
                                    ? "The TLS certificate has expired: peers refuse it until a new one is in its place"
                                    : "The TLS certificate will expire soon: put a new one in its place, no restart is needed");
        }
    }
}
