package org.echoscribe.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which frames of a loop the network read.
 *
 * @param frameNumbers different frame numbers in ascending order, counted from 1 as DICOM does; none when the network did
 *     not run
 * @param totalFrames how many frames the loop has
 * @param repeatedCyclically true when the loop was shorter than the network's input and was repeated from its start
 */
public record FramesUsed(List<Integer> frameNumbers, int totalFrames, boolean repeatedCyclically) {

    public FramesUsed {
        frameNumbers = List.copyOf(frameNumbers);
        int previous = 0;
        for (int number : frameNumbers) {
            if (number <= previous || number > totalFrames) {
                throw new IllegalArgumentException(
                        "Frame numbers ascend within 1.." + totalFrames + ": " + number + " after " + previous);
            }
            previous = number;
        }
    }

    /** The network did not run. */
    public static FramesUsed none() {
        return new FramesUsed(List.of(), 0, false);
    }

    /** The first so many frames of a loop. */
    public static FramesUsed first(int frames, int totalFrames, boolean repeatedCyclically) {
        return new FramesUsed(IntStream.rangeClosed(1, frames).boxed().toList(), totalFrames, repeatedCyclically);
    }

    /** The frames with these indices, counted from 0, in any order and any number of times. */
    public static FramesUsed ofIndices(int[] indices, int totalFrames, boolean repeatedCyclically) {
        List<Integer> numbers = Arrays.stream(indices)
                .map(index -> index + 1)
                .distinct()
                .sorted()
                .boxed()
                .toList();
        return new FramesUsed(numbers, totalFrames, repeatedCyclically);
    }

    /** The frame numbers to reference: none where all frames were read or none was. */
    List<Integer> subset() {
        return frameNumbers.size() == totalFrames ? List.of() : frameNumbers;
    }
}
