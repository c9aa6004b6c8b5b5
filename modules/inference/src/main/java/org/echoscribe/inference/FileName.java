package org.echoscribe.inference;

import java.util.regex.Pattern;

/** Which names files of a bundle may have: plain ones, so that no name can lead out of the bundle. */
final class FileName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private FileName() {}

    static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }
}
