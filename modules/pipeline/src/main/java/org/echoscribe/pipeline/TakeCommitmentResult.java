package org.echoscribe.pipeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.journal.AskedCommitments.Asked;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.journal.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a destination reports about our request: what it has committed is delivered, what it has not is sent again
 * and in the end a dead letter. A result that comes twice, or late, changes nothing.
 */
final class TakeCommitmentResult {

    private static final Logger log = LoggerFactory.getLogger(TakeCommitmentResult.class);

    /** To send it again cannot help. */
    private static final Set<Integer> FINAL_REASONS =
            Set.of(FailedReference.REFERENCED_SOP_CLASS_NOT_SUPPORTED, FailedReference.CLASS_INSTANCE_CONFLICT);

    private final Journal journal;
    private final RetryDelays delays;
    private final int attempts;
    private final PipelineMetrics metrics;
    private final Consumer<String> destinationChanged;
    private final Consumer<String> settled;

    /**
     * @param destinationChanged told the name of a destination that something may wait for again
     * @param settled told the SOP Instance UID of each instance that the result names
     */
    TakeCommitmentResult(
            Journal journal,
            PipelineOptions options,
            PipelineMetrics metrics,
            Consumer<String> destinationChanged,
            Consumer<String> settled) {
        this.journal = journal;
        this.delays = options.retryDelays();
        this.attempts = options.attempts();
        this.metrics = metrics;
        this.destinationChanged = destinationChanged;
        this.settled = settled;
    }

    /** @throws DimseRefusedException when nobody asked for it */
    void take(String callingAeTitle, CommitmentResult result) throws DimseRefusedException {
        String destination = journal.askedCommitments()
                .destinationOf(result.transactionUid())
                .orElseThrow(() -> unknown(callingAeTitle, result));
        Set<String> committed = new HashSet<>();
        result.committed().forEach(reference -> committed.add(reference.sopInstanceUid()));
        Map<String, Integer> failed = new HashMap<>();
        result.failed().forEach(one -> failed.put(one.reference().sopInstanceUid(), one.failureReason()));
        Instant now = Instant.now();
        journal.askedCommitments().judge(result.transactionUid(), asked -> verdict(asked, committed, failed, now), now);
        metrics.committed(destination, committed.size(), failed.size());
        (failed.isEmpty() ? log.atInfo() : log.atWarn())
                .addKeyValue("step", "ask")
                .addKeyValue("destination", destination)
                .addKeyValue("transactionUid", result.transactionUid())
                .addKeyValue("committed", committed.size())
                .addKeyValue("failed", failed.size())
                .log("The destination reported storage commitment");
        destinationChanged.accept(destination);
        committed.forEach(settled);
        failed.keySet().forEach(settled);
    }

    private Verdict verdict(Asked asked, Set<String> committed, Map<String, Integer> failed, Instant now) {
        String instance = asked.reference().sopInstanceUid();
        if (committed.contains(instance)) {
            return new Verdict.Committed();
        }
        if (!failed.containsKey(instance)) {
            return new Verdict.Unsaid();
        }
        int reason = failed.get(instance);
        String cause = "Not committed: failure reason %04XH".formatted(reason);
        Instant later = now.plus(delays.after(asked.attempts() + 1));
        if (FINAL_REASONS.contains(reason) || asked.attempts() + 1 >= attempts) {
            return new Verdict.GiveUp(cause);
        }
        return reason == FailedReference.DUPLICATE_TRANSACTION_UID
                ? new Verdict.AskAgain(later, cause)
                : new Verdict.StoreAgain(later, cause);
    }

    private static DimseRefusedException unknown(String callingAeTitle, CommitmentResult result) {
        log.atWarn()
                .addKeyValue("step", "ask")
                .addKeyValue("callingAeTitle", callingAeTitle)
                .addKeyValue("transactionUid", result.transactionUid())
                .log("A storage commitment result was refused: nobody here asked under this Transaction UID");
        return new DimseRefusedException(DimseStatus.invalidArgumentValue("Transaction UID is none of ours"));
    }
}
