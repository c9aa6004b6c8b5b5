package org.echoscribe.pipeline;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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
    private final Set<String> destinations;
    private final CommitmentHandler commitmentMessages;
    private final WorkQueue deliver;
    private final WorkQueue forward;
    private final WorkQueue ask;
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
        this.destinations = options.destinations().keySet();
        int atOnce = Math.max(1, destinations.size());
        this.commitmentMessages = new TakeCommitmentMessages(
                journal,
                options,
                new TakeCommitmentResult(journal, options, metrics, this::lookAgain, this::settled),
                endStudies);
        OfferInstance offer = new OfferInstance(journal, options, metrics, listener, this::settled);
        this.deliver = queues.of(
                Step.DELIVER, atOnce, new SendWaiting<>(new DeliverReports(journal), options, offer, this::ask));
        this.forward = queues.of(
                Step.FORWARD, atOnce, new SendWaiting<>(new ForwardObjects(journal, spool), options, offer, this::ask));
        this.ask = queues.of(Step.ASK, atOnce, new AskCommitment(journal, options, commitmentMessages, this::settled));
        this.commitment = queues.of(
                Step.COMMITMENT,
                SENDERS_AT_ONCE,
                new AnswerCommitment(
                        journal,
                        options,
                        new DecideCommitment(journal, spool, options.destinations()),
                        metrics,
                        () -> destinations.forEach(this::lookAgain)));
    }

    void start() {
        deliver.start();
        forward.start();
        ask.start();
        commitment.start();
    }

    /** Takes what peers say about storage commitment. */
    CommitmentHandler commitmentMessages() {
        return commitmentMessages;
    }

    /** Reports may wait for any destination. */
    void deliverAll() {
        destinations.forEach(name -> give(deliver, name));
    }

    /** Received objects wait for these destinations. */
    void forward(Collection<String> names) {
        names.forEach(name -> give(forward, name));
    }

    private void ask(String destination) {
        give(ask, destination);
    }

    private void lookAgain(String destination) {
        give(deliver, destination);
        give(forward, destination);
        give(ask, destination);
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
