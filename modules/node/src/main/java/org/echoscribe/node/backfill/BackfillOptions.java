package org.echoscribe.node.backfill;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How gently an archive is treated.
 *
 * @param studiesPerMinute how many studies to fetch in a minute at most; empty for as many as come
 * @param objectsPerMinute how many objects to fetch in a minute at most; empty for as many as come
 * @param splitAbove a query that brings so many studies is asked again in halves
 * @param idleAssociation over a longer pause the association is released
 */
public record BackfillOptions(
        OptionalDouble studiesPerMinute, OptionalDouble objectsPerMinute, int splitAbove, Duration idleAssociation) {

    /** Checks the numbers. */
    public BackfillOptions {
        if (studiesPerMinute.orElse(1) <= 0 || objectsPerMinute.orElse(1) <= 0) {
            throw new IllegalArgumentException("a rate is larger than 0");
        }
        if (splitAbove < 2) {
            throw new IllegalArgumentException("queries are split above 2 matches at least, not " + splitAbove);
        }
    }
}
