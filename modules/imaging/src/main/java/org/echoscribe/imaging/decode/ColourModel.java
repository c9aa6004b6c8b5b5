package org.echoscribe.imaging.decode;

/** What the components of a decoded pixel mean, after any transform of the codestream itself has been undone. */
enum ColourModel {
    /** One component, 0 is white. */
    MONOCHROME1(1),
    /** One component, 0 is black. */
    MONOCHROME2(1),
    /** One component, an index into the palette. */
    PALETTE_COLOR(1),
    /** Red, green, blue. */
    RGB(3),
    /** Luma and two colour differences over the full range, as JFIF has them (PS3.3 C.7.6.3.1.2). */
    YBR_FULL(3);

    private final int components;

    ColourModel(int components) {
        this.components = components;
    }

    /** How many components a pixel has. */
    int components() {
        return components;
    }
}
