package org.echoscribe.dicom.dataset;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transfer syntax: how a data set becomes bytes (PS3.5 section 10 and annex A).
 *
 * @param uid its UID
 * @param name its name in PS3.6 annex A, or the UID itself where the product does not know it
 * @param encoding how elements are laid out
 * @param deflated whether the data set is compressed as a whole (RFC 1951)
 * @param encapsulated whether pixel data is a sequence of fragments in some compressed form
 * @param known whether the product knows this UID; an unknown one is taken to be explicit VR little endian, as PS3.5 A.4
 *     demands of every encapsulated syntax
 */
public record TransferSyntax(
        String uid, String name, Encoding encoding, boolean deflated, boolean encapsulated, boolean known) {

    /** How elements are laid out in bytes. */
    public enum Encoding {
        IMPLICIT_LITTLE_ENDIAN(false, ByteOrder.LITTLE_ENDIAN),
        EXPLICIT_LITTLE_ENDIAN(true, ByteOrder.LITTLE_ENDIAN),
        EXPLICIT_BIG_ENDIAN(true, ByteOrder.BIG_ENDIAN);

        private final boolean explicitVr;
        private final ByteOrder byteOrder;

        Encoding(boolean explicitVr, ByteOrder byteOrder) {
            this.explicitVr = explicitVr;
            this.byteOrder = byteOrder;
        }

        /** Whether each element names its VR. */
        public boolean explicitVr() {
            return explicitVr;
        }

        /** The order of bytes in numbers. */
        public ByteOrder byteOrder() {
            return byteOrder;
        }
    }

    public static final TransferSyntax ImplicitVrLittleEndian = new TransferSyntax(
            "1.2.840.10008.1.2", "Implicit VR Little Endian", Encoding.IMPLICIT_LITTLE_ENDIAN, false, false, true);
    public static final TransferSyntax ExplicitVrLittleEndian = new TransferSyntax(
            "1.2.840.10008.1.2.1", "Explicit VR Little Endian", Encoding.EXPLICIT_LITTLE_ENDIAN, false, false, true);
    public static final TransferSyntax DeflatedExplicitVrLittleEndian = new TransferSyntax(
            "1.2.840.10008.1.2.1.99",
            "Deflated Explicit VR Little Endian",
            Encoding.EXPLICIT_LITTLE_ENDIAN,
            true,
            false,
            true);
    public static final TransferSyntax ExplicitVrBigEndian = new TransferSyntax(
            "1.2.840.10008.1.2.2", "Explicit VR Big Endian", Encoding.EXPLICIT_BIG_ENDIAN, false, false, true);

    public static final TransferSyntax JpegBaseline8Bit =
            encapsulated("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");
    public static final TransferSyntax JpegExtended12Bit =
            encapsulated("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)");
    public static final TransferSyntax JpegLossless =
            encapsulated("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)");
    public static final TransferSyntax JpegLosslessSv1 = encapsulated(
            "1.2.840.10008.1.2.4.70",
            "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])");
    public static final TransferSyntax JpegLsLossless =
            encapsulated("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless Image Compression");
    public static final TransferSyntax JpegLsNearLossless =
            encapsulated("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless) Image Compression");
    public static final TransferSyntax Jpeg2000Lossless =
            encapsulated("1.2.840.10008.1.2.4.90", "JPEG 2000 Image Compression (Lossless Only)");
    public static final TransferSyntax Jpeg2000 = encapsulated("1.2.840.10008.1.2.4.91", "JPEG 2000 Image Compression");
    public static final TransferSyntax Mpeg2MainProfileMainLevel =
            encapsulated("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level");
    public static final TransferSyntax Mpeg2MainProfileHighLevel =
            encapsulated("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level");
    public static final TransferSyntax Mpeg4HighProfileLevel41 =
            encapsulated("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1");
    public static final TransferSyntax Mpeg4BdCompatibleHighProfileLevel41 =
            encapsulated("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1");
    public static final TransferSyntax Mpeg4HighProfileLevel42For2d =
            encapsulated("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video");
    public static final TransferSyntax Mpeg4HighProfileLevel42For3d =
            encapsulated("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video");
    public static final TransferSyntax Mpeg4StereoHighProfileLevel42 =
            encapsulated("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2");
    public static final TransferSyntax HevcMainProfileLevel51 =
            encapsulated("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1");
    public static final TransferSyntax HevcMain10ProfileLevel51 =
            encapsulated("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1");
    public static final TransferSyntax JpegXlLossless = encapsulated("1.2.840.10008.1.2.4.110", "JPEG XL Lossless");
    public static final TransferSyntax JpegXlJpegRecompression =
            encapsulated("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression");
    public static final TransferSyntax JpegXl = encapsulated("1.2.840.10008.1.2.4.112", "JPEG XL");
    public static final TransferSyntax HighThroughputJpeg2000Lossless =
            encapsulated("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)");
    public static final TransferSyntax HighThroughputJpeg2000LosslessRpcl = encapsulated(
            "1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)");
    public static final TransferSyntax HighThroughputJpeg2000 =
            encapsulated("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000 Image Compression");
    public static final TransferSyntax RleLossless = encapsulated("1.2.840.10008.1.2.5", "RLE Lossless");

    private static final List<TransferSyntax> KNOWN = Stream.concat(
                    Stream.of(
                            ImplicitVrLittleEndian,
                            ExplicitVrLittleEndian,
                            DeflatedExplicitVrLittleEndian,
                            ExplicitVrBigEndian,
                            JpegBaseline8Bit,
                            JpegExtended12Bit,
                            JpegLossless,
                            JpegLosslessSv1,
                            JpegLsLossless,
                            JpegLsNearLossless,
                            Jpeg2000Lossless,
                            Jpeg2000,
                            JpegXlLossless,
                            JpegXlJpegRecompression,
                            JpegXl,
                            HighThroughputJpeg2000Lossless,
                            HighThroughputJpeg2000LosslessRpcl,
                            HighThroughputJpeg2000,
                            RleLossless),
                    Stream.of(
                                    Mpeg2MainProfileMainLevel,
                                    Mpeg2MainProfileHighLevel,
                                    Mpeg4HighProfileLevel41,
                                    Mpeg4BdCompatibleHighProfileLevel41,
                                    Mpeg4HighProfileLevel42For2d,
                                    Mpeg4HighProfileLevel42For3d,
                                    Mpeg4StereoHighProfileLevel42,
                                    HevcMainProfileLevel51,
                                    HevcMain10ProfileLevel51)
                            .flatMap(video -> Stream.of(video, fragmentable(video))))
            .toList();

    private static final Map<String, TransferSyntax> BY_UID =
            KNOWN.stream().collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, syntax -> syntax));

    /** The transfer syntax with this UID; one that the product does not know is marked so, never refused. */
    public static TransferSyntax of(String uid) {
        TransferSyntax found = BY_UID.get(uid);
        return found != null
                ? found
                : new TransferSyntax(uid, uid, Encoding.EXPLICIT_LITTLE_ENDIAN, false, true, false);
    }

    /** Every transfer syntax that the product knows, uncompressed ones first. */
    public static List<TransferSyntax> all() {
        return KNOWN;
    }

    /** Whether each element names its VR. */
    public boolean explicitVr() {
        return encoding.explicitVr();
    }

    /** The order of bytes in numbers. */
    public ByteOrder byteOrder() {
        return encoding.byteOrder();
    }

    /** This syntax for a data set whose elements are laid out otherwise than it says. */
    TransferSyntax withEncoding(Encoding actual) {
        if (actual == encoding && !deflated) {
            return this;
        }
        if (encapsulated) {
            return new TransferSyntax(uid, name, actual, false, true, known);
        }
        return switch (actual) {
            case IMPLICIT_LITTLE_ENDIAN -> ImplicitVrLittleEndian;
            case EXPLICIT_LITTLE_ENDIAN -> ExplicitVrLittleEndian;
            case EXPLICIT_BIG_ENDIAN -> ExplicitVrBigEndian;
        };
    }

    private static TransferSyntax encapsulated(String uid, String name) {
        return new TransferSyntax(uid, name, Encoding.EXPLICIT_LITTLE_ENDIAN, false, true, true);
    }

    /** The twin of a video syntax whose one bit stream may span several fragments (PS3.5 A.4.5). */
    private static TransferSyntax fragmentable(TransferSyntax video) {
        return encapsulated(video.uid() + ".1", "Fragmentable " + video.name());
    }
}
