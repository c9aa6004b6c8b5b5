package org.echoscribe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Spool;
import org.echoscribe.report.Completion;
import org.echoscribe.report.LoopResult;
import org.echoscribe.report.ReportPolicy;
import org.echoscribe.report.WriteContactSheet;
import org.echoscribe.report.sheet.Thumbnail;
import org.echoscribe.vocabulary.ModelIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A study's contact sheet. Its pictures are decoded anew from the spool, one loop after the other, and only what
 * {@link DecodeLoop} has masked is drawn. A sheet that the journal has already is not drawn again.
 */
final class DrawSheets {

    private static final Logger log = LoggerFactory.getLogger(DrawSheets.class);

    private final Journal journal;
    private final Spool spool;
    private final DecodeLoop decodeLoop;
    private final WriteContactSheet writeContactSheet = new WriteContactSheet();

    DrawSheets(Journal journal, Spool spool, ScreenMasks screenMasks) {
        this.journal = journal;
        this.spool = spool;
        this.decodeLoop = new DecodeLoop(screenMasks);
    }

    /** The sheet of a study's results; empty where it has been drawn before. */
    Optional<Attributes> of(List<LoopResult> results, Completion completion, ModelIdentity model, ReportPolicy policy)
            throws IOException {
        String uid = writeContactSheet.sopInstanceUid(results, completion, model, policy);
        return journal.reports().isOurs(uid)
                ? Optional.empty()
                : Optional.of(writeContactSheet.write(results, completion, model, policy, this::thumbnail));
    }

    private Optional<Thumbnail> thumbnail(LoopResult result, int side) {
        Optional<ReceivedLoop> stored = journal.loops()
                .find(result.loop().sopInstanceUid(), result.loop().contentSha256());
        try {
            return stored.isEmpty()
                    ? Optional.empty()
                    : decodeLoop
                            .maskedFrame(DataSetReader.read(
                                    spool.file(stored.get().object().spoolPath())))
                            .map(frame -> frame.scaledTo(side))
                            .map(frame -> new Thumbnail(frame.side(), frame.rgb()));
        } catch (IOException | RuntimeException e) {
            log.atWarn()
                    .addKeyValue("step", "summarise")
                    .addKeyValue("sopInstanceUid", result.loop().sopInstanceUid())
                    .log("The contact sheet has no picture of this loop: {}", e.toString());
            return Optional.empty();
        }
    }
}
