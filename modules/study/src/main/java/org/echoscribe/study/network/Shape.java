package org.echoscribe.study.network;

/** The sizes of one example's values; the batch axis in front is implied. */
public sealed interface Shape {

    /** The dimensions behind the batch axis, outermost first. */
    long[] dimensions();

    /**
     * Feature maps, {@code [channels, height, width]}. A series of vectors under 1-D convolution is an image one row high.
     */
    record Image(int channels, int height, int width) implements Shape {
        @Override
        public long[] dimensions() {
            return new long[] {channels, height, width};
        }
    }

    /** Feature maps of a clip, {@code [channels, frames, height, width]}. */
    record Volume(int channels, int frames, int height, int width) implements Shape {
        @Override
        public long[] dimensions() {
            return new long[] {channels, frames, height, width};
        }

        /** The sizes that windows move over. */
        Extent extent() {
            return new Extent(frames, height, width);
        }
    }

    /** One vector per frame or chunk, {@code [steps, features]}. */
    record Series(int steps, int features) implements Shape {
        @Override
        public long[] dimensions() {
            return new long[] {steps, features};
        }
    }

    /** One vector, {@code [features]}. */
    record Vector(int features) implements Shape {
        @Override
        public long[] dimensions() {
            return new long[] {features};
        }
    }
}
