package org.echoscribe.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.NetworkInput.Tensor;

/** Has a network score one blank loop before it is trusted with a real one: graphs that open may still fail to run. */
public final class Trial {

    private Trial() {}

    /** @throws BundleRejectedException if it gives no scores */
    public static void run(ModelBundle bundle, Classifier classifier) throws BundleRejectedException {
        try {
            classifier.classify(blank(bundle.inputSpecification()));
        } catch (InferenceException | IllegalArgumentException e) {
            throw new BundleRejectedException(
                    "Model bundle " + bundle + " is whole and opens, but scores no loop: " + e.getMessage()
                            + ". Export the bundle again",
                    e);
        }
    }

    /** A loop on which nothing is to be seen, as a network of this specification reads it. */
    public static NetworkInput blank(InputSpecification specification) {
        Optional<Tensor> frames = specification.spatial().map(in -> zeros(in.frames(), 3, in.height(), in.width()));
        Optional<Tensor> flow = specification
                .temporal()
                .map(in -> zeros(in.chunks(), 2L * in.fieldsPerChunk(), in.height(), in.width()));
        return new NetworkInput(frames, flow, 0, false);
    }

    private static Tensor zeros(long... shape) {
        long values = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(values, Float.BYTES)));
        return new Tensor(bytes.order(ByteOrder.nativeOrder()).asFloatBuffer(), shape);
    }
}
