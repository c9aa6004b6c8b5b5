package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.Cart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pixel data made to harm, sent to a node with a heap of 512 MB: each gets its outcome, and the node goes on. */
class PixelAttackOnTheNodeTest {

    /** Heap, native libraries, the network's memory, and the JVM itself; a frame of 65535 x 65535 alone would be 12 GB. */
    private static final long MOST_RESIDENT_MEBIBYTES = 1400;

    private static final byte[] JPEG_OF_65535 = bytes(
            0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xDA,
            0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9);

    @TempDir
    private Path folder;

    @Test
    void hugeSizesCountsAndCodestreamsEndInOutcomesWithinTheNodesMemory() throws Exception {
        List<Path> files = new ArrayList<>();
        files.add(uncompressed(files.size(), 65535, 65535, "1000000", 8));
        files.add(uncompressed(files.size(), 65535, 65535, "1", 8));
        files.add(uncompressed(files.size(), 64, 64, "1000000000", 8));
        files.add(uncompressed(files.size(), 64, 64, "0", 8));
        files.add(uncompressed(files.size(), 64, 64, "-1", 8));
        files.add(uncompressed(files.size(), 64, 64, "40", 1));
        files.add(uncompressed(files.size(), 64, 64, "40", 64));
        files.add(encapsulated(files.size(), TransferSyntax.JpegBaseline8Bit, JPEG_OF_65535));
        files.add(encapsulated(files.size(), TransferSyntax.RleLossless, new byte[200]));
        files.add(
                encapsulated(files.size(), TransferSyntax.Jpeg2000, bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0xFF, 0xD9)));
        files.add(encapsulated(
                files.size(), TransferSyntax.HighThroughputJpeg2000, bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0xFF, 0xD9)));
        files.add(encapsulated(files.size(), TransferSyntax.Mpeg4HighProfileLevel41, new byte[4096]));
        Path place = Files.createDirectories(folder.resolve("node-place"));
        try (NodeProcess node = NodeProcess.start(place, List.of())) {
            assertThat(Cart.send(node.address(), files)).hasSize(files.size());
            awaitOutcomes(place, files.size(), node);
            assertThat(node.answers()).as(node.log()).isTrue();
            assertThat(node.log()).doesNotContain("OutOfMemoryError", "internal error");
            assertThat(node.peakMebibytes()).isLessThan(MOST_RESIDENT_MEBIBYTES);
        }
    }

    private static void awaitOutcomes(Path place, int count, NodeProcess node) throws Exception {
        try (Journal journal = Journal.open(place.resolve("node"))) {
            long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            List<ReceivedLoop> loops;
            do {
                loops = journal.loops().newest(1000);
            } while (System.nanoTime() < deadline
                    && node.isAlive()
                    && (loops.size() < count
                            || loops.stream().anyMatch(loop -> !loop.state().isDecided())));
            assertThat(loops).hasSize(count).allMatch(loop -> loop.state().isDecided());
        }
    }

    private Path uncompressed(int number, int columns, int rows, String frames, int bits) throws Exception {
        return write(
                number,
                header(number, columns, rows, frames, bits),
                TransferSyntax.ExplicitVrLittleEndian,
                PixelContent.Native.of(Vr.OB, new byte[3 * 64 * 64]));
    }

    private Path encapsulated(int number, TransferSyntax syntax, byte[] codestream) throws Exception {
        PixelContent pixels = new PixelContent.Frames(Collections.nCopies(40, codestream));
        return write(number, header(number, 64, 64, "40", 8), syntax, pixels);
    }

    private Path write(int number, Attributes header, TransferSyntax syntax, PixelContent pixels) throws Exception {
        Path file = folder.resolve(number + ".dcm");
        DataSetWriter.writeFile(file, header, syntax, pixels);
        return file;
    }

    private static Attributes header(int number, int columns, int rows, String frames, int bits) {
        return new Attributes()
                .set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, Vr.UI, "2.25.9" + number)
                .set(Tag.StudyInstanceUID, Vr.UI, "2.25.91")
                .set(Tag.SeriesInstanceUID, Vr.UI, "2.25.92")
                .set(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .set(Tag.NumberOfFrames, Vr.IS, frames)
                .setIntegers(Tag.Columns, Vr.US, columns)
                .setIntegers(Tag.Rows, Vr.US, rows)
                .setIntegers(Tag.SamplesPerPixel, Vr.US, 3)
                .setIntegers(Tag.BitsAllocated, Vr.US, bits)
                .setIntegers(Tag.BitsStored, Vr.US, bits)
                .setIntegers(Tag.HighBit, Vr.US, bits - 1)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
