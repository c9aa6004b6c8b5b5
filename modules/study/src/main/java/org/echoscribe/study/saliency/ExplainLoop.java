package org.echoscribe.study.saliency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.imaging.PrepareInput;
import org.echoscribe.imaging.SampledFrames;
import org.echoscribe.imaging.decode.DecodeLoop;
import org.echoscribe.imaging.decode.DecodeResult;
import org.echoscribe.imaging.decode.DecodedLoop;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.SiteScreenMasks;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.torch.InputGradients;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;

/** A stored loop to the {@link LoopSaliency} of a bundle's answer, by the very steps of the service. Not thread-safe. */
public final class ExplainLoop implements AutoCloseable {

    private final ModelBundle bundle;
    private final InputGradients gradients;
    private final DecodeLoop decodeLoop = new DecodeLoop(SiteScreenMasks.read());
    private final PrepareInput prepareInput = new PrepareInput();

    /** Reads the bundle's graphs; the bundle must stay open. */
    public ExplainLoop(ModelBundle bundle) throws IOException {
        this.bundle = bundle;
        this.gradients = new InputGradients(bundle);
    }

    /**
     * Explains one answer.
     *
     * @throws IOException if the file cannot be read or is no loop that the bundle reads
     */
    public LoopSaliency explain(Path file, Question question) throws IOException {
        InputSpecification specification = bundle.inputSpecification();
        DecodedLoop loop = decoded(file);
        NetworkInput input = prepareInput.prepare(loop, specification);
        AverageGradients average = new AverageGradients(gradients);
        InputGradients.Gradients found;
        NetworkInput factor = input;
        switch (question.method()) {
            case GRADIENT -> found = gradients.of(input, question.view(), question.against());
            case SMOOTH -> found = average.smooth(input, question.view(), question.against());
            case INTEGRATED -> {
                NetworkInput baseline = question.baseline().isPresent()
                        ? prepareInput.prepare(decoded(question.baseline().get()), specification)
                        : AverageGradients.nothing(input);
                found = average.integrated(baseline, input, question.view(), question.against());
                factor = AverageGradients.difference(input, baseline);
            }
            default -> throw new IllegalArgumentException("No saliency is made by " + question.method());
        }
        NetworkInput weight = factor;
        return new LoopSaliency(
                loop,
                scores(found.logits()),
                found.view(),
                question.against(),
                found.frames()
                        .map(each -> maps(each, weight.frames(), question))
                        .orElse(List.of()),
                specification
                        .spatial()
                        .map(in -> SampledFrames.ofSpatial(in, loop.totalFrames()))
                        .orElse(new int[0]),
                found.flow().map(each -> maps(each, weight.flow(), question)).orElse(List.of()),
                specification.temporal().map(TemporalInput::fieldsPerChunk).orElse(1),
                bundle.identity().synthetic());
    }

    private DecodedLoop decoded(Path file) throws IOException {
        return switch (decodeLoop.decode(DataSetReader.read(file), bundle.inputSpecification())) {
            case DecodeResult.Decoded(var loop) -> loop;
            case DecodeResult.NotAttempted(var reason, var detail) ->
                throw new IOException(file + " has no answer to explain: " + reason + ": " + detail);
            case DecodeResult.Undecodable(var detail) ->
                throw new IOException(file + " has no answer to explain: it cannot be decoded: " + detail);
        };
    }

    private static List<SaliencyMap> maps(float[] gradient, Optional<NetworkInput.Tensor> input, Question question) {
        long[] shape = input.orElseThrow().shape();
        int images = (int) shape[0];
        int size = (int) shape[3];
        return question.timesInput() || question.method() == SaliencyMethod.INTEGRATED
                ? SaliencyMap.ofEachTimes(gradient, input.orElseThrow().values(), images, size)
                : SaliencyMap.ofEach(gradient, images, size);
    }

    private Scores scores(float[] logits) {
        double[] probabilities = Answers.probabilities(logits, bundle.calibrationTemperature());
        float[] rounded = new float[probabilities.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) probabilities[i];
        }
        return new Scores(rounded);
    }

    @Override
    public void close() {
        gradients.close();
    }
}
