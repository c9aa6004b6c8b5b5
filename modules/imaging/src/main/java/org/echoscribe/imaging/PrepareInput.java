package org.echoscribe.imaging;

import java.util.concurrent.Executor;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;

/** A decoded loop to the network's input, the same bit for bit on however many threads. */
public final class PrepareInput {

    /** Prepares on the calling thread alone. */
    public NetworkInput prepare(DecodedLoop loop, InputSpecification specification) {
        return prepare(loop, specification, Runnable::run);
    }

    /**
     * Prepares with the optical flow spread over the executor's threads.
     *
     * @throws IllegalArgumentException if the loop lacks a frame that the specification samples
     */
    public NetworkInput prepare(DecodedLoop loop, InputSpecification specification, Executor executor) {
        throw new UnsupportedOperationException(loop + "" + specification + executor);
    }
}
