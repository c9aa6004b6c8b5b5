package org.echoscribe.pipeline;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Step;
import org.echoscribe.journal.WorkQueue;
import org.echoscribe.journal.Worker;

/**
 * The queues of what goes out to peers, and the steps that work on them.
 *
 * <pre>
 * DELIVER queue      {@link DeliverReports}     one turn for each destination
 * FORWARD queue      {@link ForwardObjects}     one turn for each destination that gets received objects
 * ASK queue          {@link AskCommitment}      one turn for each destination that is to commit what it has stored;
 *                                               {@link TakeCommitmentResult} takes what it reports
 * NOTIFY queue       {@link NotifyAvailability} one turn for each destination of which somebody is told what it has
 * COMMITMENT queue   {@link AnswerCommitment}   one turn for each request of a sender to commit what it sent
 * </pre>
 */
final class PeerQueues {

    private static final int SENDERS_AT_ONCE = 4;

    /** Makes the queue of a step. */
    @FunctionalInterface
    interface Queues {
        WorkQueue of(Step step, int workers, Worker worker);
    }

    private final Journal journal;
    private final Map<String, DestinationOptions> destinations;
    private final CommitmentHandler commitmentMessages;
    private final WorkQueue deliver;
    private final WorkQueue forward;
    private final WorkQueue ask;
    private final WorkQueue notify;
    private final WorkQueue commitment;

    PeerQueues(
            PipelineOptions options,
            Journal journal,
            Spool spool,
            Optional<EndStudies> endStudies,
            PipelineMetrics metrics,
            PipelineListener listener,
            Queues queues) {
        this.journal = journal;
        this.destinations = options.destinations();
        int atOnce = Math.max(1, destinations.size());
        this.commitmentMessages = new TakeCommitmentMessages(
                journal,
                options,
                new TakeCommitmentResult(journal, options, metrics, this::lookAgain, this::settled),
                endStudies);
        OfferInstance offer = new OfferInstance(journal, options, metrics, listener, this::settled);
        this.deliver = queues.of(
                Step.DELIVER, atOnce, new SendWaiting<>(new DeliverReports(journal), options, offer, this::sent));
        this.forward = queues.of(
                Step.FORWARD,
                atOnce,
                new SendWaiting<>(new ForwardObjects(journal, spool), options, offer, this::sent));
        this.ask = queues.of(Step.ASK, atOnce, new AskCommitment(journal, options, commitmentMessages, this::settled));
        this.notify = queues.of(Step.NOTIFY, atOnce, new NotifyAvailability(journal, options));
        this.commitment = queues.of(
                Step.COMMITMENT,
                SENDERS_AT_ONCE,
                new AnswerCommitment(
                        journal,
                        options,
                        new DecideCommitment(journal, spool, options.destinations()),
                        metrics,
                        () -> destinations.keySet().forEach(this::lookAgain)));
    }

    void start() {
        deliver.start();
        forward.start();
        ask.start();
        notify.start();
        commitment.start();
    }

    /** Takes what peers say about storage commitment. */
    CommitmentHandler commitmentMessages() {
        return commitmentMessages;
    }

    /** Reports may wait for any destination. */
    void deliverAll() {
        destinations.keySet().forEach(name -> give(deliver, name));
    }

    /** Received objects wait for these destinations. */
    void forward(Collection<String> names) {
        names.forEach(name -> give(forward, name));
    }

    /** A destination may have got something. */
    private void sent(String destination) {
        DestinationServices services = destinations.get(destination).services();
        if (services.commitment()) {
            give(ask, destination);
        }
        if (services.notified().isPresent()) {
            give(notify, destination);
        }
    }

    /** A destination may have committed something, or may have to get it again. */
    private void lookAgain(String destination) {
        give(deliver, destination);
        give(forward, destination);
        sent(destination);
    }

    /** A destination has committed an instance or never will: those who wait for that may be told. */
    private void settled(String sopInstanceUid) {
        journal.receivedCommitments()
                .waitingFor(sopInstanceUid)
                .forEach(number -> give(commitment, Long.toString(number)));
    }

    private static void give(WorkQueue queue, String key) {
        queue.give(key, Instant.now(), Priority.LIVE);
    }
}
