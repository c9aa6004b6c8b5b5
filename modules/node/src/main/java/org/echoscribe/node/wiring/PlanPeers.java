package org.echoscribe.node.wiring;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.network.KnownAe;
import org.echoscribe.dicom.network.KnownAeNegotiation;
import org.echoscribe.dicom.network.NegotiationPolicy;
import org.echoscribe.dicom.tls.Secret;
import org.echoscribe.dicom.tls.TlsConfig;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.configuration.PeerKeys;
import org.echoscribe.node.configuration.PeerKeys.Commitment;
import org.echoscribe.node.configuration.PeerKeys.Forwarding;
import org.echoscribe.node.configuration.TlsKeys;
import org.echoscribe.pipeline.DestinationServices;
import org.echoscribe.pipeline.KnownSender;
import org.echoscribe.pipeline.NodeServices;

/** Turns the configuration's values about peers into addresses, with their security. */
public final class PlanPeers {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Configuration configuration;
    private final TlsConfig tls;

    public PlanPeers(Configuration configuration) {
        this.configuration = configuration;
        this.tls = new TlsConfig(
                configuration
                        .get(TlsKeys.CERTIFICATE)
                        .map(certificate -> new TlsConfig.Identity(
                                certificate,
                                configuration.get(TlsKeys.PRIVATE_KEY),
                                configuration.get(TlsKeys.PASSWORD_FILE).map(Secret::inFile))),
                configuration
                        .get(TlsKeys.TRUSTED)
                        .map(trusted -> new TlsConfig.Trusted(
                                trusted,
                                configuration.get(TlsKeys.TRUSTED_PASSWORD_FILE).map(Secret::inFile))),
                configuration.get(TlsKeys.PEER_CERTIFICATE),
                configuration.get(TlsKeys.VERIFY_HOST_NAME),
                configuration.get(TlsKeys.PROFILE));
    }

    /** How connections are secured. */
    public TlsConfig tls() {
        return tls;
    }

    Endpoints endpoints() {
        String host = configuration.get(Keys.BIND_ADDRESS);
        Optional<InetSocketAddress> plain = Optional.of(new InetSocketAddress(host, configuration.get(Keys.PORT)))
                .filter(_ -> configuration.get(TlsKeys.LISTEN_PLAIN));
        return configuration.get(TlsKeys.LISTEN)
                ? new Endpoints(
                        plain,
                        Optional.of(new Endpoints.Secured(
                                new InetSocketAddress(host, configuration.get(TlsKeys.PORT)), tls)))
                : new Endpoints(plain, Optional.empty());
    }

    /** Where this machine reaches the running node; over TLS it needs no name in the node's certificate for that. */
    Destination ownAddress() {
        String bound = configuration.get(Keys.BIND_ADDRESS);
        String host = bound.equals("0.0.0.0") || bound.equals("::") ? "localhost" : bound;
        String title = configuration.get(Keys.AE_TITLE);
        return configuration.get(TlsKeys.LISTEN_PLAIN)
                ? new Destination(title, host, configuration.get(Keys.PORT))
                : new Destination(title, host, configuration.get(TlsKeys.PORT)).withTls(tls.withVerifyHostName(false));
    }

    /** What one of the configuration's destinations is called at. */
    Destination address(Configuration.Destination destination) {
        return secured(
                new Destination(destination.aeTitle(), destination.host(), destination.port()),
                configuration.get(PeerKeys.DESTINATION_TLS, destination.name()).orElse(false));
    }

    /** What the node does besides storing. */
    NodeServices services() {
        Duration reportTime = configuration.get(PeerKeys.COMMITMENT_REPORT_TIME);
        Duration longest = reportTime.compareTo(A_DAY) < 0 ? A_DAY : reportTime;
        return new NodeServices(
                configuration.get(PeerKeys.ACCEPT_COMMITMENT_REQUESTS),
                configuration.get(PeerKeys.PROCEDURE_STEPS),
                configuration.get(PeerKeys.COMMITMENT_ENDS_STUDY),
                new RetryDelays(reportTime, longest),
                configuration.get(PeerKeys.COMMITMENT_REQUESTS),
                configuration.get(PeerKeys.RESULT_ON_SAME_ASSOCIATION));
    }

    /** What a destination is for besides reports. */
    DestinationServices services(Configuration.Destination destination) {
        String name = destination.name();
        Map<String, KnownSender> known = knownAes();
        return new DestinationServices(
                configuration.get(PeerKeys.DESTINATION_COMMITMENT, name).equals(Optional.of(Commitment.REQUIRED)),
                configuration.get(PeerKeys.DESTINATION_FORWARD, name).equals(Optional.of(Forwarding.ALL)),
                configuration
                        .get(PeerKeys.DESTINATION_NOTIFY, name)
                        .map(title -> known.get(title).ae().address().orElseThrow()));
    }

    /** A destination is known without being in the table: it calls to report storage commitment. */
    NegotiationPolicy negotiation(NegotiationPolicy standard) {
        Map<String, KnownAe> table = new LinkedHashMap<>();
        for (Configuration.Destination destination : configuration.destinations()) {
            table.put(
                    destination.aeTitle(),
                    new KnownAe(destination.aeTitle(), Optional.empty(), List.of(), OptionalInt.empty(), false));
        }
        knownAes().forEach((title, known) -> table.put(title, known.ae()));
        boolean acceptsUnknown = configuration.get(PeerKeys.ACCEPT_UNKNOWN);
        return table.isEmpty() && acceptsUnknown ? standard : new KnownAeNegotiation(standard, table, acceptsUnknown);
    }

    /** The site's table of application entities, by AE title. */
    Map<String, KnownSender> knownAes() {
        Map<String, KnownSender> known = new LinkedHashMap<>();
        for (String name : configuration.knownAeNames()) {
            KnownSender sender = knownAe(name);
            known.put(sender.ae().aeTitle(), sender);
        }
        return known;
    }

    /** One of them, by the name that the site gave it. */
    KnownSender knownAe(String name) {
        String title = configuration.get(PeerKeys.KNOWN_AE_TITLE, name).orElseThrow();
        boolean overTls = configuration.get(PeerKeys.KNOWN_AE_TLS, name).orElse(false);
        Optional<Destination> address = configuration
                .get(PeerKeys.KNOWN_AE_HOST, name)
                .map(host -> new Destination(
                        title,
                        host,
                        configuration.get(PeerKeys.KNOWN_AE_PORT, name).orElseThrow()))
                .map(plain -> secured(plain, overTls));
        return new KnownSender(
                new KnownAe(
                        title,
                        address,
                        configuration.get(PeerKeys.KNOWN_AE_ADDRESSES, name).orElse(List.of()),
                        configuration
                                .get(PeerKeys.KNOWN_AE_ASSOCIATIONS, name)
                                .map(OptionalInt::of)
                                .orElse(OptionalInt.empty()),
                        overTls),
                configuration.get(PeerKeys.KNOWN_AE_PRIORITY, name).orElse(Priority.LIVE));
    }

    private Destination secured(Destination plain, boolean overTls) {
        return overTls ? plain.withTls(tls) : plain;
    }
}
