package org.echoscribe.pipeline;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.echoscribe.journal.InstanceReference;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.StudyEnds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what peers do at the end of a study as the end of it, so that its summary need not wait for the quiet time. */
final class EndStudies {

    private static final Logger log = LoggerFactory.getLogger(EndStudies.class);

    private final Journal journal;
    private final Consumer<String> ended;

    /** @param ended told a Study Instance UID */
    EndStudies(Journal journal, Consumer<String> ended) {
        this.journal = journal;
        this.ended = ended;
    }

    /** A sender asks to commit instances: studies of which it names everything that has come are at their end. */
    void requested(String transactionUid, List<InstanceReference> references) {
        Set<String> named = new LinkedHashSet<>();
        references.forEach(reference -> named.add(reference.sopInstanceUid()));
        Set<String> studies = new LinkedHashSet<>();
        named.forEach(instance -> journal.loops()
                .ofSopInstance(instance)
                .forEach(object -> studies.add(object.loop().studyInstanceUid())));
        for (String study : studies) {
            List<String> all = journal.loops().ofStudy(study).stream()
                    .map(object -> object.loop().sopInstanceUid())
                    .toList();
            if (!study.isEmpty() && named.containsAll(all)) {
                Instant now = Instant.now();
                String sign = transactionUid + " " + study;
                if (journal.studyEnds().begin(StudyEnds.Kind.COMMITMENT, sign, List.of(study), now)) {
                    journal.studyEnds().refer(StudyEnds.Kind.COMMITMENT, sign, all, now);
                    end(StudyEnds.Kind.COMMITMENT, sign);
                }
            }
        }
    }

    /** What was begun under this UID has ended. */
    void end(StudyEnds.Kind kind, String uid) {
        for (String study : journal.studyEnds().end(kind, uid, Instant.now())) {
            log.atInfo()
                    .addKeyValue("step", "summarise")
                    .addKeyValue("studyInstanceUid", study)
                    .addKeyValue("sign", kind)
                    .log("A sign says that the study is complete");
            ended.accept(study);
        }
    }
}
