package org.echoscribe.dicom.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the site says about one application entity. A peer that calls itself by this title must keep to it; peers that
 * nobody knows are another matter.
 *
 * @param aeTitle what it calls itself
 * @param address where it listens, for what the node sends to it; empty for one that only calls
 * @param allowedAddresses it must call from one of these; empty for from anywhere
 * @param maxAssociations how many associations it may have at once, at least 1; empty for as many as anybody
 * @param tlsRequired whether it must call over TLS
 */
public record KnownAe(
        String aeTitle,
        Optional<Destination> address,
        List<AddressRange> allowedAddresses,
        OptionalInt maxAssociations,
        boolean tlsRequired) {

    /** Checks the title and the limit. */
    public KnownAe {
        AeTitle.require(aeTitle);
        allowedAddresses = List.copyOf(allowedAddresses);
        if (maxAssociations.isPresent() && maxAssociations.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    aeTitle + " may have " + maxAssociations.getAsInt() + " associations, must be at least 1");
        }
    }
}
