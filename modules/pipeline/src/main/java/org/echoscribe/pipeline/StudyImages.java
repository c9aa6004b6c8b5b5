package org.echoscribe.pipeline;

import java.util.List;
import java.util.Set;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;

/**
 * Which objects of a study are told in its summary: its pictures, each once. Reports and other documents are none, and
 * neither is what this node wrote itself: an archive may send its contact sheets back.
 */
final class StudyImages {

    private static final Set<String> IMAGES = Set.of(
            Uids.UltrasoundMultiFrameImageStorage,
            Uids.UltrasoundMultiFrameImageStorageRetired,
            Uids.UltrasoundImageStorage,
            Uids.UltrasoundImageStorageRetired,
            Uids.EnhancedUSVolumeStorage,
            Uids.SecondaryCaptureImageStorage,
            Uids.MultiFrameSingleBitSecondaryCaptureImageStorage,
            Uids.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
            Uids.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
            Uids.MultiFrameTrueColorSecondaryCaptureImageStorage);

    private final Journal journal;

    StudyImages(Journal journal) {
        this.journal = journal;
    }

    List<ReceivedLoop> of(List<ReceivedLoop> objects) {
        return objects.stream().filter(this::isOne).toList();
    }

    /** An object that came again with the same pixel data is the same picture. */
    boolean isOne(ReceivedLoop object) {
        return IMAGES.contains(object.loop().sopClassUid())
                && object.samePixelsAs().isEmpty()
                && !journal.reports().isOurs(object.loop().sopInstanceUid());
    }
}
