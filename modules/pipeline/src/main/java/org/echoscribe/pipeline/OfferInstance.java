package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.Delivery;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Outgoing;
import org.echoscribe.journal.RetryDelays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers one instance to a destination and enters in the journal what it answered. One that it refuses is a dead letter at
 * once where the status says that the same bytes will never do, and after some attempts otherwise. One that it has stored
 * is delivered, or waits to be committed where that is required.
 */
final class OfferInstance {

    private static final Logger log = LoggerFactory.getLogger(OfferInstance.class);

    /** 0110H processing failure and 0213H resource limitation may pass by themselves (PS3.7 annex C). */
    private static final Set<Integer> PASSING_FAILURES = Set.of(0x0110, 0x0213);

    /** Sends the instance. */
    @FunctionalInterface
    interface Storing {
        StoreResult store() throws IOException;
    }

    private final Journal journal;
    private final Map<String, DestinationOptions> destinations;
    private final RetryDelays delays;
    private final int attempts;
    private final PipelineMetrics metrics;
    private final PipelineListener listener;
    private final Consumer<String> givenUp;

    /** @param givenUp told the SOP Instance UID of what a destination will never have */
    OfferInstance(
            Journal journal,
            PipelineOptions options,
            PipelineMetrics metrics,
            PipelineListener listener,
            Consumer<String> givenUp) {
        this.journal = journal;
        this.destinations = options.destinations();
        this.delays = options.retryDelays();
        this.attempts = options.attempts();
        this.metrics = metrics;
        this.listener = listener;
        this.givenUp = givenUp;
    }

    /** @throws IOException when the destination is to be left alone for a while */
    void offer(Outgoing outgoing, Storing storing) throws IOException {
        long start = System.nanoTime();
        StoreResult result;
        try {
            result = storing.store();
        } catch (IOException e) {
            // One that makes its receiver hang up must not stop all others for ever, so it waits.
            notTaken(outgoing, "The association did not live: " + e.getMessage(), false);
            throw e;
        }
        switch (result) {
            case StoreResult.Answered(StoreStatus status)
            when result.stored() -> taken(outgoing, status, AnalyseLoop.since(start));
            case StoreResult.Answered(StoreStatus status)
            when status.isOutOfResources() ->
                throw new IOException(outgoing.destination() + " is out of resources: status " + status);
            case StoreResult.Answered(StoreStatus status) ->
                notTaken(outgoing, "Status " + status, !PASSING_FAILURES.contains(status.code()));
            case StoreResult.NoPresentationContext _ -> notTaken(outgoing, result.description(), true);
        }
    }

    private void notTaken(Outgoing outgoing, String cause, boolean forGood) {
        Instant now = Instant.now();
        boolean deadLetter = forGood || outgoing.attempts() + 1 >= attempts;
        if (deadLetter) {
            journal.outbox().failed(outgoing, cause, now);
            givenUp.accept(outgoing.sopInstanceUid());
        } else {
            journal.outbox().deferred(outgoing, now.plus(delays.after(outgoing.attempts() + 1)), cause, now);
        }
        metrics.offered(outgoing, deadLetter ? "failed" : "deferred", Duration.ZERO);
        log.atWarn()
                .addKeyValue("step", step(outgoing))
                .addKeyValue(uidName(outgoing), outgoing.sopInstanceUid())
                .addKeyValue("destination", outgoing.destination())
                .addKeyValue("attempt", outgoing.attempts() + 1)
                .addKeyValue("deadLetter", deadLetter)
                .log("Not delivered: {}", cause);
    }

    private void taken(Outgoing outgoing, StoreStatus status, Duration duration) {
        boolean toBeCommitted =
                destinations.get(outgoing.destination()).services().commitment();
        Instant now = Instant.now();
        if (toBeCommitted) {
            journal.outbox().stored(outgoing, now, now);
        } else {
            journal.outbox().delivered(outgoing, now);
        }
        metrics.offered(outgoing, toBeCommitted ? "stored" : "delivered", duration);
        (status.isWarning() ? log.atWarn() : log.atInfo())
                .addKeyValue("step", step(outgoing))
                .addKeyValue(uidName(outgoing), outgoing.sopInstanceUid())
                .addKeyValue("studyInstanceUid", outgoing.studyInstanceUid())
                .addKeyValue("destination", outgoing.destination())
                .addKeyValue("status", status)
                .addKeyValue("millis", duration.toMillis())
                .log(toBeCommitted ? "Stored there, to be committed" : "Delivered");
        if (outgoing instanceof Delivery delivery) {
            listener.delivered(delivery);
        }
    }

    private static String step(Outgoing outgoing) {
        return outgoing instanceof Delivery ? "deliver" : "forward";
    }

    private static String uidName(Outgoing outgoing) {
        return outgoing instanceof Delivery ? "reportUid" : "sopInstanceUid";
    }
}
