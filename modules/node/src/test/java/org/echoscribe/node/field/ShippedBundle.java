package org.echoscribe.node.field;

import java.nio.file.Path;

/** The model bundle that the source tree ships, seen from this module's directory. */
public final class ShippedBundle {

    /** Where it lies. */
    public static final Path PATH = Path.of("../../etc/models/phantom-small");

    private ShippedBundle() {}
}
