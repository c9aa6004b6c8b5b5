package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.echoscribe.dicom.network.CommitmentHandler;
import org.echoscribe.dicom.network.CommitmentRequest;
import org.echoscribe.dicom.network.CommitmentRequestor;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.journal.AskedCommitments.Asked;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Turn;
import org.echoscribe.journal.Verdict;
import org.echoscribe.journal.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ask: requests one destination to commit what it has stored (PS3.4 annex J, as SCU). The result comes later, most often on
 * an association that the destination opens; one that does not come is asked for again, and in the end given up.
 */
final class AskCommitment implements Worker {

    private static final Logger log = LoggerFactory.getLogger(AskCommitment.class);

    private static final int MOST_PER_REQUEST = 500;

    private final Journal journal;
    private final PipelineOptions options;
    private final CommitmentHandler results;
    private final Consumer<String> givenUp;

    /**
     * @param results takes what is reported on our own association
     * @param givenUp told the SOP Instance UID of what is not asked for any more
     */
    AskCommitment(Journal journal, PipelineOptions options, CommitmentHandler results, Consumer<String> givenUp) {
        this.journal = journal;
        this.options = options;
        this.results = results;
        this.givenUp = givenUp;
    }

    @Override
    public Ending work(Turn turn) throws IOException {
        String name = turn.key();
        DestinationOptions destination = options.destinations().get(name);
        if (destination == null) {
            return new Ending.Again(Instant.now().plus(SendWaiting.UNTIL_AN_UNKNOWN_DESTINATION_IS_LOOKED_AT_AGAIN));
        }
        for (List<Asked> due = due(name); !due.isEmpty(); due = due(name)) {
            giveUpOrAsk(name, destination, due);
        }
        return journal.askedCommitments()
                .nextDue(name)
                .<Ending>map(Ending.Again::new)
                .orElseGet(Ending.Done::new);
    }

    private List<Asked> due(String destination) {
        return journal.askedCommitments().due(destination, Instant.now(), MOST_PER_REQUEST);
    }

    private void giveUpOrAsk(String name, DestinationOptions destination, List<Asked> due) throws IOException {
        List<Asked> exhausted = due.stream()
                .filter(instance -> instance.requests() >= options.services().commitmentRequests())
                .toList();
        if (exhausted.isEmpty()) {
            ask(name, destination, due);
            return;
        }
        String cause =
                "Was asked " + options.services().commitmentRequests() + " times to commit it and never reported";
        journal.askedCommitments().giveUp(exhausted, cause, Instant.now());
        log.atError()
                .addKeyValue("step", "ask")
                .addKeyValue("destination", name)
                .addKeyValue("instances", exhausted.size())
                .log("The destination never reports storage commitment; these instances are dead letters now");
        exhausted.forEach(instance -> givenUp.accept(instance.reference().sopInstanceUid()));
    }

    private void ask(String name, DestinationOptions destination, List<Asked> due) throws IOException {
        String transaction = CommitmentRequest.newTransactionUid();
        List<SopReference> references = due.stream()
                .map(asked -> new SopReference(
                        asked.reference().sopClassUid(), asked.reference().sopInstanceUid()))
                .toList();
        try (CommitmentRequestor requestor =
                CommitmentRequestor.connect(destination.address(), options.aeTitle(), results, options.limits())) {
            journal.askedCommitments().begin(transaction, due, Instant.now());
            DimseStatus answer = requestor.request(new CommitmentRequest(transaction, references));
            asked(transaction, answer);
            (answer.isFailure() ? log.atWarn() : log.atInfo())
                    .addKeyValue("step", "ask")
                    .addKeyValue("destination", name)
                    .addKeyValue("transactionUid", transaction)
                    .addKeyValue("instances", due.size())
                    .addKeyValue("status", answer)
                    .log("Asked for storage commitment");
            if (!answer.isFailure()) {
                awaitReport(requestor);
            }
        }
    }

    private void asked(String transaction, DimseStatus answer) {
        String cause = answer.isFailure()
                ? "It refused to commit it: status " + answer
                : "It was asked to commit it and has not reported yet";
        Instant now = Instant.now();
        journal.askedCommitments()
                .judge(
                        transaction,
                        instance -> new Verdict.AskAgain(
                                now.plus(options.services().commitmentDelays().after(instance.requests() + 1)), cause),
                        now);
    }

    /** A destination that ends the association instead will report on its own, or be asked again. */
    private void awaitReport(CommitmentRequestor requestor) {
        Duration patience = options.services().resultOnSameAssociation();
        if (patience.isPositive()) {
            try {
                boolean _ = requestor.awaitReport(patience);
            } catch (IOException e) {
                log.atDebug().setCause(e).log("No storage commitment result came on our own association");
            }
        }
    }
}
