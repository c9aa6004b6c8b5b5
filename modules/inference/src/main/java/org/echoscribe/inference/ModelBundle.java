package org.echoscribe.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.View;

/**
 * A trained network with everything that is needed to use it, verified: each file is there and has the digest that
 * {@code bundle.json} gives.
 */
public final class ModelBundle implements AutoCloseable {

    /** The file that describes the bundle and lists its other files. */
    public static final String DESCRIPTION_FILE = "bundle.json";
    /** Frames {@code [N, 3, H, W]} named {@code frames} to {@code features [N, F]}. */
    public static final String SPATIAL_FILE = "spatial.onnx";
    /** Flow chunks {@code [N, 2 * fieldsPerChunk, H, W]} named {@code flow} to {@code features [N, C]}. */
    public static final String TEMPORAL_FILE = "temporal.onnx";
    /** {@code spatial [B, frames, F]} and/or {@code temporal [B, chunks, C]} to {@code logits [B, 14]}. */
    public static final String HEAD_FILE = "head.onnx";
    /** The model card, for a person to read. */
    public static final String CARD_FILE = "card.md";

    private ModelBundle() {}

    /**
     * Opens and verifies a bundle.
     *
     * @param directoryOrZip the bundle; a zip is unpacked into a private temporary directory until {@link #close}
     * @throws BundleRejectedException if anything about it does not verify
     */
    public static ModelBundle open(Path directoryOrZip) throws BundleRejectedException {
        throw new UnsupportedOperationException(directoryOrZip.toString());
    }

    /** The name, version and digest that reports carry. */
    public ModelIdentity identity() {
        throw new UnsupportedOperationException();
    }

    /** Everything that {@code bundle.json} says. */
    public BundleDescription description() {
        throw new UnsupportedOperationException();
    }

    /** What the network reads, and how a loop becomes that. */
    public InputSpecification inputSpecification() {
        return description().inputSpecification();
    }

    /** What each logit means, in output order. */
    public List<View> views() {
        return description().views();
    }

    /** The certainty below which no view is asserted, 0..1. */
    public float abstentionThreshold() {
        return description().abstentionThreshold();
    }

    /** What logits are divided by before the softmax. */
    public float calibrationTemperature() {
        return description().calibrationTemperature();
    }

    /** The verified file of that name, such as {@value #SPATIAL_FILE}; empty where the bundle has none. */
    public Optional<Path> file(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** Removes the unpacked copy of a zip; a directory stays as it is. */
    @Override
    public void close() {}
}
