package org.echoscribe.study.saliency;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.echoscribe.imaging.decode.DecodedLoop;

/**
 * Saliency laid in cyan over the frames: a still for each stream, the mean of its maps over the middle frame, and both
 * streams moving side by side, each frame under its own map.
 */
final class DrawSaliency {

    private static final int SIDE = 420;
    private static final int CAPTION_HEIGHT = 62;
    private static final int CYAN = 0x00e5ff;
    private static final int ANIMATED_FRAMES = 40;

    private final LoopSaliency saliency;

    DrawSaliency(LoopSaliency saliency) {
        this.saliency = saliency;
    }

    BufferedImage spatialStill() {
        return still("spatial stream: frames", saliency.spatial());
    }

    BufferedImage temporalStill() {
        return still("temporal stream: optical flow", saliency.temporal());
    }

    private BufferedImage still(String stream, List<SaliencyMap> maps) {
        SaliencyMap mean = SaliencyMap.mean(maps).smoothed();
        int middle = saliency.loop().rgbFrames().size() / 2;
        return panel(middle, mean.normalised(mean), stream);
    }

    /** The frames of the animation, in time order. */
    List<BufferedImage> moving() {
        int frames = Math.min(ANIMATED_FRAMES, saliency.loop().rgbFrames().size());
        List<BufferedImage> pictures = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            List<BufferedImage> panels = new ArrayList<>();
            if (!saliency.spatial().isEmpty()) {
                panels.add(
                        panel(frame, at(saliency.spatial(), spatialMap(frame).smoothed()), "spatial stream: frames"));
            }
            if (!saliency.temporal().isEmpty()) {
                panels.add(panel(
                        frame,
                        at(saliency.temporal(), temporalMap(frame).smoothed()),
                        "temporal stream: optical flow"));
            }
            pictures.add(beside(panels));
        }
        return pictures;
    }

    /** All maps of a stream share one scale, so that a bright frame is one that matters. */
    private static SaliencyMap at(List<SaliencyMap> maps, SaliencyMap chosen) {
        return chosen.normalised(SaliencyMap.mean(maps).smoothed());
    }

    private SaliencyMap spatialMap(int frame) {
        int position =
                Arrays.binarySearch(saliency.spatialFrames(), saliency.loop().sourceFrameIndices()[frame]);
        return position >= 0 ? saliency.spatial().get(position) : SaliencyMap.mean(saliency.spatial());
    }

    private SaliencyMap temporalMap(int frame) {
        int chunk = saliency.loop().sourceFrameIndices()[frame] / saliency.fieldsPerChunk();
        return saliency.temporal().get(Math.min(chunk, saliency.temporal().size() - 1));
    }

    private BufferedImage panel(int frame, SaliencyMap map, String stream) {
        BufferedImage panel = new BufferedImage(SIDE, SIDE + CAPTION_HEIGHT, BufferedImage.TYPE_INT_RGB);
        DecodedLoop loop = saliency.loop();
        byte[] rgb = loop.rgbFrames().get(frame);
        for (int y = 0; y < SIDE; y++) {
            int sourceY = y * loop.height() / SIDE;
            for (int x = 0; x < SIDE; x++) {
                int source = 3 * (sourceY * loop.width() + x * loop.width() / SIDE);
                float strength = map.at((y + 0.5) * map.size() / SIDE - 0.5, (x + 0.5) * map.size() / SIDE - 0.5);
                panel.setRGB(x, y, mixed(rgb, source, strength));
            }
        }
        caption(panel, stream);
        return panel;
    }

    private static int mixed(byte[] rgb, int source, float strength) {
        int colour = 0;
        for (int c = 0; c < 3; c++) {
            int from = rgb[source + c] & 0xff;
            int to = CYAN >> 16 - 8 * c & 0xff;
            colour = colour << 8 | Math.round(from + (to - from) * 0.85f * strength);
        }
        return colour;
    }

    private void caption(BufferedImage panel, String stream) {
        Graphics2D graphics = panel.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString(question(), 10, SIDE + 18);
        String rival = saliency.against()
                .map(view -> "rather than " + view.displayName())
                .orElse("");
        graphics.drawString(rival, 10, SIDE + 34);
        graphics.setColor(new Color(0xa9b4bb));
        graphics.drawString(
                stream + (saliency.synthetic() ? "   \u00b7   SYNTHETIC MODEL" : ""),
                10,
                SIDE + (rival.isEmpty() ? 36 : 52));
        graphics.dispose();
    }

    private String question() {
        return String.format(
                Locale.ROOT,
                "%s, %.0f %%",
                saliency.view().displayName(),
                100 * saliency.scores().of(saliency.view()));
    }

    private static BufferedImage beside(List<BufferedImage> panels) {
        BufferedImage whole =
                new BufferedImage(SIDE * panels.size(), SIDE + CAPTION_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whole.createGraphics();
        for (int i = 0; i < panels.size(); i++) {
            graphics.drawImage(panels.get(i), i * SIDE, 0, null);
        }
        graphics.dispose();
        return whole;
    }
}
