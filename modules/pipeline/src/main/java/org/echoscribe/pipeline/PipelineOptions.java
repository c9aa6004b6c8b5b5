package org.echoscribe.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echoscribe.dicom.network.Endpoints;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.NegotiationPolicy;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.RetryDelays;

/**
 * All that the operator sets.
 *
 * @param aeTitle the node's application entity title
 * @param endpoints where it listens
 * @param limits bounds of the network
 * @param negotiationPolicy who may send what
 * @param dataDirectory the only place that is written to
 * @param minimumFreeBytes with less free disk new objects are answered A700H
 * @param studyQuietTime a study's summary is written when nothing of it has come for so long
 * @param workers how many loops are prepared at once, 1 or more
 * @param retryDelays how long something that failed waits
 * @param attempts how often something is tried before it becomes a dead letter, 1 or more
 * @param destinations where reports go, by name
 * @param reports how reports are written
 * @param knownAes what the site says about application entities, by AE title
 * @param services what the node does for its peers besides storing
 * @param screenMasks what is blanked by machine model
 */
public record PipelineOptions(
        String aeTitle,
        Endpoints endpoints,
        Limits limits,
        NegotiationPolicy negotiationPolicy,
        Path dataDirectory,
        long minimumFreeBytes,
        Duration studyQuietTime,
        int workers,
        RetryDelays retryDelays,
        int attempts,
        Map<String, DestinationOptions> destinations,
        ReportOptions reports,
        Map<String, KnownSender> knownAes,
        NodeServices services,
        ScreenMasks screenMasks) {

    public PipelineOptions {
        if (workers < 1 || attempts < 1) {
            throw new IllegalArgumentException("Workers and attempts are 1 or more: " + workers + ", " + attempts);
        }
        destinations = new LinkedHashMap<>(destinations);
        knownAes = Map.copyOf(knownAes);
    }

    @Override
    public Map<String, DestinationOptions> destinations() {
        return Collections.unmodifiableMap(destinations);
    }
}
