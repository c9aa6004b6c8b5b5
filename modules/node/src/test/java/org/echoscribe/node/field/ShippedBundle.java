package org.echoscribe.node.field;

import java.nio.file.Path;

/** The model bundle that the source tree ships, and what lies beside it, seen from this module's directory. */
public final class ShippedBundle {

    /** Where it lies. */
    public static final Path PATH = Path.of("../../etc/models/phantom-small");

    /** The table of screen masks beside it. */
    public static final Path SCREEN_MASKS = Path.of("../../etc/screen-masks.csv");

    private ShippedBundle() {}
}
