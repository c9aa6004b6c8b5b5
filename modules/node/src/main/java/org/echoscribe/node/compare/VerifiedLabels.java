package org.echoscribe.node.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFormatException;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.journal.Report;
import org.echoscribe.report.ReadViewReport;
import org.echoscribe.report.ViewReport;
import org.echoscribe.vocabulary.View;

/**
 * The views that people have verified, as far as the node knows: by VERIFIED Structured Reports that it has written for a
 * person or received from anybody. Of several about one loop the newest counts.
 */
public final class VerifiedLabels {

    /** Every storage SOP class of Structured Reports begins so. */
    private static final String STRUCTURED_REPORTS = "1.2.840.10008.5.1.4.1.1.88.";

    private final Journal journal;
    private final Path spool;
    private final ReadViewReport readViewReport = new ReadViewReport();

    /** @param dataDirectory the node's */
    public VerifiedLabels(Journal journal, Path dataDirectory) {
        this.journal = journal;
        this.spool = dataDirectory.resolve("spool");
    }

    /** The verified views in these studies, by SOP Instance UID. */
    public Map<String, View> of(Collection<String> studyInstanceUids) throws IOException {
        Map<String, View> views = new LinkedHashMap<>();
        for (String study : studyInstanceUids) {
            for (ReceivedLoop object : journal.loops().ofStudy(study)) {
                if (object.loop().sopClassUid().startsWith(STRUCTURED_REPORTS)) {
                    add(received(spool.resolve(object.object().spoolPath())), views);
                }
            }
            for (Report report : journal.reports().ofStudy(study, Report.Kind.CORRECTION)) {
                add(
                        Optional.of(DataSetReader.readDataSet(report.dataSet(), TransferSyntax.ExplicitVrLittleEndian)),
                        views);
            }
        }
        return views;
    }

    private static Optional<Attributes> received(Path file) throws IOException {
        try {
            return Optional.of(DataSetReader.read(file).dataSet());
        } catch (DicomFormatException e) {
            return Optional.empty();
        }
    }

    private void add(Optional<Attributes> document, Map<String, View> views) {
        document.flatMap(readViewReport::read)
                .filter(ViewReport::verified)
                .ifPresent(report -> report.labels()
                        .forEach(label ->
                                label.view().ifPresent(view -> views.put(label.sourceSopInstanceUid(), view))));
    }
}
