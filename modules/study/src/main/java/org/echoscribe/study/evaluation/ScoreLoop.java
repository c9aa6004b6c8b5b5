package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.SiteScreenMasks;
import org.echoscribe.vocabulary.InputSpecification;

/** One stored loop through every bundle, by the very steps of the service. Any number of threads may call it. */
final class ScoreLoop implements AutoCloseable {

    private final List<ModelBundle> bundles;
    private final List<Classifier> classifiers = new ArrayList<>();
    private final PrepareInput prepareInput = new PrepareInput();
    private final ScreenMasks siteMasks = SiteScreenMasks.read();

    ScoreLoop(List<ModelBundle> bundles) throws BundleRejectedException {
        this.bundles = bundles;
        try {
            for (ModelBundle bundle : bundles) {
                classifiers.add(new Classifier(bundle, ExecutionOptions.forCpu()));
            }
        } catch (BundleRejectedException e) {
            close();
            throw e;
        }
    }

    /** What became of a loop. */
    sealed interface Scored {

        /** Logits by bundle. */
        record Answered(List<float[]> logits) implements Scored {}

        /** At least one bundle's input could not be made of it. */
        record Refused(String reason) implements Scored {}
    }

    /** As the node would. */
    Scored score(Path file) throws IOException {
        return score(file, new DecodeLoop(siteMasks), Optional.empty());
    }

    /** As if the site's table of screen masks were this one. */
    Scored score(Path file, ScreenMasks masks) throws IOException {
        return score(file, new DecodeLoop(masks), Optional.empty());
    }

    /** As if the loop had been recorded otherwise. */
    Scored score(Path file, Alteration alteration) throws IOException {
        return score(file, new DecodeLoop(siteMasks), Optional.of(alteration));
    }

    /** The loop as the first bundle's specification has it decoded; empty where it is refused. */
    Optional<DecodedLoop> decoded(Path file) throws IOException {
        return new DecodeLoop(siteMasks)
                                .decode(
                                        DataSetReader.read(file),
                                        bundles.getFirst().inputSpecification())
                        instanceof DecodeResult.Decoded(var loop)
                ? Optional.of(loop)
                : Optional.empty();
    }

    private Scored score(Path file, DecodeLoop decodeLoop, Optional<Alteration> alteration) throws IOException {
        SharedInputs inputs = new SharedInputs(DataSetReader.read(file), decodeLoop, prepareInput, alteration);
        List<float[]> logits = new ArrayList<>();
        for (int i = 0; i < bundles.size(); i++) {
            InputSpecification specification = bundles.get(i).inputSpecification();
            switch (inputs.decode(specification)) {
                case DecodeResult.Decoded(var loop) ->
                    logits.add(classifiers.get(i).logits(inputs.of(specification, loop)));
                case DecodeResult.NotAttempted(var reason, var detail) -> {
                    return new Scored.Refused(reason + ": " + detail);
                }
                case DecodeResult.Undecodable(var detail) -> {
                    return new Scored.Refused("not decodable: " + detail);
                }
            }
        }
        return new Scored.Answered(logits);
    }

    @Override
    public void close() {
        classifiers.forEach(Classifier::close);
    }
}
