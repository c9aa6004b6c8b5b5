package org.echoscribe.imaging.decode;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/** The time from one frame to the next, from whichever of three attributes tells it. */
final class FrameTime {
    private static final double MAX_MILLIS = 60_000;

    private FrameTime() {}

    /** Frame Time (0018,1063), else the median of Frame Time Vector (0018,1065), else that of Cine Rate (0018,0040). */
    static Optional<Duration> read(Attributes dataSet) {
        return duration(dataSet.real(Tag.FrameTime))
                .or(() -> duration(median(dataSet.reals(Tag.FrameTimeVector))))
                .or(() -> dataSet.real(Tag.CineRate).stream()
                        .mapToObj(framesPerSecond -> duration(OptionalDouble.of(1000 / framesPerSecond)))
                        .findFirst()
                        .flatMap(duration -> duration));
    }

    /** The first value of the vector is 0 by definition (PS3.3 C.7.6.5.1.2). */
    private static OptionalDouble median(double[] increments) {
        double[] sorted = Arrays.stream(increments)
                .skip(1)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length / 2]);
    }

    private static Optional<Duration> duration(OptionalDouble millis) {
        return millis.stream()
                .filter(value -> value > 0 && value < MAX_MILLIS)
                .mapToObj(value -> Duration.ofNanos(Math.round(value * 1e6)))
                .findFirst();
    }
}
