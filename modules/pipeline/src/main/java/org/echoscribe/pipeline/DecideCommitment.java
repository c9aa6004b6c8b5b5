package org.echoscribe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.journal.Forwards.Fate;
import org.echoscribe.journal.Forwards.State;
import org.echoscribe.journal.InstanceReference;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedCommitment;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;

/**
 * Decides what is committed of what a sender asked for: what is here byte for byte and, where objects go on to destinations
 * that must commit them, what all of those have committed.
 */
final class DecideCommitment {

    private final Journal journal;
    private final Spool spool;
    private final Map<String, DestinationOptions> destinations;

    /** What stands in the way of one instance. */
    private enum Standing {
        KEPT,
        WAITS,
        REFUSED
    }

    DecideCommitment(Journal journal, Spool spool, Map<String, DestinationOptions> destinations) {
        this.journal = journal;
        this.spool = spool;
        this.destinations = destinations;
    }

    /**
     * What the sender is to be told; empty while a destination has not committed yet.
     *
     * @throws IOException when the disk cannot be read now
     */
    Optional<CommitmentResult> decide(ReceivedCommitment request) throws IOException {
        List<String> mustCommit = mustCommit(request.callingAeTitle());
        boolean waits = false;
        for (InstanceReference asked : request.references()) {
            waits |= standing(journal.loops().ofSopInstance(asked.sopInstanceUid()), mustCommit) == Standing.WAITS;
        }
        if (waits) {
            return Optional.empty();
        }
        List<SopReference> committed = new ArrayList<>();
        List<FailedReference> failed = new ArrayList<>();
        for (InstanceReference asked : request.references()) {
            SopReference reference = new SopReference(asked.sopClassUid(), asked.sopInstanceUid());
            OptionalInt reason = failureReason(asked, mustCommit);
            if (reason.isPresent()) {
                failed.add(new FailedReference(reference, reason.getAsInt()));
            } else {
                committed.add(reference);
            }
        }
        return Optional.of(new CommitmentResult(request.transactionUid(), committed, failed));
    }

    private OptionalInt failureReason(InstanceReference asked, List<String> mustCommit) throws IOException {
        List<ReceivedLoop> objects = journal.loops().ofSopInstance(asked.sopInstanceUid());
        if (objects.isEmpty()) {
            return OptionalInt.of(FailedReference.NO_SUCH_OBJECT_INSTANCE);
        }
        if (objects.stream().noneMatch(object -> object.loop().sopClassUid().equals(asked.sopClassUid()))) {
            return OptionalInt.of(FailedReference.CLASS_INSTANCE_CONFLICT);
        }
        if (standing(objects, mustCommit) != Standing.KEPT) {
            return OptionalInt.of(FailedReference.PROCESSING_FAILURE);
        }
        for (ReceivedLoop object : objects) {
            if (!spool.holds(object.object())) {
                return OptionalInt.of(FailedReference.PROCESSING_FAILURE);
            }
        }
        return OptionalInt.empty();
    }

    /** Whoever asks is not waited for himself. */
    private List<String> mustCommit(String callingAeTitle) {
        return destinations.entrySet().stream()
                .filter(destination -> destination.getValue().services().forward()
                        && destination.getValue().services().commitment()
                        && !destination.getValue().address().aeTitle().equals(callingAeTitle))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is not on its way yet, such as what came before the destination was configured, is sent on its way here. */
    private Standing standing(List<ReceivedLoop> objects, List<String> mustCommit) {
        Standing standing = Standing.KEPT;
        for (ReceivedLoop object : objects) {
            for (String destination : mustCommit) {
                Optional<Fate> fate = journal.forwards().fate(object.number(), destination);
                if (fate.isPresent() && fate.get().committed()) {
                    continue;
                }
                switch (fate.map(Fate::state).orElse(State.DELIVERED)) {
                    case FAILED, DISCARDED -> standing = Standing.REFUSED;
                    case WAITING, STORED -> {
                        return Standing.WAITS;
                    }
                    case DELIVERED -> {
                        journal.forwards().requireCommitted(object.number(), destination, Instant.now());
                        return Standing.WAITS;
                    }
                }
            }
        }
        return standing;
    }
}
