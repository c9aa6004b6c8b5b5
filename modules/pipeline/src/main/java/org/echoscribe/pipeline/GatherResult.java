package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.ReadLimits;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.journal.DecisionRules;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Labelling;
import org.echoscribe.journal.Models;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;
import org.echoscribe.report.Decider;
import org.echoscribe.report.FramesUsed;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.PatientIdentity;
import org.echoscribe.report.SourceHeader;
import org.echoscribe.vocabulary.ModelIdentity;

/** What the ledger, the object's own header and people say about one loop, put together for the writers of reports. */
final class GatherResult {

    private final Journal journal;
    private final Spool spool;
    private final NetworksInService networks;
    private final FindVerifiedLabel findVerifiedLabel;

    GatherResult(Journal journal, Spool spool, NetworksInService networks) {
        this.networks = networks;
        this.journal = journal;
        this.spool = spool;
        this.findVerifiedLabel = new FindVerifiedLabel(journal, spool);
    }

    LoopResult of(ReceivedLoop loop, Labelling labelling) throws IOException {
        SourceHeader header = new SourceHeader(header(loop));
        FramesUsed framesUsed = FramesUsed.ofIndices(
                labelling.frameIndices().stream().mapToInt(Integer::intValue).toArray(),
                labelling.totalFrames(),
                labelling.repeatedCyclically());
        return new LoopResult(
                loop.loop(),
                header,
                labelling.outcome(),
                framesUsed,
                labelling.analysisStartedAt(),
                loop.uidUsedBefore(),
                namesAnotherPatient(loop, header.dataSet()),
                Optional.of(decider(labelling)),
                findVerifiedLabel.of(loop));
    }

    /**
     * Who decided. What is older than the memory of models, or had no model's part in it, is told by the one that serves;
     * a model that is known by its digest alone is taken to be synthetic, which claims less.
     */
    private Decider decider(Labelling labelling) {
        Optional<Models.Decider> known = journal.models().of(labelling);
        if (known.isPresent()) {
            DecisionRules rules = known.get().rules();
            return new Decider(
                    known.get().model(), rules.minimumCertainty(), rules.minimumFrames(), rules.preprocessingId());
        }
        ServedNetwork serving = networks.current();
        boolean isServing = labelling.modelSha256().isEmpty()
                || labelling.modelSha256().equals(serving.identity().sha256());
        DecisionRules rules = serving.rules();
        return new Decider(
                isServing
                        ? serving.identity()
                        : new ModelIdentity("unknown", "unknown", "unknown", labelling.modelSha256(), true),
                rules.minimumCertainty(),
                rules.minimumFrames(),
                rules.preprocessingId());
    }

    /** The study's first object says whose study it is. */
    private boolean namesAnotherPatient(ReceivedLoop loop, Attributes header) throws IOException {
        Optional<ReceivedLoop> first = journal.loops().firstOfStudy(loop.loop().studyInstanceUid());
        return first.isPresent()
                && first.get().number() != loop.number()
                && !PatientIdentity.of(header).equals(PatientIdentity.of(header(first.get())));
    }

    /**
     * What describes an object. Where its bytes are damaged, what stands before its pixel data ends with its UIDs, which
     * could be read when it was received: one damaged object must not keep its whole study without reports.
     */
    private Attributes header(ReceivedLoop loop) throws IOException {
        Path file = spool.file(loop.object().spoolPath());
        try {
            return DataSetReader.readHeader(file, Tag.PixelData, ReadLimits.HEADER)
                    .dataSet();
        } catch (DicomFormatException damaged) {
            return DataSetReader.readHeader(file, ReceiveLoop.AFTER_SERIES_INSTANCE_UID, ReadLimits.HEADER)
                    .dataSet();
        }
    }
}
