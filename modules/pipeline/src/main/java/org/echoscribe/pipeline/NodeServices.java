package org.echoscribe.pipeline;

import java.time.Duration;
import org.echoscribe.journal.RetryDelays;

/**
 * What the node does for its peers besides storing, and how patient it is with them.
 *
 * @param commitment whether senders may ask it to commit what they sent
 * @param procedureSteps whether it takes performed procedure steps, whose end is the end of a study
 * @param commitmentEndsStudy whether a request to commit all of a study's objects is the end of that study
 * @param commitmentDelays how long a destination has to report what it has committed before it is asked again
 * @param commitmentRequests how often it is asked before what it has not committed is a dead letter, 1 or more
 * @param resultOnSameAssociation how long an association is kept open for the result; zero where the destination opens its
 *     own to report
 */
public record NodeServices(
        boolean commitment,
        boolean procedureSteps,
        boolean commitmentEndsStudy,
        RetryDelays commitmentDelays,
        int commitmentRequests,
        Duration resultOnSameAssociation) {

    /** Nothing besides storing. */
    public static final NodeServices NONE = new NodeServices(
            false, false, false, new RetryDelays(Duration.ofMinutes(30), Duration.ofDays(1)), 10, Duration.ZERO);

    public NodeServices {
        if (commitmentRequests < 1) {
            throw new IllegalArgumentException("a destination is asked once at least, not " + commitmentRequests);
        }
    }
}
