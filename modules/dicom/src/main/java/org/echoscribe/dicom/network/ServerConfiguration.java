package org.echoscribe.dicom.network;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link DicomServer} is made from.
 *
 * @param aeTitle our application entity title
 * @param endpoints where to listen
 * @param limits bounds in bytes, counts and time
 * @param negotiationPolicy which peers and contexts to accept
 * @param storeHandler where objects go
 * @param commitmentHandler where Storage Commitment goes; without one its contexts are refused
 * @param procedureStepHandler where Modality Performed Procedure Steps go; without one their contexts are refused
 */
public record ServerConfiguration(
        String aeTitle,
        Endpoints endpoints,
        Limits limits,
        NegotiationPolicy negotiationPolicy,
        StoreHandler storeHandler,
        Optional<CommitmentHandler> commitmentHandler,
        Optional<ProcedureStepHandler> procedureStepHandler) {

    /** The port that is registered for DICOM beside 104, which needs privileges. */
    public static final int REGISTERED_PORT = 11112;

    /** Checks that all is there. */
    public ServerConfiguration {
        AeTitle.require(aeTitle);
        Objects.requireNonNull(endpoints, "endpoints");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(negotiationPolicy, "negotiationPolicy");
        Objects.requireNonNull(storeHandler, "storeHandler");
    }

    /** A server of C-ECHO and C-STORE. */
    public ServerConfiguration(
            String aeTitle,
            Endpoints endpoints,
            Limits limits,
            NegotiationPolicy negotiationPolicy,
            StoreHandler storeHandler) {
        this(aeTitle, endpoints, limits, negotiationPolicy, storeHandler, Optional.empty(), Optional.empty());
    }

    /** All interfaces, port 11112, default limits, everyone who sends an ultrasound department's objects. */
    public static ServerConfiguration of(String aeTitle, StoreHandler storeHandler) {
        return new ServerConfiguration(
                aeTitle,
                Endpoints.plain(new InetSocketAddress(REGISTERED_PORT)),
                Limits.defaults(),
                StandardNegotiation.acceptingEveryone(),
                storeHandler);
    }

    /** This configuration, listening elsewhere. */
    public ServerConfiguration withEndpoints(Endpoints other) {
        return new ServerConfiguration(
                aeTitle, other, limits, negotiationPolicy, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration, listening in plain at this address alone. */
    public ServerConfiguration withBindAddress(InetSocketAddress address) {
        return withEndpoints(Endpoints.plain(address));
    }

    /** This configuration, listening in plain at another port of the same address; 0 takes a free one. */
    public ServerConfiguration withPort(int port) {
        InetSocketAddress address = endpoints.plain().orElseThrow();
        return withBindAddress(new InetSocketAddress(address.getAddress(), port));
    }

    /** This configuration with other limits. */
    public ServerConfiguration withLimits(Limits other) {
        return new ServerConfiguration(
                aeTitle, endpoints, other, negotiationPolicy, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration with another policy. */
    public ServerConfiguration withNegotiationPolicy(NegotiationPolicy other) {
        return new ServerConfiguration(
                aeTitle, endpoints, limits, other, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration, with Storage Commitment in both roles. */
    public ServerConfiguration withCommitmentHandler(CommitmentHandler handler) {
        return new ServerConfiguration(
                aeTitle,
                endpoints,
                limits,
                negotiationPolicy,
                storeHandler,
                Optional.of(handler),
                procedureStepHandler);
    }

    /** This configuration, as SCP of Modality Performed Procedure Step. */
    public ServerConfiguration withProcedureStepHandler(ProcedureStepHandler handler) {
        return new ServerConfiguration(
                aeTitle, endpoints, limits, negotiationPolicy, storeHandler, commitmentHandler, Optional.of(handler));
    }
}
