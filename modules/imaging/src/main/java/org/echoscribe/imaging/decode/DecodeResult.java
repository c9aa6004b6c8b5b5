package org.echoscribe.imaging.decode;

import org.echoscribe.vocabulary.Outcome.NotAttemptedReason;

/** What became of the attempt to read a loop's frames. Bad input is a result here, never an exception. */
public sealed interface DecodeResult {

    /** The frames that the network reads, masked to the ultrasound picture. */
    record Decoded(DecodedLoop loop) implements DecodeResult {}

    /**
     * The object is not a two-dimensional loop, so there is nothing for the network to read.
     *
     * @param detail one plain sentence for a person, without patient data
     */
    record NotAttempted(NotAttemptedReason reason, String detail) implements DecodeResult {}

    /**
     * The object should hold a loop, and its pixel data cannot be read.
     *
     * @param detail one plain sentence for a person saying what is wrong and what would mend it, without patient data
     */
    record Undecodable(String detail) implements DecodeResult {}
}
