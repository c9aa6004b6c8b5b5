package org.echoscribe.pipeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.Reception;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.report.SourceHeader;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue: a stored object becomes a row of the journal, together with its turn to be labelled, or with its outcome where
 * that is known already, and on its way to other destinations. On return all of it is durable.
 */
final class RecordObject {

    private static final Logger log = LoggerFactory.getLogger(RecordObject.class);

    /**
     * What was found and made.
     *
     * @param decided the outcome that was recorded with a new object of a study
     */
    record Recorded(Reception reception, Optional<Outcome.NotAttempted> decided) {}

    private final Journal journal;
    private final Function<StoreRequest, Priority> priority;
    private final Function<StoreRequest, List<String>> forwardTo;
    private final Consumer<List<String>> forwards;

    /**
     * @param forwardTo the names of the destinations that an object goes on to
     * @param forwards told them once the object waits for them
     */
    RecordObject(
            Journal journal,
            Function<StoreRequest, Priority> priority,
            Function<StoreRequest, List<String>> forwardTo,
            Consumer<List<String>> forwards) {
        this.journal = journal;
        this.priority = priority;
        this.forwardTo = forwardTo;
        this.forwards = forwards;
    }

    Recorded record(StoreRequest request, Attributes header, Loop loop, StoredObject stored) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<String> destinations = forwardTo.apply(request);
        List<String> missing = SourceHeader.missing(header);
        Recorded recorded = missing.isEmpty()
                ? ofStudy(request, header, loop, stored, destinations, now)
                : new Recorded(setAside(request, loop, stored, missing, destinations, now), Optional.empty());
        forwards.accept(destinations);
        return recorded;
    }

    private Recorded ofStudy(
            StoreRequest request,
            Attributes header,
            Loop loop,
            StoredObject stored,
            List<String> destinations,
            Instant now) {
        String sender = request.association().callingAeTitle();
        Optional<Outcome.NotAttempted> decided = decided(request, header);
        Reception reception = decided.isPresent()
                ? journal.receptions()
                        .recordDecided(loop, stored, sender, destinations, priority.apply(request), now, decided.get())
                : journal.receptions().record(loop, stored, sender, destinations, priority.apply(request), now);
        return new Recorded(reception, decided.filter(_ -> reception instanceof Reception.New));
    }

    /** What its class says of the object, where command and data set agree on the class. */
    private static Optional<Outcome.NotAttempted> decided(StoreRequest request, Attributes header) {
        return header.string(Tag.SOPClassUID)
                .filter(request.sopClassUid()::equals)
                .flatMap(DecideByClass::outcome);
    }

    private Reception setAside(
            StoreRequest request,
            Loop loop,
            StoredObject stored,
            List<String> missing,
            List<String> destinations,
            Instant now) {
        log.atWarn()
                .addKeyValue("step", "receive")
                .addKeyValue("sopInstanceUid", loop.sopInstanceUid())
                .log("The object is stored and nothing is derived from it: it lacks {}", missing);
        Outcome.NotAttempted outcome = new Outcome.NotAttempted(
                NotAttemptedReason.UNSUPPORTED_IMAGE_TYPE, "the object lacks " + String.join(", ", missing));
        return journal.receptions()
                .setAside(loop, stored, request.association().callingAeTitle(), destinations, now, outcome);
    }
}
