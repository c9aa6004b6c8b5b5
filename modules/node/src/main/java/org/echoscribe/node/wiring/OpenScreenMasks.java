package org.echoscribe.node.wiring;

import java.io.IOException;
import org.echoscribe.imaging.decode.ReadScreenMasks;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.Keys;

/** The site's table of what is blanked by machine model. */
public final class OpenScreenMasks {

    private OpenScreenMasks() {}

    /**
     * Reads the table that the configuration names.
     *
     * @throws IOException naming the file, the line and the reason; nothing is labelled without the site's masks
     */
    public static ScreenMasks of(Configuration configuration) throws IOException {
        try {
            return ReadScreenMasks.from(Home.orSame(configuration.get(Keys.SCREEN_MASKS)));
        } catch (IOException e) {
            throw new IOException(
                    Keys.SCREEN_MASKS.name() + ": " + e.getMessage() + ". Mend the table, or set "
                            + Keys.SCREEN_MASKS.name() + " to another",
                    e);
        }
    }
}
