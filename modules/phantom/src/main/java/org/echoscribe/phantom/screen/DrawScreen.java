package org.echoscribe.phantom.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.echoscribe.phantom.anatomy.CardiacCycle;
import org.echoscribe.phantom.rendering.Sector;
import org.echoscribe.phantom.screen.ScreenLayout.Region;

/**
 * Draws whole pictures as a machine exports them: the fan in its place, and around it text, a depth scale, a grey or
 * colour bar and an ECG trace. The fan is never drawn over.
 */
public final class DrawScreen {

    private static final int WHITE = 0xd8d8d8;
    private static final int ACCENT = 0x58c0a0;

    private final ScreenLayout layout;
    private final Region region;
    private final Sector sector;
    private final boolean colourDoppler;
    private final Canvas still;

    /**
     * @param headline what stands at the top of the screen; says that the picture is synthetic
     * @param settings lines beside the fan, such as the frame rate
     */
    public DrawScreen(
            ScreenLayout layout,
            Region region,
            Sector sector,
            String headline,
            List<String> settings,
            boolean colourDoppler) {
        this.layout = layout;
        this.region = region;
        this.sector = sector;
        this.colourDoppler = colourDoppler;
        this.still = new Canvas(layout.width(), layout.height());
        drawStill(headline, settings);
    }

    private void drawStill(String headline, List<String> settings) {
        int scale = layout.textScale();
        int line = (DotLetters.HEIGHT + 3) * scale;
        int ground = layout.background() * 0x010101;
        still.fill(0, 0, layout.width(), layout.height(), ground);
        still.fill(0, 0, layout.width(), layout.headerRows(), ground + 0x181820);
        DotLetters.draw(still, 4 * scale, Math.max(1, layout.headerRows() / 2 - 4 * scale), scale, WHITE, headline);
        int textX = layout.scaleOnLeft() ? layout.width() - 13 * 6 * scale : 3 * scale;
        int textY = layout.headerRows() + line;
        for (String setting : settings) {
            DotLetters.draw(still, textX, textY, scale, WHITE, setting);
            textY += line;
        }
        depthScale(scale);
        bar(layout.scaleOnLeft() ? layout.width() - 12 * scale : 4 * scale, layout.height() * 5 / 8, scale);
    }

    private void depthScale(int scale) {
        int x = layout.scaleOnLeft()
                ? Math.max(2, region.x() - 10 * scale)
                : Math.min(
                        layout.width() - 8 * scale, region.x() + region.raster().width() + 6 * scale);
        for (int cm = 0; cm <= (int) sector.depthCm(); cm++) {
            int y = region.y() + (int) (cm * region.raster().pixelsPerCm());
            boolean five = cm % 5 == 0;
            still.fill(x, y, (five ? 4 : 2) * scale, scale, WHITE);
            if (five && cm > 0) {
                int textX = layout.scaleOnLeft() ? x - 13 * scale : x + 6 * scale;
                DotLetters.draw(still, textX, y - 3 * scale, scale, WHITE, String.format(Locale.ROOT, "%2d", cm));
            }
        }
    }

    private void bar(int x, int y, int scale) {
        int rows = layout.height() / 5;
        for (int i = 0; i < rows; i++) {
            double share = 1 - (double) i / rows;
            int level = (int) (255 * share);
            int colour = level * 0x010101;
            if (colourDoppler) {
                int strength = (int) (90 + 330 * Math.abs(share - 0.5));
                colour = share > 0.5 ? strength << 16 : strength;
            }
            still.fill(x, y + i, 6 * scale, 1, colour);
        }
    }

    /**
     * Whole pictures of a loop.
     *
     * @param fans frames of the region, of which only the fan is taken
     * @param fanPixels the fan's pixels in the region, as {@code y * width + x}
     * @param random gives the ECG trace its delay, which differs from loop to loop on real machines too; the trace must
     *     not tell where in the cycle a frame lies
     */
    public List<byte[]> pictures(
            List<byte[]> fans, int[] fanPixels, CardiacCycle cycle, double frameTimeSeconds, RandomGenerator random) {
        int ecgY = layout.fieldY() + (int) (layout.fieldHeight() * layout.ecgShareOfField());
        int ecgHeight = Math.max(8, layout.height() / 16);
        int left = layout.fieldX();
        int right = layout.fieldX() + layout.fieldWidth();
        double sweepSeconds = 2.5 + 2 * random.nextDouble();
        EcgTrace trace = new EcgTrace(cycle, random.nextDouble() * sweepSeconds, random.nextDouble() * 2);
        boolean traced = random.nextDouble() < 0.85;
        List<byte[]> pictures = new ArrayList<>(fans.size());
        for (int frame = 0; frame < fans.size(); frame++) {
            Canvas picture = still.copy();
            if (traced) {
                double seconds = frame * frameTimeSeconds;
                trace.draw(picture, left, right, Math.min(ecgY, layout.height() - 4), ecgHeight, seconds, sweepSeconds);
            }
            copyFan(fans.get(frame), fanPixels, picture);
            pictures.add(picture.rgb());
        }
        return pictures;
    }

    private void copyFan(byte[] fan, int[] fanPixels, Canvas picture) {
        int regionWidth = region.raster().width();
        for (int pixel : fanPixels) {
            int x = region.x() + pixel % regionWidth;
            int y = region.y() + pixel / regionWidth;
            System.arraycopy(fan, 3 * pixel, picture.rgb(), 3 * (y * layout.width() + x), 3);
        }
    }

    /** The accent colour of traces. */
    static int accent() {
        return ACCENT;
    }
}
