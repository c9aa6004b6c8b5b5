package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.Delivery;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliver: the reports that wait for one destination, over one association. A destination that cannot be reached or has
 * no resources is left alone for a growing time, and no report counts that against itself. A report that it refuses is a
 * dead letter at once where the status says that the same bytes will never do, and after some attempts otherwise.
 */
final class DeliverReports implements Worker {

    private static final Logger log = LoggerFactory.getLogger(DeliverReports.class);

    private static final int MOST_PER_ASSOCIATION = 100;
    private static final Duration UNTIL_AN_UNKNOWN_DESTINATION_IS_LOOKED_AT_AGAIN = Duration.ofHours(1);

    /** 0110H processing failure and 0213H resource limitation may pass by themselves (PS3.7 annex C). */
    private static final Set<Integer> PASSING_FAILURES = Set.of(0x0110, 0x0213);

    private final Journal journal;
    private final Map<String, DestinationOptions> destinations;
    private final String callingAeTitle;
    private final Limits limits;
    private final RetryDelays delays;
    private final int attempts;
    private final PipelineMetrics metrics;
    private final PipelineListener listener;

    DeliverReports(Journal journal, PipelineOptions options, PipelineMetrics metrics, PipelineListener listener) {
        this.journal = journal;
        this.destinations = options.destinations();
        this.callingAeTitle = options.aeTitle();
        this.limits = options.limits();
        this.delays = options.retryDelays();
        this.attempts = options.attempts();
        this.metrics = metrics;
        this.listener = listener;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        String name = turn.key();
        DestinationOptions destination = destinations.get(name);
        if (destination == null) {
            return new Ending.Again(Instant.now().plus(UNTIL_AN_UNKNOWN_DESTINATION_IS_LOOKED_AT_AGAIN));
        }
        for (List<Delivery> due = due(name); !due.isEmpty(); due = due(name)) {
            deliver(destination.address(), due);
        }
        Optional<Instant> next = journal.outbox().nextDue(name);
        return next.<Ending>map(Ending.Again::new).orElseGet(Ending.Done::new);
    }

    private List<Delivery> due(String destination) {
        return journal.outbox().due(destination, Instant.now(), MOST_PER_ASSOCIATION);
    }

    private void deliver(Destination destination, List<Delivery> due) throws IOException {
        Set<PresentationContextRequest> contexts = due.stream()
                .map(delivery -> PresentationContextRequest.of(
                        delivery.report().sopClassUid(),
                        TransferSyntax.ExplicitVrLittleEndian.uid(),
                        TransferSyntax.ImplicitVrLittleEndian.uid()))
                .collect(Collectors.toSet());
        try (DicomSender sender = DicomSender.connect(destination, callingAeTitle, contexts, limits)) {
            for (Delivery delivery : due) {
                deliver(sender, delivery);
            }
        }
    }

    private void deliver(DicomSender sender, Delivery delivery) throws IOException {
        long start = System.nanoTime();
        StoreResult result;
        try {
            result = send(sender, delivery);
        } catch (IOException e) {
            // A report that makes its receiver hang up must not stop all others for ever, so this one waits.
            undelivered(delivery, "The association did not live: " + e.getMessage(), false);
            throw e;
        }
        switch (result) {
            case StoreResult.Answered(StoreStatus status)
            when result.stored() -> {
                journal.outbox().delivered(delivery, Instant.now());
                finished(delivery, status, AnalyseLoop.since(start));
            }
            case StoreResult.Answered(StoreStatus status)
            when status.isOutOfResources() ->
                throw new IOException(delivery.destination() + " is out of resources: status " + status);
            case StoreResult.Answered(StoreStatus status) ->
                undelivered(delivery, "Status " + status, !PASSING_FAILURES.contains(status.code()));
            case StoreResult.NoPresentationContext _ -> undelivered(delivery, result.description(), true);
        }
    }

    /** The first bytes are sent, always; in the other encoding only where the receiver takes no other. */
    private static StoreResult send(DicomSender sender, Delivery delivery) throws IOException {
        String sopClass = delivery.report().sopClassUid();
        TransferSyntax written = TransferSyntax.ExplicitVrLittleEndian;
        TransferSyntax other = TransferSyntax.ImplicitVrLittleEndian;
        byte[] dataSet = delivery.report().dataSet();
        boolean asWritten = sender.accepts(sopClass, written.uid()) || !sender.accepts(sopClass, other.uid());
        return sender.store(
                sopClass,
                delivery.report().sopInstanceUid(),
                (asWritten ? written : other).uid(),
                ByteBuffer.wrap(
                        asWritten
                                ? dataSet
                                : DataSetWriter.writeDataSet(DataSetReader.readDataSet(dataSet, written), other)));
    }

    private void undelivered(Delivery delivery, String cause, boolean forGood) {
        Instant now = Instant.now();
        boolean givenUp = forGood || delivery.attempts() + 1 >= attempts;
        if (givenUp) {
            journal.outbox().failed(delivery, cause, now);
        } else {
            journal.outbox().deferred(delivery, now.plus(delays.after(delivery.attempts() + 1)), cause, now);
        }
        metrics.delivery(delivery.destination(), givenUp ? "failed" : "deferred", Duration.ZERO);
        log.atWarn()
                .addKeyValue("step", "deliver")
                .addKeyValue("reportUid", delivery.report().sopInstanceUid())
                .addKeyValue("destination", delivery.destination())
                .addKeyValue("attempt", delivery.attempts() + 1)
                .addKeyValue("deadLetter", givenUp)
                .log("Not delivered: {}", cause);
    }

    private void finished(Delivery delivery, StoreStatus status, Duration duration) {
        metrics.delivery(delivery.destination(), "delivered", duration);
        (status.isWarning() ? log.atWarn() : log.atInfo())
                .addKeyValue("step", "deliver")
                .addKeyValue("reportUid", delivery.report().sopInstanceUid())
                .addKeyValue("studyInstanceUid", delivery.report().studyInstanceUid())
                .addKeyValue("destination", delivery.destination())
                .addKeyValue("status", status)
                .addKeyValue("millis", duration.toMillis())
                .log("Delivered");
        listener.delivered(delivery);
    }
}
