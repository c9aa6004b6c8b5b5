package org.echoscribe.node.backfill;

import java.io.IOException;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.DicomQuery.Urgency;
import org.echoscribe.dicom.network.Limits;

/**
 * How associations with an archive are made; all that is asked over them is of low priority.
 *
 * @param archive whom to call
 * @param callingAeTitle the node's title, which the archive must allow to query
 * @param retrieval how objects come
 */
public record Opening(Destination archive, String callingAeTitle, Retrieval retrieval, Limits limits) {

    /** Makes one. */
    DicomQuery open() throws IOException {
        return DicomQuery.connect(archive, callingAeTitle, Urgency.LOW, retrieval.contexts(), limits);
    }

    /** Whether the archive offers what the retrieval needs. */
    public boolean isOffered() throws IOException {
        try (DicomQuery query = open()) {
            return query.offers(retrieval.service());
        }
    }
}
