package org.echoscribe.phantom.study;

/** How the frames of a loop are stored. */
public enum PixelStorage {
    /** JPEG baseline, YBR_FULL_422. */
    JPEG_COLOUR(true, true),
    /** JPEG baseline, MONOCHROME2. */
    JPEG_MONOCHROME(true, false),
    /** Explicit VR little endian, RGB. */
    UNCOMPRESSED_COLOUR(false, true),
    /** Explicit VR little endian, MONOCHROME2. */
    UNCOMPRESSED_MONOCHROME(false, false);

    private final boolean jpeg;
    private final boolean colour;

    PixelStorage(boolean jpeg, boolean colour) {
        this.jpeg = jpeg;
        this.colour = colour;
    }

    boolean jpeg() {
        return jpeg;
    }

    boolean colour() {
        return colour;
    }

    String photometricInterpretation() {
        return !colour ? "MONOCHROME2" : jpeg ? "YBR_FULL_422" : "RGB";
    }
}
