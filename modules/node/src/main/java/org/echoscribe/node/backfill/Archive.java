package org.echoscribe.node.backfill;

import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.journal.BackfillStudy;

/** What a backfill asks of an archive, for one modality. Every method may find that the association has not lived. */
interface Archive extends AutoCloseable {

    /**
     * What one query for studies brought.
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

    /** Asks for studies, for no more than so many. */
    Found findStudies(StudyInterval interval, int most) throws IOException;

    /**
     * The Series Instance UIDs of the modality in a study.
     *
     * @throws ArchiveException when the archive does not say
     */
    List<String> findSeries(BackfillStudy study) throws IOException;

    /**
     * Has one series come.
     *
     * @param arrived is told how many objects of it have come so far, as often as the archive says so
     */
    RetrieveResult retrieve(BackfillStudy study, String seriesInstanceUid, IntConsumer arrived) throws IOException;

    @Override
    void close();
}
