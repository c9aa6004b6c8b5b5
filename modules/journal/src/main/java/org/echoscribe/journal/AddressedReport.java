package org.echoscribe.journal;

import java.util.Collection;
import java.util.List;

/**
 * A report that was just written, and who is to have it.
 *
 * @param report the report
 * @param destinations names of destinations; none where no destination is configured
 */
public record AddressedReport(NewReport report, Collection<String> destinations) {

    public AddressedReport {
        destinations = List.copyOf(destinations);
    }
}
