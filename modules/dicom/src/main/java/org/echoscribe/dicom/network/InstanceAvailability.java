package org.echoscribe.dicom.network;

import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * Which instances of one study are ONLINE, and where to retrieve them (PS3.4 table R.3.2-1).
 *
 * @param studyInstanceUid of the study
 * @param retrieveAeTitle whom to ask for the instances
 * @param series those with instances that are available
 */
public record InstanceAvailability(String studyInstanceUid, String retrieveAeTitle, List<Series> series) {

    /**
     * One series.
     *
     * @param seriesInstanceUid of the series
     * @param instances those that are available; at least one
     */
    public record Series(String seriesInstanceUid, List<SopReference> instances) {
        /** Checks that there is something. */
        public Series {
            Uid.require(seriesInstanceUid, "Series Instance UID");
            instances = List.copyOf(instances);
            if (instances.isEmpty()) {
                throw new IllegalArgumentException("a series in a notification has at least one instance");
            }
        }
    }

    /** Checks that there is something. */
    public InstanceAvailability {
        Uid.require(studyInstanceUid, "Study Instance UID");
        AeTitle.require(retrieveAeTitle);
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a notification has at least one series");
        }
    }

    Attributes toDataSet() {
        Attributes dataSet = new Attributes()
                .setItems(Tag.ReferencedPerformedProcedureStepSequence)
                .setItems(
                        Tag.ReferencedSeriesSequence,
                        series.stream().map(this::item).toList());
        return CommitmentDataSets.putUid(dataSet, Tag.StudyInstanceUID, studyInstanceUid);
    }

    private Attributes item(Series one) {
        Attributes item = new Attributes()
                .setItems(
                        Tag.ReferencedSOPSequence,
                        one.instances().stream().map(this::item).toList());
        return CommitmentDataSets.putUid(item, Tag.SeriesInstanceUID, one.seriesInstanceUid());
    }

    private Attributes item(SopReference instance) {
        return CommitmentDataSets.item(instance)
                .set(Tag.RetrieveAETitle, retrieveAeTitle)
                .set(Tag.InstanceAvailability, "ONLINE");
    }
}
