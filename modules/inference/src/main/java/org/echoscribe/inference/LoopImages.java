package org.echoscribe.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * How a loop's input becomes what one stream's network reads: image by image - a frame, or a chunk of flow fields -, or all
 * frames together as one clip. A loop's input lies frame by frame either way; a clip lies channel by channel, so that its
 * planes are put in another order.
 *
 * @param count how many images, or 1 for a clip
 * @param loopShape the shape of a loop's input, outermost first
 * @param shape the shape of one image or clip
 * @param frames how many frames are in one of them
 */
record LoopImages(int count, long[] loopShape, long[] shape, int frames) {

    /** Every image by itself. */
    static LoopImages oneByOne(int images, long channels, long height, long width) {
        return new LoopImages(
                images, new long[] {images, channels, height, width}, new long[] {channels, height, width}, 1);
    }

    /** All frames as one {@code [channels, frames, height, width]}. */
    static LoopImages clip(int frames, long channels, long height, long width) {
        return new LoopImages(
                1, new long[] {frames, channels, height, width}, new long[] {channels, frames, height, width}, frames);
    }

    /** Values of one image or clip. */
    int values() {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }

    /** The shape of several, or of {@link Graph#ANY} number. */
    long[] batchShape(long number) {
        long[] batch = new long[shape.length + 1];
        batch[0] = number;
        System.arraycopy(shape, 0, batch, 1, shape.length);
        return batch;
    }

    /** How many go through the network at once where that many single images may: a clip counts as its frames. */
    int perRun(int imagesPerRun) {
        return Math.max(1, imagesPerRun / frames);
    }

    /** Copies one image or clip of a loop. */
    void copy(FloatBuffer loop, int number, FloatBuffer target, int position) {
        if (frames == 1) {
            target.put(position, loop, number * values(), values());
            return;
        }
        int channels = (int) shape[0];
        int plane = (int) (shape[2] * shape[3]);
        for (int channel = 0; channel < channels; channel++) {
            for (int frame = 0; frame < frames; frame++) {
                int to = position + (channel * frames + frame) * plane;
                target.put(to, loop, (frame * channels + channel) * plane, plane);
            }
        }
    }
}
