package org.echoscribe.pipeline;

import java.util.Optional;
import org.echoscribe.dicom.network.Destination;

/**
 * What a destination is for besides taking reports.
 *
 * @param commitment whether it is asked to commit what it has stored, so that delivered means committed
 * @param forward whether it gets the received objects, too
 * @param notified who is told what can be retrieved from it, once all of a study is there
 */
public record DestinationServices(boolean commitment, boolean forward, Optional<Destination> notified) {

    /** Reports alone, and stored means delivered. */
    public static final DestinationServices NONE = new DestinationServices(false, false, Optional.empty());
}
