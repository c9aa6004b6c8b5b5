package org.echoscribe.dicom.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The presentation contexts in which an ultrasound study is received by C-GET. An archive sends an object in the one transfer
 * syntax that it chose for a context, so each encoding that loops are kept in has a context of its own: nothing needs to be
 * decompressed on the way.
 */
public final class RetrievalContexts {
    private static final List<AcceptedTransferSyntax> UNCOMPRESSED =
            List.of(AcceptedTransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, AcceptedTransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private static final List<AcceptedTransferSyntax> OF_STILLS = List.of(
            AcceptedTransferSyntax.JPEG_BASELINE,
            AcceptedTransferSyntax.RLE_LOSSLESS,
            AcceptedTransferSyntax.JPEG_LOSSLESS_SV1,
            AcceptedTransferSyntax.JPEG_2000_LOSSLESS,
            AcceptedTransferSyntax.JPEG_2000);

    private static final List<AcceptedTransferSyntax> OF_LOOPS = List.of(
            AcceptedTransferSyntax.JPEG_BASELINE,
            AcceptedTransferSyntax.RLE_LOSSLESS,
            AcceptedTransferSyntax.JPEG_EXTENDED,
            AcceptedTransferSyntax.JPEG_LOSSLESS,
            AcceptedTransferSyntax.JPEG_LOSSLESS_SV1,
            AcceptedTransferSyntax.JPEG_LS_LOSSLESS,
            AcceptedTransferSyntax.JPEG_LS_NEAR_LOSSLESS,
            AcceptedTransferSyntax.JPEG_2000_LOSSLESS,
            AcceptedTransferSyntax.JPEG_2000,
            AcceptedTransferSyntax.HTJ2K_LOSSLESS,
            AcceptedTransferSyntax.MPEG2_MAIN,
            AcceptedTransferSyntax.MPEG2_HIGH,
            AcceptedTransferSyntax.H264_HIGH_41,
            AcceptedTransferSyntax.H264_BD_41,
            AcceptedTransferSyntax.HEVC_MAIN_51);

    private RetrievalContexts() {}

    /** What to propose: fewer than the 125 contexts that {@link DicomQuery} leaves free. */
    public static List<PresentationContextRequest> ofUltrasound() {
        List<PresentationContextRequest> contexts = new ArrayList<>();
        for (StorageSopClass sopClass : StorageSopClass.values()) {
            for (AcceptedTransferSyntax encoding : compressed(sopClass)) {
                contexts.add(PresentationContextRequest.of(sopClass.uid(), encoding.uid()));
            }
            contexts.add(new PresentationContextRequest(
                    sopClass.uid(),
                    UNCOMPRESSED.stream().map(AcceptedTransferSyntax::uid).toList()));
        }
        return List.copyOf(contexts);
    }

    private static List<AcceptedTransferSyntax> compressed(StorageSopClass sopClass) {
        return switch (sopClass) {
            case ULTRASOUND_MULTI_FRAME, ULTRASOUND_MULTI_FRAME_RETIRED, ENHANCED_US_VOLUME -> OF_LOOPS;
            case ULTRASOUND, ULTRASOUND_RETIRED, SECONDARY_CAPTURE, MULTI_FRAME_TRUE_COLOR_SC -> OF_STILLS;
            default -> List.of();
        };
    }
}
