package org.echoscribe.study.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.echoscribe.imaging.decode.ReadScreenMasks;
import org.echoscribe.imaging.decode.ScreenMasks;

/**
 * The table of screen masks that the node of this installation uses, so that training and service blank the same: the file that
 * the environment variable of the node's key {@code imaging.screen-masks} names, else the one shipped beside the launcher.
 */
public final class SiteScreenMasks {

    private static final String VARIABLE = "ECHOSCRIBE_IMAGING_SCREEN_MASKS";
    private static final Path SHIPPED = Path.of("etc", "screen-masks.csv");

    private SiteScreenMasks() {}

    /**
     * Reads it.
     *
     * @throws UncheckedIOException naming the file, the line and the reason
     */
    public static ScreenMasks read() {
        Path named = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).orElse(SHIPPED);
        Path home = Path.of(System.getProperty("echoscribe.home", ""));
        try {
            return ReadScreenMasks.from(Files.exists(named) ? named : home.resolve(named));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    e.getMessage() + ". Mend it, or name another by the environment variable " + VARIABLE, e);
        }
    }
}
