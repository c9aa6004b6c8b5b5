package org.echoscribe.node.wiring;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.inference.ActivationMaps;
import org.echoscribe.inference.ActivationMaps.ActivationMap;
import org.echoscribe.pipeline.AnswerObserver;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes, for each answered loop, where the network saw what speaks for the answer: its class-activation map in cyan over the
 * middle one of the masked frames, as a PNG named by the loop and the model. A picture that cannot be written is a line in
 * the log and nothing else.
 */
final class WriteActivationMap implements AnswerObserver, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteActivationMap.class);

    private static final int CYAN = 0x00e5ff;
    private static final float STRONGEST = 0.75f;

    private final ActivationMaps maps;
    private final ModelIdentity model;
    private final Path directory;

    WriteActivationMap(ActivationMaps maps, ModelIdentity model, Path directory) {
        this.maps = maps;
        this.model = model;
        this.directory = directory;
    }

    @Override
    public void answered(String sopInstanceUid, DecodedLoop loop, NetworkInput input, Scores scores) {
        try {
            write(sopInstanceUid, picture(loop, map(input, scores)));
        } catch (IOException | RuntimeException e) {
            log.atWarn()
                    .addKeyValue("sopInstanceUid", sopInstanceUid)
                    .addKeyValue("cause", e.toString())
                    .log("The activation map could not be written; the loop is labelled without it");
        }
    }

    private synchronized ActivationMap map(NetworkInput input, Scores scores) {
        return maps.of(input, scores.best());
    }

    private void write(String sopInstanceUid, BufferedImage picture) throws IOException {
        String name = String.join(".", sopInstanceUid, model.name(), model.version())
                + (model.synthetic() ? ".SYNTHETIC-MODEL" : "");
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "unfinished-", ".png");
        ImageIO.write(picture, "png", unfinished.toFile());
        Files.move(
                unfinished,
                directory.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".png"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** What speaks for the view, none of what speaks against it; the strongest place of the loop is the brightest. */
    private static BufferedImage picture(DecodedLoop loop, ActivationMap map) {
        float strongest = 0;
        for (float value : map.values()) {
            strongest = Math.max(strongest, value);
        }
        byte[] rgb = loop.rgbFrames().get(loop.rgbFrames().size() / 2);
        BufferedImage picture = new BufferedImage(loop.width(), loop.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < loop.height(); y++) {
            double row = (y + 0.5) * map.rows() / loop.height() - 0.5;
            for (int x = 0; x < loop.width(); x++) {
                double column = (x + 0.5) * map.columns() / loop.width() - 0.5;
                float share = strongest > 0 ? Math.max(0, between(map, row, column)) / strongest : 0;
                picture.setRGB(x, y, mixed(rgb, 3 * (y * loop.width() + x), STRONGEST * share));
            }
        }
        return picture;
    }

    private static int mixed(byte[] rgb, int at, float strength) {
        int colour = 0;
        for (int c = 0; c < 3; c++) {
            int from = rgb[at + c] & 0xff;
            int to = CYAN >> 16 - 8 * c & 0xff;
            colour = colour << 8 | Math.round(from + (to - from) * strength);
        }
        return colour;
    }

    /** Bilinear; the border continues outside. */
    private static float between(ActivationMap map, double row, double column) {
        int y = (int) Math.clamp(Math.floor(row), 0, map.rows() - 1.0);
        int x = (int) Math.clamp(Math.floor(column), 0, map.columns() - 1.0);
        float down = (float) Math.clamp(row - y, 0, 1);
        float right = (float) Math.clamp(column - x, 0, 1);
        float upper = value(map, y, x) * (1 - right) + value(map, y, x + 1) * right;
        float lower = value(map, y + 1, x) * (1 - right) + value(map, y + 1, x + 1) * right;
        return upper * (1 - down) + lower * down;
    }

    private static float value(ActivationMap map, int row, int column) {
        return map.values()[Math.min(row, map.rows() - 1) * map.columns() + Math.min(column, map.columns() - 1)];
    }

    @Override
    public synchronized void close() {
        maps.close();
    }
}
