package org.echoscribe.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.flow.FlowField;
import org.echoscribe.imaging.flow.GreyImage;
import org.echoscribe.imaging.flow.OpticalFlow;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.NetworkInput.Tensor;

/**
 * A decoded loop to the network's input, the same bit for bit on however many threads.
 *
 * <p>Frames are scaled to the size of each stream ({@link FrameScaling}). The spatial stream gets them as RGB planes of
 * 0..1, the temporal stream the optical flow between them, clipped and divided by the bound. Which frames, and what
 * happens when there are too few: {@link SampledFrames}.
 */
public final class PrepareInput {

    /** Pairs that one piece of work computes; at its seam one frame's pyramid is computed twice. */
    private static final int PAIRS_PER_PIECE = 5;

    private final OpticalFlow opticalFlow;

    /** With the fastest optical flow that this JVM has. */
    public PrepareInput() {
        this(OpticalFlow.fastest());
    }

    public PrepareInput(OpticalFlow opticalFlow) {
        this.opticalFlow = opticalFlow;
    }

    /** Prepares on the calling thread alone. */
    public NetworkInput prepare(DecodedLoop loop, InputSpecification specification) {
        return prepare(loop, specification, Runnable::run);
    }

    /**
     * Prepares with the help of the executor's threads; the calling thread works too.
     *
     * @throws IllegalArgumentException if the loop lacks a frame that the specification samples
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    public NetworkInput prepare(DecodedLoop loop, InputSpecification specification, Executor executor) {
        List<Runnable> pieces = new ArrayList<>();
        Optional<Tensor> flow = specification.temporal().map(temporal -> flow(loop, temporal, pieces));
        Optional<Tensor> frames = specification.spatial().map(spatial -> frames(loop, spatial, pieces));
        SharedWork.run(pieces, executor);
        int totalFrames = loop.totalFrames();
        return new NetworkInput(
                frames,
                flow,
                SampledFrames.distinct(specification, totalFrames).length,
                SampledFrames.repeatsCyclically(specification, totalFrames));
    }

    private static Tensor frames(DecodedLoop loop, SpatialInput spatial, List<Runnable> pieces) {
        Tensor tensor = tensor(spatial.frames(), 3, spatial.height(), spatial.width());
        FrameScaling scaling = new FrameScaling(loop.width(), loop.height(), spatial.width(), spatial.height());
        int[] sources = SampledFrames.ofSpatial(spatial, loop.totalFrames());
        int size = 3 * spatial.height() * spatial.width();
        for (int i = 0; i < sources.length; i++) {
            int position = i * size;
            byte[] rgb = frame(loop, sources[i]);
            pieces.add(() -> tensor.values().put(position, scaling.rgbPlanes(rgb)));
        }
        return tensor;
    }

    private Tensor flow(DecodedLoop loop, TemporalInput temporal, List<Runnable> pieces) {
        Tensor tensor = tensor(temporal.chunks(), 2L * temporal.fieldsPerChunk(), temporal.height(), temporal.width());
        FrameScaling scaling = new FrameScaling(loop.width(), loop.height(), temporal.width(), temporal.height());
        int[] sources = SampledFrames.ofTemporal(temporal, loop.totalFrames());
        // Later pairs of a loop that is repeated are the earlier ones again.
        int pairs = Math.min(sources.length - 1, loop.totalFrames());
        for (int start = 0; start < pairs; start += PAIRS_PER_PIECE) {
            int first = start;
            int last = Math.min(start + PAIRS_PER_PIECE, pairs);
            List<byte[]> frames = Arrays.stream(sources, first, last + 1)
                    .mapToObj(source -> frame(loop, source))
                    .toList();
            pieces.add(() -> {
                List<GreyImage> grey = frames.stream()
                        .map(rgb -> new GreyImage(temporal.width(), temporal.height(), scaling.grey(rgb)))
                        .toList();
                List<FlowField> fields = opticalFlow.between(grey, temporal.flow());
                for (int pair = first; pair < last; pair++) {
                    store(fields.get(pair - first), pair, pairs, loop.totalFrames(), temporal, tensor.values());
                }
            });
        }
        return tensor;
    }

    /** Writes a pair's field wherever it occurs: once, or again where the loop or its last field is repeated. */
    private static void store(
            FlowField field, int pair, int pairs, int totalFrames, TemporalInput temporal, FloatBuffer values) {
        scale(field.horizontal(), temporal.boundPixels());
        scale(field.vertical(), temporal.boundPixels());
        int size = temporal.height() * temporal.width();
        int perChunk = temporal.fieldsPerChunk();
        for (int i = 0; i < temporal.fields(); i++) {
            boolean lastRepeated = totalFrames == temporal.fields() && i == pairs;
            if ((lastRepeated ? pairs - 1 : i % totalFrames) == pair) {
                int channel = i / perChunk * 2 * perChunk + i % perChunk;
                values.put(channel * size, field.horizontal());
                values.put((channel + perChunk) * size, field.vertical());
            }
        }
    }

    private static void scale(float[] displacements, float bound) {
        for (int i = 0; i < displacements.length; i++) {
            displacements[i] = Math.clamp(displacements[i], -bound, bound) / bound;
        }
    }

    private static byte[] frame(DecodedLoop loop, int source) {
        int position = Arrays.binarySearch(loop.sourceFrameIndices(), source);
        if (position < 0) {
            throw new IllegalArgumentException("frame " + source + " of " + loop.totalFrames()
                    + " was not decoded; decode with the same input specification");
        }
        return loop.rgbFrames().get(position);
    }

    private static Tensor tensor(long... shape) {
        long values = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(values, Float.BYTES)));
        return new Tensor(bytes.order(ByteOrder.nativeOrder()).asFloatBuffer(), shape);
    }
}
