package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.wiring.OpenNetwork;
import org.echoscribe.node.wiring.PlanPipeline;
import org.echoscribe.pipeline.ClassifyFile;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the whole of decoding, flow and the shipped network: text around the ultrasound changes no bit of a score. */
class BurnedInTextTest {

    /** A screen with a fan whose apex lies at a point; angle as tangent of half the opening. */
    private record Layout(int columns, int rows, int apexX, int apexY, int depth, double tangent) {

        boolean isFan(int x, int y, int margin) {
            double right = Math.abs(x - apexX) - margin;
            double down = y - apexY + margin;
            return down >= 0 && right <= down * tangent + margin && Math.hypot(x - apexX, y - apexY) <= depth + margin;
        }
    }

    private static final int FRAMES = 41;
    private static final List<Layout> LAYOUTS = List.of(
            new Layout(320, 240, 160, 20, 200, 0.8), // the fan in the middle
            new Layout(400, 300, 140, 60, 210, 0.6), // low and to the left, a wide margin for text at the right
            new Layout(300, 260, 200, 4, 250, 0.9)); // cut by the right edge of the screen

    @TempDir
    private Path folder;

    @Test
    void textOutsideTheSectorGivesTheSameScoresBitForBitInEveryLayout() throws Exception {
        Configuration configuration =
                ReadConfiguration.read(Optional.empty(), Map.of(), List.of("model.bundle=" + ShippedBundle.PATH));
        try (OpenNetwork network = OpenNetwork.open(configuration)) {
            ClassifyFile classify =
                    new ClassifyFile(network.network(), PlanPipeline.reports(configuration), ScreenMasks.none());
            for (Layout layout : LAYOUTS) {
                List<byte[]> plain = frames(layout, 7);
                Scores expected = scores(classify, layout, plain);
                for (int seed = 0; seed < 2; seed++) {
                    assertThat(scores(classify, layout, inscribed(layout, plain, seed)))
                            .as("%s, text %d", layout, seed)
                            .isEqualTo(expected);
                }
                assertThat(scores(classify, layout, frames(layout, 8))).isNotEqualTo(expected);
            }
        }
    }

    private Scores scores(ClassifyFile classify, Layout layout, List<byte[]> frames) throws Exception {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        frames.forEach(pixels::writeBytes);
        Path file = folder.resolve("loop.dcm");
        DataSetWriter.writeFile(
                file,
                header(layout, frames.size()),
                TransferSyntax.ExplicitVrLittleEndian,
                PixelContent.Native.of(Vr.OB, pixels.toByteArray()));
        return switch (classify.classify(file).analysis().outcome()) {
            case Outcome.Classified classified -> classified.scores();
            case Outcome.Abstained(Scores scores) -> scores;
            case Outcome other -> throw new AssertionError(other);
        };
    }

    private static Attributes header(Layout layout, int frames) {
        return new Attributes()
                .set(Tag.SOPClassUID, Vr.UI, Uids.UltrasoundMultiFrameImageStorage)
                .set(Tag.SOPInstanceUID, Vr.UI, "2.25.71")
                .set(Tag.StudyInstanceUID, Vr.UI, "2.25.72")
                .set(Tag.SeriesInstanceUID, Vr.UI, "2.25.73")
                .set(Tag.PatientName, Vr.PN, "SYNTHETIC^NOBODY")
                .set(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .set(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames))
                .setIntegers(Tag.Columns, Vr.US, layout.columns())
                .setIntegers(Tag.Rows, Vr.US, layout.rows())
                .setIntegers(Tag.SamplesPerPixel, Vr.US, 3)
                .setIntegers(Tag.PlanarConfiguration, Vr.US, 0)
                .setIntegers(Tag.BitsAllocated, Vr.US, 8)
                .setIntegers(Tag.BitsStored, Vr.US, 8)
                .setIntegers(Tag.HighBit, Vr.US, 7)
                .setIntegers(Tag.PixelRepresentation, Vr.US, 0);
    }

    /** Speckle that changes from frame to frame in a fan on a black screen. */
    private static List<byte[]> frames(Layout layout, long seed) {
        Random random = new Random(seed);
        List<byte[]> frames = new ArrayList<>();
        for (int f = 0; f < FRAMES; f++) {
            byte[] rgb = new byte[3 * layout.columns() * layout.rows()];
            for (int i = 0; i < layout.columns() * layout.rows(); i++) {
                if (layout.isFan(i % layout.columns(), i / layout.columns(), 0)) {
                    paint(rgb, i, random.nextInt(140));
                }
            }
            frames.add(rgb);
        }
        return frames;
    }

    /** The same words of random glyphs, 5 x 7 dots, into copies of all frames, wherever the fan is 5 pixels away. */
    private static List<byte[]> inscribed(Layout layout, List<byte[]> frames, long seed) {
        Random random = new Random(seed);
        List<byte[]> inscribed = frames.stream().map(byte[]::clone).toList();
        int painted = 0;
        for (int word = 0; word < 40; word++) {
            int left = random.nextInt(layout.columns() - 50);
            int top = random.nextInt(layout.rows() - 8);
            for (int dot = 0; dot < 8 * 35; dot++) {
                int x = left + dot / 35 * 6 + dot % 5;
                int y = top + dot % 35 / 5;
                if (random.nextBoolean() && !layout.isFan(x, y, 5)) {
                    inscribed.forEach(rgb -> paint(rgb, y * layout.columns() + x, 235));
                    painted++;
                }
            }
        }
        assertThat(painted).isGreaterThan(500);
        return inscribed;
    }

    private static void paint(byte[] rgb, int pixel, int grey) {
        rgb[3 * pixel] = (byte) grey;
        rgb[3 * pixel + 1] = (byte) grey;
        rgb[3 * pixel + 2] = (byte) grey;
    }
}
