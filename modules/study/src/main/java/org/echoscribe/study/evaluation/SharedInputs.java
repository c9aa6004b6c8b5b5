package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.SampledFrames;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.NetworkInput;

/**
 * The inputs of several bundles from one stored loop. Bundles whose streams read the same of the same decoded frames share
 * them: decoding and optical flow cost far more than most networks, and are bit for bit what each would get alone.
 */
final class SharedInputs {

    /** Linearly spaced frames come from among so many. */
    private static final int PAPER_FRAMES = 40;

    private final DicomFile object;
    private final DecodeLoop decodeLoop;
    private final PrepareInput prepareInput;
    private final Optional<Alteration> alteration;
    private final int storedFrames;
    private final Map<Decoding, DecodeResult> decoded = new HashMap<>();
    private final Map<Stream, NetworkInput> prepared = new HashMap<>();

    /** @param alteration how the loop would have been recorded otherwise, if at all */
    SharedInputs(DicomFile object, DecodeLoop decodeLoop, PrepareInput prepareInput, Optional<Alteration> alteration) {
        this.object = object;
        this.decodeLoop = decodeLoop;
        this.prepareInput = prepareInput;
        this.alteration = alteration;
        this.storedFrames =
                Math.max(1, object.dataSet().integer(Tag.NumberOfFrames).orElse(1));
    }

    /** Which frames are decoded, if the loop has enough of them. */
    private record Decoding(List<Integer> frames, int minimumFrames) {}

    /** What one stream of a bundle reads, of which decoded frames. */
    private record Stream(Decoding decoding, InputSpecification input) {}

    /** What is decoded for this specification, or why it cannot be. */
    DecodeResult decode(InputSpecification specification) throws IOException {
        InputSpecification needed = needed(specification);
        Decoding decoding = decoding(needed);
        DecodeResult found = decoded.get(decoding);
        if (found == null) {
            found = decodeLoop.decode(object, needed);
            decoded.put(decoding, found);
        }
        return found;
    }

    /** The input of a loop that {@link #decode} could decode. */
    NetworkInput of(InputSpecification specification, DecodedLoop loop) {
        Decoding decoding = decoding(needed(specification));
        int minimum = specification.minimumFrames();
        Optional<NetworkInput> spatial = specification
                .spatial()
                .map(in -> stream(decoding, loop, new InputSpecification(Optional.of(in), Optional.empty(), minimum)));
        Optional<NetworkInput> temporal = specification
                .temporal()
                .map(in -> stream(decoding, loop, new InputSpecification(Optional.empty(), Optional.of(in), minimum)));
        return new NetworkInput(
                spatial.flatMap(NetworkInput::frames),
                temporal.flatMap(NetworkInput::flow),
                Math.max(
                        spatial.map(NetworkInput::framesUsed).orElse(0),
                        temporal.map(NetworkInput::framesUsed).orElse(0)),
                spatial.map(NetworkInput::repeatedCyclically).orElse(false)
                        || temporal.map(NetworkInput::repeatedCyclically).orElse(false));
    }

    private NetworkInput stream(Decoding decoding, DecodedLoop loop, InputSpecification specification) {
        return prepared.computeIfAbsent(
                new Stream(decoding, specification),
                _ -> prepareInput.prepare(
                        alteration.map(change -> change.of(loop)).orElse(loop), specification));
    }

    private InputSpecification needed(InputSpecification specification) {
        return alteration
                .map(change -> covering(specification, change.storedFramesPerFrame()))
                .orElse(specification);
    }

    private Decoding decoding(InputSpecification needed) {
        return new Decoding(
                Arrays.stream(SampledFrames.distinct(needed, storedFrames))
                        .boxed()
                        .toList(),
                needed.minimumFrames());
    }

    /** A specification that has so many times as many frames decoded, one after the other from the loop's start. */
    private static InputSpecification covering(InputSpecification specification, int times) {
        int spatial = specification
                .spatial()
                .map(in -> in.sampling() == FrameSampling.FIRST ? in.frames() : PAPER_FRAMES)
                .orElse(1);
        int fields = specification.temporal().map(TemporalInput::fields).orElse(0);
        int frames = Math.max(spatial, fields + 1) * times;
        return new InputSpecification(
                Optional.of(new SpatialInput(frames, FrameSampling.FIRST, 1, 1)),
                Optional.empty(),
                specification.minimumFrames());
    }
}
