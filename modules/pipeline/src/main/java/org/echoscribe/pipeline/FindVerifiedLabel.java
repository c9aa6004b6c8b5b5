package org.echoscribe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.Statement;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.Reader;
import org.echoscribe.report.VerifiedLabel;
import org.echoscribe.report.ViewLabel;
import org.echoscribe.report.ViewReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a person says of a loop: in the document itself, because only that names the person. */
final class FindVerifiedLabel {

    private static final Logger log = LoggerFactory.getLogger(FindVerifiedLabel.class);

    private static final Reader UNNAMED = new Reader("Unnamed", "");

    private final Journal journal;
    private final Spool spool;
    private final ReadViewReport readViewReport = new ReadViewReport();

    FindVerifiedLabel(Journal journal, Spool spool) {
        this.journal = journal;
        this.spool = spool;
    }

    Optional<VerifiedLabel> of(ReceivedLoop loop) {
        return journal.statements().holding(loop).filter(Statement::verified).map(statement -> label(loop, statement));
    }

    private VerifiedLabel label(ReceivedLoop loop, Statement statement) {
        Optional<ViewReport> report = report(statement.documentUid());
        Reader reader = report.flatMap(ViewReport::reader).orElse(UNNAMED);
        Optional<ViewLabel> label = report.flatMap(read -> read.labels().stream()
                .filter(each -> each.sourceSopInstanceUid().equals(loop.loop().sopInstanceUid()))
                .findFirst());
        boolean foreign = statement.asserted() && statement.view().isEmpty();
        return foreign && label.isPresent()
                ? new VerifiedLabel(
                        Optional.empty(),
                        label.get().imageView(),
                        label.get().imageViewModifier(),
                        reader,
                        statement.documentUid())
                : VerifiedLabel.of(statement.view(), reader, statement.documentUid());
    }

    private Optional<ViewReport> report(String documentUid) {
        try {
            Optional<Report> ours = journal.reports().find(documentUid);
            if (ours.isPresent()) {
                Attributes document =
                        DataSetReader.readDataSet(ours.get().dataSet(), TransferSyntax.ExplicitVrLittleEndian);
                return readViewReport.read(document);
            }
            List<ReceivedLoop> received = journal.loops().ofSopInstance(documentUid);
            return received.isEmpty()
                    ? Optional.empty()
                    : readViewReport.read(DataSetReader.readHeader(
                                    spool.file(received.getFirst().object().spoolPath()), Tag.PixelData)
                            .dataSet());
        } catch (IOException | RuntimeException e) {
            log.atWarn()
                    .addKeyValue("documentUid", documentUid)
                    .log(
                            "A verified document cannot be read any more; its label holds without the reader's name: {}",
                            e.toString());
            return Optional.empty();
        }
    }
}
