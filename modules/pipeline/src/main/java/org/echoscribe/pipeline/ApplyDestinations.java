package org.echoscribe.pipeline;

import java.time.Instant;
import org.echoscribe.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the destinations of this start to what earlier ones left in the journal, before any queue works. */
final class ApplyDestinations {

    private static final Logger log = LoggerFactory.getLogger(ApplyDestinations.class);

    private ApplyDestinations() {}

    static void to(Journal journal, PipelineOptions options, Addressees addressees) {
        addressWaitingReports(journal, addressees);
        options.destinations().forEach((name, destination) -> {
            // What it has stored is delivered where it is no longer to commit it.
            if (!destination.services().commitment()) {
                journal.askedCommitments().settle(name, Instant.now());
            }
        });
    }

    private static void addressWaitingReports(Journal journal, Addressees addressees) {
        if (addressees.all().isEmpty()) {
            return;
        }
        int addressed = journal.outbox().addressUnaddressed(addressees::ofVariant, Instant.now());
        int rewritten = journal.reports().rewriteUnaddressed();
        if (addressed + rewritten > 0) {
            journal.giveMissingTurns(Instant.now());
            log.atInfo()
                    .addKeyValue("addressed", addressed)
                    .addKeyValue("rewritten", rewritten)
                    .log("Reports without a destination will be delivered now");
        }
    }
}
