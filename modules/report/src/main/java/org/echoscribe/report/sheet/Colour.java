package org.echoscribe.report.sheet;

/** The colours of a sheet, on dark ground as echocardiograms are read. */
enum Colour {
    GROUND(0x0d, 0x11, 0x17),
    PANEL(0x1a, 0x21, 0x2b),
    LINE(0x30, 0x3a, 0x46),
    TEXT(0xe8, 0xee, 0xf4),
    QUIET(0x93, 0xa1, 0xb0),
    CERTAINTY(0x4f, 0xa3, 0xe3),
    CAUTION(0xf3, 0xb9, 0x4d),
    VERIFIED(0x6f, 0xd0, 0x8c);

    private final int red;
    private final int green;
    private final int blue;

    Colour(int red, int green, int blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** Red, green and blue by 0, 1 and 2; 0..255. */
    int channel(int index) {
        return index == 0 ? red : index == 1 ? green : blue;
    }
}
