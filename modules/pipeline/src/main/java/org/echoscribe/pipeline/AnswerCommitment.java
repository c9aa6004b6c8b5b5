package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.echoscribe.dicom.network.CommitmentReporter;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedCommitment;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commitment: decides a sender's request and reports the result on an association of its own, to the address that the site
 * has configured for that sender (PS3.4 annex J, as SCP). A sender that cannot be reached is called again and again, with
 * growing delays; in the end the request is a dead letter.
 */
final class AnswerCommitment implements Worker {

    private static final Logger log = LoggerFactory.getLogger(AnswerCommitment.class);

    /** Only in case that a destination's result was missed: it gives the request its turn at once. */
    private static final Duration UNTIL_IT_IS_DECIDED_AGAIN = Duration.ofMinutes(10);

    private final Journal journal;
    private final PipelineOptions options;
    private final DecideCommitment decide;
    private final PipelineMetrics metrics;
    private final Runnable forwardsAdded;

    /** @param forwardsAdded run when objects may have been sent on their way to destinations */
    AnswerCommitment(
            Journal journal,
            PipelineOptions options,
            DecideCommitment decide,
            PipelineMetrics metrics,
            Runnable forwardsAdded) {
        this.journal = journal;
        this.options = options;
        this.decide = decide;
        this.metrics = metrics;
        this.forwardsAdded = forwardsAdded;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        Optional<ReceivedCommitment> found = journal.receivedCommitments().find(Long.parseLong(turn.key()));
        if (found.isEmpty() || !found.get().waiting()) {
            return new Ending.Done();
        }
        ReceivedCommitment request = found.get();
        Optional<CommitmentResult> result = decide.decide(request);
        if (result.isEmpty()) {
            forwardsAdded.run();
            journal.receivedCommitments()
                    .waits(request.number(), "A destination has not committed all of it yet", Instant.now());
            return new Ending.Again(Instant.now().plus(UNTIL_IT_IS_DECIDED_AGAIN));
        }
        return report(request, result.get(), turn.failures());
    }

    private Ending report(ReceivedCommitment request, CommitmentResult result, int failures) throws IOException {
        Optional<Destination> sender = Optional.ofNullable(options.knownAes().get(request.callingAeTitle()))
                .flatMap(known -> known.ae().address());
        if (sender.isEmpty()) {
            giveUp(request, "known-aes has no host and port for " + request.callingAeTitle());
            return new Ending.Done();
        }
        DimseStatus answer;
        try (CommitmentReporter reporter =
                CommitmentReporter.connect(sender.get(), options.aeTitle(), options.limits())) {
            answer = reporter.report(result);
        } catch (IOException e) {
            if (failures + 1 >= options.attempts()) {
                giveUp(request, e.getMessage());
                return new Ending.Done();
            }
            journal.receivedCommitments().waits(request.number(), e.getMessage(), Instant.now());
            throw e;
        }
        return answer.isFailure() ? refused(request, answer) : taken(request, result);
    }

    private Ending taken(ReceivedCommitment request, CommitmentResult result) {
        journal.receivedCommitments().answered(request.number(), Instant.now());
        metrics.answered(result.committed().size(), result.failed().size());
        (result.isComplete() ? log.atInfo() : log.atWarn())
                .addKeyValue("step", "commitment")
                .addKeyValue("callingAeTitle", request.callingAeTitle())
                .addKeyValue("transactionUid", request.transactionUid())
                .addKeyValue("committed", result.committed().size())
                .addKeyValue("failed", result.failed().size())
                .log("Reported storage commitment");
        return new Ending.Done();
    }

    private Ending refused(ReceivedCommitment request, DimseStatus answer) {
        String cause = request.callingAeTitle() + " refused the report: status " + answer;
        int refusals = request.attempts() + 1;
        if (refusals >= options.attempts()) {
            giveUp(request, cause);
            return new Ending.Done();
        }
        Instant now = Instant.now();
        journal.receivedCommitments().deferred(request.number(), cause, now);
        log.atWarn()
                .addKeyValue("step", "commitment")
                .addKeyValue("transactionUid", request.transactionUid())
                .addKeyValue("attempt", refusals)
                .log(cause);
        return new Ending.Again(now.plus(options.retryDelays().after(refusals)));
    }

    private void giveUp(ReceivedCommitment request, String cause) {
        journal.receivedCommitments().failed(request.number(), cause, Instant.now());
        log.atError()
                .addKeyValue("step", "commitment")
                .addKeyValue("callingAeTitle", request.callingAeTitle())
                .addKeyValue("transactionUid", request.transactionUid())
                .log("The sender was not told what is committed; the request is a dead letter now: {}", cause);
    }
}
