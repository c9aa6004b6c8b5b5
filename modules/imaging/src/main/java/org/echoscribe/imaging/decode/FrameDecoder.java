package org.echoscribe.imaging.decode;

/** Turns the stored bytes of one frame into RGB; safe for use by several threads at once. */
@FunctionalInterface
interface FrameDecoder {
    RgbFrame decode(byte[] stored) throws UndecodableException;
}
