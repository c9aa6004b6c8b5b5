package org.echoscribe.report;

import java.util.Optional;
import org.echoscribe.vocabulary.Code;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;

/**
 * How an outcome is coded.
 *
 * @param key what stands for the outcome in UID names
 * @param label what stands for it in a summary's comment
 * @param status View classification status, codes of CID 6042 and SNOMED CT
 * @param view the asserted view
 * @param reason why no view is asserted; present exactly where {@code view} is not
 * @param scores present where the network ran
 */
record OutcomeCodes(
        String key, String label, Code status, Optional<View> view, Optional<Code> reason, Optional<Scores> scores) {

    static final Code SUCCEEDED = new Code("111222", "DCM", "Succeeded");
    static final Code UNDETERMINED = new Code("82334004", "SCT", "Indeterminate");

    static final String CLASSIFIED = "classified";
    static final String INDETERMINATE = "indeterminate";
    static final String NOT_ATTEMPTED = "not attempted";
    static final String FAILED = "failed";

    static OutcomeCodes of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Classified classified ->
                new OutcomeCodes(
                        "classified",
                        CLASSIFIED,
                        SUCCEEDED,
                        Optional.of(classified.view()),
                        Optional.empty(),
                        Optional.of(classified.scores()));
            case Outcome.Abstained abstained ->
                new OutcomeCodes(
                        "abstained",
                        INDETERMINATE,
                        UNDETERMINED,
                        Optional.empty(),
                        Optional.of(Outcome.lowCertaintyCode()),
                        Optional.of(abstained.scores()));
            case Outcome.NotAttempted notAttempted ->
                withoutScores(
                        "not-attempted",
                        NOT_ATTEMPTED,
                        new Code("111225", "DCM", "Not Attempted"),
                        notAttempted.reason().code());
            case Outcome.Failed failed ->
                withoutScores(
                        "failed",
                        FAILED,
                        new Code("111224", "DCM", "Failed"),
                        failed.reason().code());
        };
    }

    private static OutcomeCodes withoutScores(String key, String label, Code status, Code reason) {
        return new OutcomeCodes(key, label, status, Optional.empty(), Optional.of(reason), Optional.empty());
    }

    /** The value of the private class or reason code. */
    String classOrReason() {
        return view.map(View::modelClass).or(() -> reason).orElseThrow().value();
    }
}
