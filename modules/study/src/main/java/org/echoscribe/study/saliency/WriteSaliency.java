package org.echoscribe.study.saliency;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes {@code spatial.png}, {@code temporal.png} and {@code saliency.gif}. */
public final class WriteSaliency {

    /** A quarter of real time, where the header does not tell it that of 25 frames a second: motion must be followed. */
    private static final int SLOWER = 4;

    private static final double USUAL_FRAME_TIME_MILLIS = 40;

    private WriteSaliency() {}

    /**
     * Writes the pictures of the streams that the bundle has.
     *
     * @return the files
     */
    public static List<Path> write(LoopSaliency saliency, Path directory) throws IOException {
        Files.createDirectories(directory);
        DrawSaliency draw = new DrawSaliency(saliency);
        List<Path> files = new ArrayList<>();
        if (!saliency.spatial().isEmpty()) {
            files.add(png(directory.resolve("spatial.png"), draw.spatialStill()));
        }
        if (!saliency.temporal().isEmpty()) {
            files.add(png(directory.resolve("temporal.png"), draw.temporalStill()));
        }
        Path animation = directory.resolve("saliency.gif");
        double frameTimeMillis =
                saliency.loop().frameTime().map(time -> time.toNanos() / 1e6).orElse(USUAL_FRAME_TIME_MILLIS);
        AnimatedGif.write(animation, draw.moving(), SLOWER * frameTimeMillis);
        files.add(animation);
        return files;
    }

    private static Path png(Path file, BufferedImage picture) throws IOException {
        if (!ImageIO.write(picture, "png", file.toFile())) {
            throw new IOException("This Java cannot write PNG: " + file);
        }
        return file;
    }
}
