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

/** One association with the archive, and what a backfill asks of it. */
final class Archive implements AutoCloseable {

    /**
     * What one C-FIND at study level brought.
     *
     * @param studies those that have, or may have, the modality
     * @param matches how many studies matched, whatever their modality
     * @param status how it ended
     */
    record Found(List<CandidateStudy> studies, int matches, DimseStatus status) {}

    /**
     * A study that matched.
     *
     * @param modalityKnown whether the archive said that the modality is among those of the study
     */
    record CandidateStudy(BackfillStudy study, boolean modalityKnown) {}

    private final DicomQuery query;
    private final String modality;
    private final Retrieval retrieval;

    Archive(DicomQuery query, String modality, Retrieval retrieval) {
        this.query = query;
        this.modality = modality;
        this.retrieval = retrieval;
    }

    /** Asks for studies, for no more than so many. */
    Found findStudies(StudyInterval interval, int most) throws IOException {
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

    /** The Series Instance UIDs of the modality in a study. */
    List<String> findSeries(BackfillStudy study) throws IOException {
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

    /**
     * Has one series come.
     *
     * @param arrived is told how many objects of it have come so far, as often as the archive says so
     */
    RetrieveResult retrieve(BackfillStudy study, String seriesInstanceUid, IntConsumer arrived) throws IOException {
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
