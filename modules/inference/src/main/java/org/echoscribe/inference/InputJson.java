package org.echoscribe.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;

/**
 * The {@code input-specification} of {@code bundle.json}. What this version does in one way only is written all the
 * same, so that a bundle that needs another way is refused rather than fed wrongly.
 *
 * @param framing what of the stored picture is used
 * @param resizing how frames are resized
 * @param spatial null for a network without that stream
 * @param temporal null for a network without that stream
 */
record InputJson(int minimumFrames, String framing, String resizing, SpatialJson spatial, TemporalJson temporal) {

    private static final String FRAMING = "ultrasound-region-masked-cropped-padded-to-square";
    private static final String RESIZING = "area-shrinking-bilinear-enlarging";
    private static final String COLOUR = "rgb";
    private static final String NORMALISATION = "divided-by-255";
    private static final String ALGORITHM = "dual-tv-l1";
    private static final String GREY = "bt-601";
    private static final String SCALING = "clipped-to-bound-divided-by-bound";

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record SpatialJson(
            int frames, String sampling, int heightPixels, int widthPixels, String colour, String normalisation) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TemporalJson(
            int chunks,
            int fieldsPerChunk,
            int heightPixels,
            int widthPixels,
            String grey,
            FlowJson flow,
            float boundPixelsPerFrame,
            String scaling) {}

    record FlowJson(
            String algorithm,
            float tau,
            float lambda,
            float theta,
            int scales,
            int warps,
            float epsilon,
            int innerIterations,
            int outerIterations,
            float scaleStep,
            int medianFilteringPixels) {}

    static InputJson of(InputSpecification specification) {
        return new InputJson(
                specification.minimumFrames(),
                FRAMING,
                RESIZING,
                specification.spatial().map(InputJson::of).orElse(null),
                specification.temporal().map(InputJson::of).orElse(null));
    }

    private static SpatialJson of(SpatialInput spatial) {
        String sampling = spatial.sampling().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new SpatialJson(spatial.frames(), sampling, spatial.height(), spatial.width(), COLOUR, NORMALISATION);
    }

    private static TemporalJson of(TemporalInput temporal) {
        TvL1Parameters p = temporal.flow();
        FlowJson flow = new FlowJson(
                ALGORITHM,
                p.tau(),
                p.lambda(),
                p.theta(),
                p.scales(),
                p.warps(),
                p.epsilon(),
                p.innerIterations(),
                p.outerIterations(),
                p.scaleStep(),
                p.medianFiltering());
        return new TemporalJson(
                temporal.chunks(),
                temporal.fieldsPerChunk(),
                temporal.height(),
                temporal.width(),
                GREY,
                flow,
                temporal.boundPixels(),
                SCALING);
    }

    /** @throws IllegalArgumentException if a value is outside its range or asks for what this version cannot do */
    InputSpecification toSpecification() {
        require(FRAMING, framing, "framing");
        require(RESIZING, resizing, "resizing");
        require(minimumFrames >= 1, "minimum-frames must be 1 or more");
        return new InputSpecification(
                Optional.ofNullable(spatial).map(InputJson::toSpatial),
                Optional.ofNullable(temporal).map(InputJson::toTemporal),
                minimumFrames);
    }

    private static SpatialInput toSpatial(SpatialJson json) {
        require(COLOUR, json.colour, "spatial colour");
        require(NORMALISATION, json.normalisation, "spatial normalisation");
        require(json.frames >= 1 && json.frames <= 1000, "spatial frames must be 1..1000");
        requireSize(json.heightPixels, json.widthPixels, "spatial");
        return new SpatialInput(json.frames, sampling(json.sampling), json.heightPixels, json.widthPixels);
    }

    private static TemporalInput toTemporal(TemporalJson json) {
        FlowJson p = json.flow;
        require(GREY, json.grey, "temporal grey");
        require(SCALING, json.scaling, "temporal scaling");
        require(p != null, "temporal flow must not be null");
        require(ALGORITHM, p.algorithm, "flow algorithm");
        require(json.chunks >= 1 && json.chunks <= 100, "temporal chunks must be 1..100");
        require(json.fieldsPerChunk >= 1 && json.fieldsPerChunk <= 100, "temporal fields-per-chunk must be 1..100");
        require(
                json.boundPixelsPerFrame > 0 && Float.isFinite(json.boundPixelsPerFrame),
                "temporal bound-pixels-per-frame must be above 0");
        requireSize(json.heightPixels, json.widthPixels, "temporal");
        TvL1Parameters flow = new TvL1Parameters(
                p.tau,
                p.lambda,
                p.theta,
                p.scales,
                p.warps,
                p.epsilon,
                p.innerIterations,
                p.outerIterations,
                p.scaleStep,
                p.medianFilteringPixels);
        return new TemporalInput(
                json.chunks, json.fieldsPerChunk, json.heightPixels, json.widthPixels, json.boundPixelsPerFrame, flow);
    }

    private static FrameSampling sampling(String written) {
        for (FrameSampling sampling : FrameSampling.values()) {
            if (sampling.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(written)) {
                return sampling;
            }
        }
        throw new IllegalArgumentException("spatial sampling is the unknown " + written);
    }

    private static void requireSize(int height, int width, String stream) {
        require(
                height >= 16 && height <= 4096 && width >= 16 && width <= 4096,
                stream + " height-pixels and width-pixels must be 16..4096");
    }

    private static void require(String supported, String written, String key) {
        require(
                supported.equals(written),
                key + " is '" + written + "', and this program does '" + supported + "' only");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("input-specification: " + otherwise);
        }
    }
}
