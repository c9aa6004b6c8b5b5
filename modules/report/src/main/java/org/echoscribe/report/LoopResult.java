package org.echoscribe.report;

import java.time.Instant;
import java.util.Optional;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;

/**
 * What became of one received object: all that a report says about it.
 *
 * @param loop the object's identity
 * @param header the object's data set
 * @param outcome the decision
 * @param framesUsed what the network read
 * @param analysedAt when the analysis started, as it was first recorded: a repeated run passes the first time again
 * @param sopInstanceUidReused true when an object with the same SOP Instance UID and other content came before: both get
 *     reports, under different UIDs
 * @param patientChanged true when the first object of the study names another patient: its reports form series of their
 *     own, so that no series mixes patients
 * @param decider who decided it, where that is not the model that its document is written for
 * @param verified what a person says about it; goes before the outcome wherever one of both is told
 */
public record LoopResult(
        Loop loop,
        SourceHeader header,
        Outcome outcome,
        FramesUsed framesUsed,
        Instant analysedAt,
        boolean sopInstanceUidReused,
        boolean patientChanged,
        Optional<Decider> decider,
        Optional<VerifiedLabel> verified) {

    public LoopResult {
        if (!loop.sopInstanceUid().equals(header.sopInstanceUid())) {
            throw new IllegalArgumentException("The header is that of another object: " + header.sopInstanceUid()
                    + " instead of " + loop.sopInstanceUid());
        }
    }

    /** The same result with, or without, a person's word. */
    public LoopResult verifiedAs(Optional<VerifiedLabel> label) {
        return new LoopResult(
                loop, header, outcome, framesUsed, analysedAt, sopInstanceUidReused, patientChanged, decider, label);
    }

    /** The same result, decided by this model. */
    public LoopResult by(Decider other) {
        return new LoopResult(
                loop,
                header,
                outcome,
                framesUsed,
                analysedAt,
                sopInstanceUidReused,
                patientChanged,
                Optional.of(other),
                verified);
    }

    /** A result that no person has looked at, of the model that its document is written for. */
    public LoopResult(
            Loop loop,
            SourceHeader header,
            Outcome outcome,
            FramesUsed framesUsed,
            Instant analysedAt,
            boolean sopInstanceUidReused,
            boolean patientChanged) {
        this(
                loop,
                header,
                outcome,
                framesUsed,
                analysedAt,
                sopInstanceUidReused,
                patientChanged,
                Optional.empty(),
                Optional.empty());
    }

    /** The result of an object whose SOP Instance UID no other object has, and whose study is about one patient. */
    public LoopResult(Loop loop, SourceHeader header, Outcome outcome, FramesUsed framesUsed, Instant analysedAt) {
        this(loop, header, outcome, framesUsed, analysedAt, false, false);
    }
}
