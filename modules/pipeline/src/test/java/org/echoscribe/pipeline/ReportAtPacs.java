package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;

/**
 * What a PACS sees of one of our reports.
 *
 * @param seriesNumber 9901 for the report of a loop, 9902 for a summary
 * @param source the first object that it gives as evidence
 * @param predecessor the report that it replaces
 */
record ReportAtPacs(String seriesNumber, String source, Optional<String> predecessor) {

    static ReportAtPacs read(Path file) throws IOException {
        Attributes report = DataSetReader.read(file).dataSet();
        return new ReportAtPacs(
                report.string(Tag.SeriesNumber).orElseThrow(),
                reference(report, Tag.CurrentRequestedProcedureEvidenceSequence).orElseThrow(),
                reference(report, Tag.PredecessorDocumentsSequence));
    }

    /** The loop that it reports; empty for a summary. */
    Optional<String> loop() {
        return seriesNumber.equals("9901") ? Optional.of(source) : Optional.empty();
    }

    boolean isSummary() {
        return seriesNumber.equals("9902");
    }

    private static Optional<String> reference(Attributes report, int sequence) {
        return report.item(sequence)
                .flatMap(study -> study.item(Tag.ReferencedSeriesSequence))
                .flatMap(series -> series.item(Tag.ReferencedSOPSequence))
                .flatMap(instance -> instance.string(Tag.ReferencedSOPInstanceUID));
    }
}
