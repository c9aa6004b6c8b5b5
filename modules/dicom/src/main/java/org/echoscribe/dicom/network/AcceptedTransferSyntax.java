package org.echoscribe.dicom.network;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transfer syntaxes in which objects are accepted (PS3.5 section 10 and annex A), with their rank when a context
 * proposes several: first what the machine already has compressed, since asking for less makes it decode and send more.
 * Bytes are stored as received, so what cannot be decoded here is still accepted.
 */
enum AcceptedTransferSyntax {
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Rank.PREFERRED),
    RLE_LOSSLESS("1.2.840.10008.1.2.5", Rank.SECOND),

    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Rank.COMPRESSED),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Rank.COMPRESSED),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", Rank.COMPRESSED),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", Rank.COMPRESSED),
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", Rank.COMPRESSED),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Rank.COMPRESSED),
    JPEG_2000("1.2.840.10008.1.2.4.91", Rank.COMPRESSED),
    MPEG2_MAIN("1.2.840.10008.1.2.4.100", Rank.COMPRESSED),
    MPEG2_MAIN_FRAGMENTABLE("1.2.840.10008.1.2.4.100.1", Rank.COMPRESSED),
    MPEG2_HIGH("1.2.840.10008.1.2.4.101", Rank.COMPRESSED),
    MPEG2_HIGH_FRAGMENTABLE("1.2.840.10008.1.2.4.101.1", Rank.COMPRESSED),
    H264_HIGH_41("1.2.840.10008.1.2.4.102", Rank.COMPRESSED),
    H264_HIGH_41_FRAGMENTABLE("1.2.840.10008.1.2.4.102.1", Rank.COMPRESSED),
    H264_BD_41("1.2.840.10008.1.2.4.103", Rank.COMPRESSED),
    H264_BD_41_FRAGMENTABLE("1.2.840.10008.1.2.4.103.1", Rank.COMPRESSED),
    H264_2D_42("1.2.840.10008.1.2.4.104", Rank.COMPRESSED),
    H264_2D_42_FRAGMENTABLE("1.2.840.10008.1.2.4.104.1", Rank.COMPRESSED),
    H264_3D_42("1.2.840.10008.1.2.4.105", Rank.COMPRESSED),
    H264_3D_42_FRAGMENTABLE("1.2.840.10008.1.2.4.105.1", Rank.COMPRESSED),
    H264_STEREO_42("1.2.840.10008.1.2.4.106", Rank.COMPRESSED),
    H264_STEREO_42_FRAGMENTABLE("1.2.840.10008.1.2.4.106.1", Rank.COMPRESSED),
    HEVC_MAIN_51("1.2.840.10008.1.2.4.107", Rank.COMPRESSED),
    HEVC_MAIN_10_51("1.2.840.10008.1.2.4.108", Rank.COMPRESSED),
    JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", Rank.COMPRESSED),
    JPEG_XL_JPEG_RECOMPRESSION("1.2.840.10008.1.2.4.111", Rank.COMPRESSED),
    JPEG_XL("1.2.840.10008.1.2.4.112", Rank.COMPRESSED),
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", Rank.COMPRESSED),
    HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", Rank.COMPRESSED),
    HTJ2K("1.2.840.10008.1.2.4.203", Rank.COMPRESSED),

    EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Rank.EXPLICIT),
    IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", Rank.IMPLICIT),
    DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99", Rank.LAST),
    EXPLICIT_VR_BIG_ENDIAN("1.2.840.10008.1.2.2", Rank.LAST);

    private enum Rank {
        PREFERRED,
        SECOND,
        COMPRESSED,
        EXPLICIT,
        IMPLICIT,
        LAST
    }

    private static final Map<String, AcceptedTransferSyntax> BY_UID = new HashMap<>();

    static {
        for (AcceptedTransferSyntax syntax : values()) {
            BY_UID.put(syntax.uid, syntax);
        }
    }

    private final String uid;
    private final Rank rank;

    AcceptedTransferSyntax(String uid, Rank rank) {
        this.uid = uid;
        this.rank = rank;
    }

    String uid() {
        return uid;
    }

    /** The best of those proposed; equals in rank go in the proposer's order. Empty when all are unknown or private. */
    static Optional<String> best(List<String> proposed) {
        return proposed.stream().filter(BY_UID::containsKey).min(Comparator.comparing(uid -> BY_UID.get(uid).rank));
    }

    /** The preferred uncompressed one of those proposed, which is all that Verification knows. */
    static Optional<String> bestUncompressed(List<String> proposed) {
        return proposed.stream()
                .filter(uid -> BY_UID.containsKey(uid) && BY_UID.get(uid).rank.compareTo(Rank.EXPLICIT) >= 0)
                .min(Comparator.comparing(uid -> BY_UID.get(uid).rank));
    }
}
