package org.echoscribe.pipeline;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.echoscribe.dicom.network.StoreRequest;

/**
 * Where a received object goes on to. Not back to the destination that sent it; nowhere when this node asked an archive
 * for it, because it is there, or wrote it itself, because its destinations get it without a detour.
 *
 * @param aeTitle the node's own, which it asks archives by
 * @param destinations by name
 * @param isOurs whether this node wrote the object of a SOP Instance UID
 */
record ForwardingRule(String aeTitle, Map<String, DestinationOptions> destinations, Predicate<String> isOurs) {

    List<String> of(StoreRequest request) {
        List<String> takers = destinations.entrySet().stream()
                .filter(destination -> destination.getValue().services().forward())
                .filter(destination -> !destination
                        .getValue()
                        .address()
                        .aeTitle()
                        .equals(request.association().callingAeTitle()))
                .map(Map.Entry::getKey)
                .toList();
        boolean stays = takers.isEmpty()
                || request.moveOriginatorAeTitle().filter(aeTitle::equals).isPresent()
                || isOurs.test(request.sopInstanceUid());
        return stays ? List.of() : takers;
    }
}
