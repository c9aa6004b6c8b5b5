package org.echoscribe.node.wiring;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.StandardNegotiation;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;
import org.echoscribe.node.configuration.ReportKeys;
import org.echoscribe.pipeline.DestinationOptions;
import org.echoscribe.pipeline.DestinationPictures;
import org.echoscribe.pipeline.PipelineOptions;
import org.echoscribe.pipeline.ReportOptions;
import org.echoscribe.report.NodeIdentity;

/** Turns the configuration's values into the records that the pipeline is started with. */
public final class PlanPipeline {

    private PlanPipeline() {}

    /**
     * What the pipeline is started with.
     *
     * @param screenMasks the table that the configuration names
     */
    public static PipelineOptions from(Configuration configuration, ScreenMasks screenMasks) {
        PlanPeers peers = new PlanPeers(configuration);
        return new PipelineOptions(
                configuration.get(Keys.AE_TITLE),
                peers.endpoints(),
                limits(configuration),
                peers.negotiation(negotiation(configuration)),
                configuration.get(Keys.DATA_DIRECTORY),
                configuration.get(Keys.MINIMUM_FREE_BYTES),
                configuration.get(Keys.STUDY_QUIET_TIME),
                workers(configuration),
                new RetryDelays(configuration.get(Keys.RETRY_DELAY), configuration.get(Keys.RETRY_DELAY_CAP)),
                configuration.get(Keys.ATTEMPTS),
                destinations(configuration, peers),
                reports(configuration),
                peers.knownAes(),
                peers.services(),
                screenMasks);
    }

    /** How reports are written. */
    public static ReportOptions reports(Configuration configuration) {
        return new ReportOptions(
                configuration.get(Keys.SR_SOP_CLASS),
                configuration.get(Keys.SUMMARY_TITLE),
                configuration.get(Keys.REPORT_ABSTAINED),
                configuration.get(ReportKeys.CONTACT_SHEET),
                configuration.get(ReportKeys.PARTIAL_SUMMARY_INTERVAL),
                configuration.get(Keys.MINIMUM_CERTAINTY),
                new NodeIdentity(configuration.get(Keys.STATION_NAME), "Echoscribe", "Echoscribe", softwareVersion()),
                ZoneId.systemDefault());
    }

    static Limits limits(Configuration configuration) {
        return new Limits(
                Math.toIntExact(configuration.get(Keys.PDU_BYTES)),
                Math.toIntExact(configuration.get(Keys.BUFFER_BYTES)),
                Math.toIntExact(configuration.get(Keys.ASSOCIATE_BYTES)),
                Math.toIntExact(configuration.get(Keys.COMMAND_BYTES)),
                configuration.get(Keys.OBJECT_BYTES),
                configuration.get(Keys.PENDING_CONNECTIONS),
                configuration.get(Keys.ASSOCIATIONS),
                configuration.get(Keys.ASSOCIATIONS_PER_PEER),
                configuration.get(Keys.ECHO_RESERVE),
                configuration.get(Keys.CONNECT_TIME),
                configuration.get(Keys.REQUEST_TIME),
                configuration.get(Keys.PDU_TIME),
                configuration.get(Keys.WRITE_TIME),
                configuration.get(Keys.OBJECT_TIME),
                configuration.get(Keys.RESPONSE_TIME),
                configuration.get(Keys.IDLE_TIME),
                configuration.get(Keys.CLOSE_TIME));
    }

    private static StandardNegotiation negotiation(Configuration configuration) {
        Set<String> callers = Set.copyOf(configuration.get(Keys.ALLOWED_CALLING_AE_TITLES));
        return new StandardNegotiation(
                configuration.get(Keys.CHECK_CALLED_AE_TITLE)
                        ? Optional.of(configuration.get(Keys.AE_TITLE))
                        : Optional.empty(),
                callers.isEmpty() ? Optional.empty() : Optional.of(callers));
    }

    private static int workers(Configuration configuration) {
        int chosen = configuration.get(Keys.WORKERS);
        return chosen > 0 ? chosen : Runtime.getRuntime().availableProcessors() + 1;
    }

    private static Map<String, DestinationOptions> destinations(Configuration configuration, PlanPeers peers) {
        Map<String, DestinationOptions> destinations = new LinkedHashMap<>();
        configuration
                .destinations()
                .forEach(d -> destinations.put(
                        d.name(),
                        new DestinationOptions(
                                peers.address(d),
                                d.srSopClass(),
                                d.summaryTitle(),
                                new DestinationPictures(d.contactSheet(), d.presentationStates()),
                                peers.services(d))));
        return destinations;
    }

    private static String softwareVersion() {
        String version = PlanPipeline.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }
}
