package org.echoscribe.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.PixelContent;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;

/** A cart's screen: a fan of moving speckle, black around it, and, where wanted, letters burned in beside the fan. */
final class ScreenLoop {

    private static final int WIDTH = 200;
    private static final int HEIGHT = 160;
    private static final int FRAMES = 12;

    private ScreenLoop() {}

    static Path write(Path directory, String study, boolean textBurnedIn) throws IOException {
        Attributes header = new SyntheticLoop(study, 1)
                .header()
                .remove(Tag.SequenceOfUltrasoundRegions)
                .setIntegers(Tag.Rows, Vr.US, HEIGHT)
                .setIntegers(Tag.Columns, Vr.US, WIDTH);
        byte[] pixels = new byte[WIDTH * HEIGHT * FRAMES];
        for (int frame = 0; frame < FRAMES; frame++) {
            Random noise = new Random(7L * frame + 1);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int grey = inFan(x, y) ? 60 + noise.nextInt(150) : textBurnedIn && inLetter(x, y) ? 255 : 0;
                    pixels[(frame * HEIGHT + y) * WIDTH + x] = (byte) grey;
                }
            }
        }
        Path file = directory.resolve("screen-" + textBurnedIn + ".dcm");
        DataSetWriter.writeFile(
                file, header, TransferSyntax.ExplicitVrLittleEndian, PixelContent.Native.of(Vr.OB, pixels));
        return file;
    }

    private static boolean inFan(int x, int y) {
        double fromApexX = x - WIDTH / 2.0;
        double fromApexY = y - 12.0;
        double depth = Math.hypot(fromApexX, fromApexY);
        return depth > 15 && depth < 135 && Math.abs(Math.atan2(fromApexX, fromApexY)) < 0.6;
    }

    /** Strokes at the upper left, where carts write names, and one at the lower right. */
    private static boolean inLetter(int x, int y) {
        return y >= 6 && y < 18 && x >= 4 && x < 60 && x % 8 < 3 || y > 148 && x > 170 && x % 6 < 2;
    }
}
