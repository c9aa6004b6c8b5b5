package org.echoscribe.imaging;

import java.util.stream.IntStream;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;

/**
 * Which frames of a loop a network reads.
 *
 * <p>A loop that is too short is repeated cyclically from its start. A loop with exactly as many frames as the temporal
 * stream has fields lacks one frame for the last field; it is not repeated: the last field is.
 */
public final class SampledFrames {

    /** The paper reads the first 40 frames of a loop; linearly spaced frames come from among these. */
    private static final int PAPER_FRAMES = 40;

    private SampledFrames() {}

    /** The source frame of each of the spatial stream's inputs, counted from 0. */
    public static int[] ofSpatial(SpatialInput spatial, int totalFrames) {
        requireFrames(totalFrames);
        return switch (spatial.sampling()) {
            case FIRST ->
                IntStream.range(0, spatial.frames()).map(i -> i % totalFrames).toArray();
            case LINEARLY_SPACED -> linearlySpaced(spatial.frames(), Math.min(PAPER_FRAMES, totalFrames));
        };
    }

    /** The source frames between which flow fields are computed, counted from 0: field i goes from i to i + 1. */
    public static int[] ofTemporal(TemporalInput temporal, int totalFrames) {
        requireFrames(totalFrames);
        int fields = temporal.fields();
        int needed = totalFrames == fields && fields > 1 ? fields : fields + 1;
        return IntStream.range(0, needed).map(i -> i % totalFrames).toArray();
    }

    /** Every frame that either stream reads: distinct, ascending. */
    public static int[] distinct(InputSpecification specification, int totalFrames) {
        IntStream spatial = specification.spatial().stream().flatMapToInt(s -> IntStream.of(ofSpatial(s, totalFrames)));
        IntStream temporal =
                specification.temporal().stream().flatMapToInt(t -> IntStream.of(ofTemporal(t, totalFrames)));
        return IntStream.concat(spatial, temporal).sorted().distinct().toArray();
    }

    /** True when the loop is shorter than what a stream reads, so that it is repeated from its start. */
    public static boolean repeatsCyclically(InputSpecification specification, int totalFrames) {
        boolean spatial = specification
                .spatial()
                .filter(s -> s.sampling() == InputSpecification.FrameSampling.FIRST)
                .filter(s -> totalFrames < s.frames())
                .isPresent();
        boolean temporal =
                specification.temporal().filter(t -> totalFrames < t.fields()).isPresent();
        return spatial || temporal;
    }

    private static int[] linearlySpaced(int frames, int among) {
        if (frames == 1) {
            return new int[] {0};
        }
        return IntStream.range(0, frames)
                .map(i -> (int) Math.round((double) i * (among - 1) / (frames - 1)))
                .toArray();
    }

    private static void requireFrames(int totalFrames) {
        if (totalFrames < 1) {
            throw new IllegalArgumentException("a loop has at least one frame, got " + totalFrames);
        }
    }
}
