package org.echoscribe.node.backfill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.journal.BackfillStudy;

/** An archive over one association. */
final class DicomArchive implements Archive {
    private final DicomQuery query;
    private final String modality;
    private final Retrieval retrieval;

    DicomArchive(DicomQuery query, String modality, Retrieval retrieval) {
        this.query = query;
        this.modality = modality;
        this.retrieval = retrieval;
    }

    @Override
    public Found findStudies(StudyInterval interval, int most) throws IOException {
        Attributes identifier = identifier("STUDY")
                .setBytes(Tag.StudyDate, Vr.DA, ascii(interval.dateKey()))
                .set(Tag.ModalitiesInStudy, modality)
                .setEmpty(Tag.StudyInstanceUID);
        interval.timeKey().ifPresent(key -> identifier.setBytes(Tag.StudyTime, Vr.TM, ascii(key)));
        List<CandidateStudy> studies = new ArrayList<>();
        int[] matches = new int[1];
        DimseStatus status = query.find(identifier, match -> {
            List<String> modalities = match.strings(Tag.ModalitiesInStudy);
            boolean known = modalities.contains(modality);
            // An archive that does not know this key returns every study, with the key empty or not at all.
            if (known || modalities.stream().allMatch(String::isEmpty)) {
                match.string(Tag.StudyInstanceUID)
                        .map(uid -> new BackfillStudy(
                                uid,
                                match.string(Tag.StudyDate)
                                        .filter(date -> date.matches("\\d{8}"))
                                        .orElse(interval.days().firstDate())))
                        .ifPresent(study -> studies.add(new CandidateStudy(study, known)));
            }
            return ++matches[0] < most;
        });
        return new Found(studies, matches[0], status);
    }

    @Override
    public List<String> findSeries(BackfillStudy study) throws IOException {
        Attributes identifier = identifier("SERIES")
                .set(Tag.Modality, modality)
                .setBytes(Tag.StudyInstanceUID, Vr.UI, ascii(study.studyInstanceUid()))
                .setEmpty(Tag.SeriesInstanceUID);
        List<String> series = new ArrayList<>();
        DimseStatus status = query.find(identifier, match -> {
            if (match.string(Tag.Modality).map(modality::equals).orElse(true)) {
                match.string(Tag.SeriesInstanceUID).ifPresent(series::add);
            }
            return true;
        });
        if (!status.isSuccess()) {
            throw new ArchiveException(
                    "The query for the series of study " + study.studyInstanceUid() + " ended with status " + status);
        }
        return series;
    }

    @Override
    public RetrieveResult retrieve(BackfillStudy study, String seriesInstanceUid, IntConsumer arrived)
            throws IOException {
        Attributes identifier = identifier("SERIES")
                .setBytes(Tag.StudyInstanceUID, Vr.UI, ascii(study.studyInstanceUid()))
                .setBytes(Tag.SeriesInstanceUID, Vr.UI, ascii(seriesInstanceUid));
        return retrieval.retrieve(query, identifier, progress -> {
            arrived.accept(progress.arrived());
            return true;
        });
    }

    @Override
    public void close() {
        query.close();
    }

    private static Attributes identifier(String level) {
        return new Attributes().set(Tag.QueryRetrieveLevel, level);
    }

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
