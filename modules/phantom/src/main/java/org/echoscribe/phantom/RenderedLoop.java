package org.echoscribe.phantom;

import java.util.List;

/**
 * Frames in memory: what a decoder would deliver for the 2-D ultrasound region of the picture, without the losses of
 * JPEG.
 *
 * @param width pixels in a row
 * @param height rows
 * @param rgbFrames interleaved RGB, 3 * width * height bytes each, in time order
 * @param frameTimeMillis milliseconds from one frame to the next
 */
public record RenderedLoop(int width, int height, List<byte[]> rgbFrames, double frameTimeMillis) {

    public RenderedLoop {
        rgbFrames = List.copyOf(rgbFrames);
    }
}
