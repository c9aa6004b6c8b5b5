package org.echoscribe.pipeline;

import java.util.Map;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.journal.Priority;

/**
 * How urgent a received object is. What this node itself asked an archive for by C-MOVE is of the past, whoever sends it;
 * beyond that the site says it for each sender, and who is not in its table scans now.
 *
 * @param aeTitle the node's own, which it calls archives by
 * @param knownAes what the site says about senders, by AE title
 */
record ReceptionPriority(String aeTitle, Map<String, KnownSender> knownAes) {

    Priority of(StoreRequest request) {
        if (request.moveOriginatorAeTitle().filter(aeTitle::equals).isPresent()) {
            return Priority.BACKFILL;
        }
        KnownSender known = knownAes.get(request.association().callingAeTitle());
        return known == null ? Priority.LIVE : known.priority();
    }
}
