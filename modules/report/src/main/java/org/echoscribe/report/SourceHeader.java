package org.echoscribe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * The data set of a received object, without its pixel data, that has what a report must refer to: SOP Class, SOP
 * Instance, Study Instance and Series Instance UID. An object that lacks one of them is stored, and no report is derived
 * from it: an invented UID would tie the report to nothing. The same holds for UIDs that break PS3.5 9.1, with leading
 * zeros for instance: SR readers refuse a whole document for one such reference.
 *
 * @param dataSet must not be changed afterwards
 */
public record SourceHeader(Attributes dataSet) {

    private static final Pattern UID = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*");
    private static final int LONGEST_UID = 64;

    /**
     * Takes a complete header.
     *
     * @throws IllegalArgumentException naming the attributes of {@link #missing}, if there are any
     */
    public SourceHeader {
        List<String> missing = missing(dataSet);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("No report can be derived from an object without valid " + missing);
        }
    }

    /** The header, unless it lacks what {@link #missing} names. */
    public static Optional<SourceHeader> of(Attributes dataSet) {
        return missing(dataSet).isEmpty() ? Optional.of(new SourceHeader(dataSet)) : Optional.empty();
    }

    /** The keywords of the attributes that a report needs and that are absent or no valid UIDs; never a value. */
    public static List<String> missing(Attributes dataSet) {
        List<String> missing = new ArrayList<>();
        if (!hasUid(dataSet, Tag.SOPClassUID)) {
            missing.add("SOPClassUID");
        }
        if (!hasUid(dataSet, Tag.SOPInstanceUID)) {
            missing.add("SOPInstanceUID");
        }
        if (!hasUid(dataSet, Tag.StudyInstanceUID)) {
            missing.add("StudyInstanceUID");
        }
        if (!hasUid(dataSet, Tag.SeriesInstanceUID)) {
            missing.add("SeriesInstanceUID");
        }
        return missing;
    }

    private static boolean hasUid(Attributes dataSet, int tag) {
        return dataSet.string(tag)
                .filter(uid -> uid.length() <= LONGEST_UID && UID.matcher(uid).matches())
                .isPresent();
    }

    public String sopClassUid() {
        return dataSet.string(Tag.SOPClassUID).orElseThrow();
    }

    public String sopInstanceUid() {
        return dataSet.string(Tag.SOPInstanceUID).orElseThrow();
    }

    public String studyInstanceUid() {
        return dataSet.string(Tag.StudyInstanceUID).orElseThrow();
    }

    public String seriesInstanceUid() {
        return dataSet.string(Tag.SeriesInstanceUID).orElseThrow();
    }

    /** Instance Number (0020,0013), where the sender gave one. */
    public OptionalInt instanceNumber() {
        return dataSet.integer(Tag.InstanceNumber);
    }
}
