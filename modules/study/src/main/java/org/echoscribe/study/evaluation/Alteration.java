package org.echoscribe.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.echoscribe.imaging.decode.DecodedLoop;

/**
 * One way in which the same heart could have been recorded otherwise. A network that has learnt hearts does not mind a
 * little of it.
 *
 * @param kind what is altered
 * @param value how much: see {@link Kind}; 1 changes nothing
 */
public record Alteration(Kind kind, double value) {

    /** What can be altered. */
    public enum Kind {
        /** The frame rate is multiplied; 1/2 and 1/3 leave frames out, 2 puts the mean of two frames between them. */
        FRAME_RATE("frame rate"),
        /** Pixel values are multiplied and clipped at white. */
        GAIN("gain"),
        /** The middle of the picture, this share of its side, is kept and fills the input; above 1 a black margin is added. */
        CROP("crop");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Its name in tables. */
        public String words() {
            return words;
        }
    }

    private static final int RGB = 3;

    /** Those that a report shows, in their order. */
    public static List<Alteration> all() {
        List<Alteration> all = new ArrayList<>();
        for (double rate : new double[] {1 / 3.0, 0.5, 2}) {
            all.add(new Alteration(Kind.FRAME_RATE, rate));
        }
        for (double gain : new double[] {0.5, 0.71, 1.41, 2}) {
            all.add(new Alteration(Kind.GAIN, gain));
        }
        for (double share : new double[] {0.8, 0.9, 1.1, 1.25}) {
            all.add(new Alteration(Kind.CROP, share));
        }
        return all;
    }

    /** How many stored frames one altered frame stands for, at least 1: so many times as many must be decoded. */
    public int storedFramesPerFrame() {
        return kind == Kind.FRAME_RATE ? (int) Math.max(1, Math.round(1 / value)) : 1;
    }

    /** The loop as it would have been. */
    public DecodedLoop of(DecodedLoop loop) {
        return switch (kind) {
            case FRAME_RATE -> value < 1 ? thinned(loop, storedFramesPerFrame()) : doubled(loop);
            case GAIN ->
                with(loop, loop.rgbFrames().stream().map(this::brightened).toList());
            case CROP ->
                with(
                        loop,
                        loop.rgbFrames().stream()
                                .map(frame -> cropped(frame, loop.width()))
                                .toList());
        };
    }

    private static DecodedLoop thinned(DecodedLoop loop, int step) {
        int[] kept = IntStream.range(0, loop.rgbFrames().size())
                .filter(i -> loop.sourceFrameIndices()[i] % step == 0)
                .toArray();
        return withFrames(
                loop,
                IntStream.of(kept).mapToObj(loop.rgbFrames()::get).toList(),
                IntStream.of(kept).map(i -> loop.sourceFrameIndices()[i] / step).toArray(),
                (loop.totalFrames() + step - 1) / step);
    }

    /** Only frames whose successor was decoded too get one between. */
    private static DecodedLoop doubled(DecodedLoop loop) {
        List<byte[]> frames = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        int[] sources = loop.sourceFrameIndices();
        for (int i = 0; i < sources.length; i++) {
            frames.add(loop.rgbFrames().get(i));
            indices.add(2 * sources[i]);
            if (i + 1 < sources.length && sources[i + 1] == sources[i] + 1) {
                frames.add(mean(loop.rgbFrames().get(i), loop.rgbFrames().get(i + 1)));
                indices.add(2 * sources[i] + 1);
            }
        }
        int[] ascending = indices.stream().mapToInt(Integer::intValue).toArray();
        return withFrames(loop, frames, ascending, 2 * loop.totalFrames() - 1);
    }

    private static byte[] mean(byte[] one, byte[] other) {
        byte[] mean = new byte[one.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (byte) (((one[i] & 0xff) + (other[i] & 0xff) + 1) / 2);
        }
        return mean;
    }

    private byte[] brightened(byte[] frame) {
        byte[] result = new byte[frame.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) Math.min(255, Math.round((frame[i] & 0xff) * value));
        }
        return result;
    }

    /** Nearest pixels suffice: what follows shrinks the picture anyway. */
    private byte[] cropped(byte[] frame, int side) {
        byte[] result = new byte[frame.length];
        for (int y = 0; y < side; y++) {
            int sourceY = source(y, side);
            for (int x = 0; x < side; x++) {
                int sourceX = source(x, side);
                if (sourceX >= 0 && sourceX < side && sourceY >= 0 && sourceY < side) {
                    System.arraycopy(frame, RGB * (sourceY * side + sourceX), result, RGB * (y * side + x), RGB);
                }
            }
        }
        return result;
    }

    private int source(int position, int side) {
        return (int) Math.floor((position + 0.5 - side / 2.0) * value + side / 2.0);
    }

    private static DecodedLoop with(DecodedLoop loop, List<byte[]> frames) {
        return withFrames(loop, frames, loop.sourceFrameIndices(), loop.totalFrames());
    }

    private static DecodedLoop withFrames(DecodedLoop loop, List<byte[]> frames, int[] indices, int totalFrames) {
        return new DecodedLoop(
                loop.width(),
                loop.height(),
                frames,
                indices,
                totalFrames,
                loop.frameTime(),
                loop.crop(),
                loop.sourceWidth(),
                loop.sourceHeight());
    }

    @Override
    public String toString() {
        return kind.words() + String.format(Locale.ROOT, " x %.2f", value);
    }
}
