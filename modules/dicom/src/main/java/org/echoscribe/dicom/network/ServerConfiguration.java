package org.echoscribe.dicom.network;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link DicomServer} is made from.
 *
 * @param aeTitle our application entity title
 * @param bindAddress where to listen; port 0 takes a free one
 * @param limits bounds in bytes, counts and time
 * @param negotiationPolicy which peers and contexts to accept
 * @param storeHandler where objects go
 * @param commitmentHandler where Storage Commitment goes; without one its contexts are refused
 * @param procedureStepHandler where Modality Performed Procedure Steps go; without one their contexts are refused
 */
public record ServerConfiguration(
        String aeTitle,
        InetSocketAddress bindAddress,
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
        Objects.requireNonNull(bindAddress, "bindAddress");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(negotiationPolicy, "negotiationPolicy");
        Objects.requireNonNull(storeHandler, "storeHandler");
    }

    /** A server of C-ECHO and C-STORE. */
    public ServerConfiguration(
            String aeTitle,
            InetSocketAddress bindAddress,
            Limits limits,
            NegotiationPolicy negotiationPolicy,
            StoreHandler storeHandler) {
        this(aeTitle, bindAddress, limits, negotiationPolicy, storeHandler, Optional.empty(), Optional.empty());
    }

    /** All interfaces, port 11112, default limits, everyone who sends an ultrasound department's objects. */
    public static ServerConfiguration of(String aeTitle, StoreHandler storeHandler) {
        return new ServerConfiguration(
                aeTitle,
                new InetSocketAddress(REGISTERED_PORT),
                Limits.defaults(),
                StandardNegotiation.acceptingEveryone(),
                storeHandler);
    }

    /** This configuration, listening elsewhere. */
    public ServerConfiguration withBindAddress(InetSocketAddress address) {
        return new ServerConfiguration(
                aeTitle, address, limits, negotiationPolicy, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration on another port of the same address; 0 takes a free one. */
    public ServerConfiguration withPort(int port) {
        return withBindAddress(new InetSocketAddress(bindAddress.getAddress(), port));
    }

    /** This configuration with other limits. */
    public ServerConfiguration withLimits(Limits other) {
        return new ServerConfiguration(
                aeTitle, bindAddress, other, negotiationPolicy, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration with another policy. */
    public ServerConfiguration withNegotiationPolicy(NegotiationPolicy other) {
        return new ServerConfiguration(
                aeTitle, bindAddress, limits, other, storeHandler, commitmentHandler, procedureStepHandler);
    }

    /** This configuration, with Storage Commitment in both roles. */
    public ServerConfiguration withCommitmentHandler(CommitmentHandler handler) {
        return new ServerConfiguration(
                aeTitle,
                bindAddress,
                limits,
                negotiationPolicy,
                storeHandler,
                Optional.of(handler),
                procedureStepHandler);
    }

    /** This configuration, as SCP of Modality Performed Procedure Step. */
    public ServerConfiguration withProcedureStepHandler(ProcedureStepHandler handler) {
        return new ServerConfiguration(
                aeTitle, bindAddress, limits, negotiationPolicy, storeHandler, commitmentHandler, Optional.of(handler));
    }
}
