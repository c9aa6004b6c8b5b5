package org.echoscribe.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echoscribe.inference.BundleDescription;
import org.echoscribe.inference.BundleWriter;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.network.FrameReading;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.NetworkWeights;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.network.SizedNetwork;
import org.echoscribe.study.network.Weights;
import org.echoscribe.study.onnx.NetworkFiles;
import org.echoscribe.study.onnx.WeightPrecision;
import org.echoscribe.study.torch.InputGradients;
import org.echoscribe.study.torch.OpenMp;
import org.echoscribe.study.torch.TorchNetwork;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.study.training.TrainNetwork;
import org.echoscribe.study.training.TrainingObserver;
import org.echoscribe.study.training.TrainingSettings;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each network of the paper learns, survives being killed, and answers in the node's classifier, from its bundle and through
 * ONNX Runtime, what it answered in libtorch.
 */
class EveryNetworkTest {

    private static final double LOGIT_TOLERANCE = 1e-3;
    private static final double PROBABILITY_TOLERANCE = 1e-4;

    @BeforeAll
    static void sharedCores() {
        OpenMp.waitPassively();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(PaperNetwork.class)
    void aSmallOneLearnsAndResumesAndAnswersFromItsBundle(
            PaperNetwork paper, @TempDir Path whole, @TempDir Path killed, @TempDir Path bundle) throws IOException {
        SizedNetwork sized = paper.at(new NetworkScale(0.05, 80, 0.5));
        NetworkWeights start = NetworkWeights.initial(sized.learner(), 3);
        TrainNetwork.Trained trained = train(sized, start, whole, 3);

        List<Double> losses = trained.epochs().stream().map(Epoch::trainingLoss).toList();
        assertThat(losses.getLast()).as("losses %s", losses).isLessThan(losses.getFirst());
        assertThatThrownBy(() -> train(sized, start, killed, 2)).hasMessage("killed");
        requireSameBits(train(sized, start, killed, 3).weights(), trained.weights());

        Difference difference = differenceOfBackEnds(sized, trained.weights(), bundle);
        assertThat(difference.logits()).isLessThan(LOGIT_TOLERANCE);
        assertThat(difference.probabilities()).isLessThan(PROBABILITY_TOLERANCE);
        requireGradients(sized, bundle);
    }

    /** Its saliency can be had: the shipped graphs are differentiated down to each pixel. */
    private static void requireGradients(SizedNetwork sized, Path directory) throws IOException {
        NetworkInput input = new SyntheticLoops(sized.input(), framesOf(sized), 1, 6).input(0);
        try (ModelBundle bundle = ModelBundle.open(directory);
                InputGradients gradients = new InputGradients(bundle)) {
            InputGradients.Gradients found = gradients.of(input, Optional.of(View.PLAX), Optional.empty());
            found.frames().ifPresent(EveryNetworkTest::requireSome);
            found.flow().ifPresent(EveryNetworkTest::requireSome);
            assertThat(found.frames().isPresent()).isEqualTo(sized.paper().readsFrames());
            assertThat(found.flow().isPresent()).isEqualTo(sized.paper().readsFlow());
        }
    }

    private static void requireSome(float[] gradient) {
        int some = 0;
        for (float value : gradient) {
            assertThat(value).isFinite();
            some += value != 0 ? 1 : 0;
        }
        assertThat(some).isGreaterThan(gradient.length / 10);
    }

    /** Random weights, with batch normalisation's statistics from a few random loops. Minutes and up to 6 GB each. */
    @Tag("nightly")
    @ParameterizedTest(name = "{0}")
    @EnumSource(PaperNetwork.class)
    void oneOfThePapersSizeAnswersFromItsBundleAsInLibtorch(PaperNetwork paper, @TempDir Path bundle)
            throws IOException {
        SizedNetwork published = paper.publishedSize();
        // Zero momentum: one pass replaces the moving statistics by the batch's, so they are populated at once.
        SizedNetwork sized = paper.at(
                new NetworkScale(1, published.spatialScale().pixels(), 0),
                new NetworkScale(1, published.temporalScale().pixels(), 0));
        NetworkWeights weights;
        try (TorchNetwork torch = new TorchNetwork(sized.network(), audible(sized))) {
            int frames = sized.reading().equals(Optional.of(FrameReading.CLIP)) ? FrameReading.CLIP.frames() : 4;
            // Dark and bright loops: what one kind alone has populated blows the other up.
            torch.observeBackbones(
                    new SyntheticLoops(sized.input(), frames, 2, 1).batch(new int[] {0, 1}, Optional.empty()));
            weights = torch.weights();
        }
        Difference difference = differenceOfBackEnds(sized, weights, bundle);
        System.out.printf(
                "%s: logits differ by at most %.2g, probabilities by %.2g%n",
                paper.id(), difference.logits(), difference.probabilities());
        assertThat(difference.logits()).isLessThan(LOGIT_TOLERANCE);
        assertThat(difference.probabilities()).isLessThan(PROBABILITY_TOLERANCE);
    }

    /**
     * Initial weights. Where nothing normalises, kernels are larger by the square root of 2, which makes up for what each rectifier
     * takes away (K. He et al., ICCV 2015, arXiv:1502.01852): else next to nothing of the image would reach the logits.
     */
    private static NetworkWeights audible(SizedNetwork sized) {
        NetworkWeights initial = NetworkWeights.initial(sized.network(), 7);
        if (sized.paper() != PaperNetwork.VGG16 && sized.paper() != PaperNetwork.C3D) {
            return initial;
        }
        Map<String, float[]> louder = new LinkedHashMap<>();
        initial.spatial().orElseThrow().values().forEach((name, values) -> {
            float[] scaled = values.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= (float) Math.sqrt(2);
            }
            louder.put(name, scaled);
        });
        return new NetworkWeights(Optional.of(new Weights(louder)), Optional.empty(), initial.head());
    }

    private static TrainNetwork.Trained train(SizedNetwork sized, NetworkWeights start, Path directory, int lastEpoch)
            throws IOException {
        int frames = sized.reading().equals(Optional.of(FrameReading.VOTES)) ? 1 : framesOf(sized);
        return new TrainNetwork(sized.learner(), new TrainingSettings(4, 2e-3, 3, 3, 1, 0.3, 11), directory)
                .train(
                        start,
                        new SyntheticLoops(sized.input(), frames, 4, 1),
                        new SyntheticLoops(sized.input(), frames, 2, 2),
                        new KilledAfter(lastEpoch));
    }

    private static int framesOf(SizedNetwork sized) {
        return sized.reading().map(FrameReading::frames).orElse(0);
    }

    private record Difference(double logits, double probabilities) {}

    private static Difference differenceOfBackEnds(SizedNetwork sized, NetworkWeights weights, Path directory)
            throws IOException {
        write(sized, weights, directory);
        SyntheticLoops loops = new SyntheticLoops(sized.input(), framesOf(sized), 2, 5);
        double logits = 0;
        double probabilities = 0;
        try (TorchNetwork torch = new TorchNetwork(sized.network(), weights);
                ModelBundle bundle = ModelBundle.open(directory);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu())) {
            for (int item = 0; item < loops.size(); item++) {
                NetworkInput input = loops.input(item);
                float[] expected = torch.logits(loops.batch(new int[] {item}, Optional.empty()));
                float[] actual = classifier.logits(input);
                Scores scores = classifier.classify(input);
                requireSpread(expected);
                double[] expectedProbabilities = Answers.probabilities(expected, 1);
                for (View view : View.values()) {
                    int i = view.ordinal();
                    logits = Math.max(logits, Math.abs(actual[i] - expected[i]));
                    probabilities = Math.max(probabilities, Math.abs(scores.of(view) - expectedProbabilities[i]));
                }
            }
        }
        return new Difference(logits, probabilities);
    }

    private static void write(SizedNetwork sized, NetworkWeights weights, Path directory) throws IOException {
        BundleDescription description = new BundleDescription(
                sized.paper().id(),
                "0.0.1",
                "nobody",
                sized.paper().id(),
                List.of(View.values()),
                sized.input(),
                1,
                0,
                Map.of(),
                Map.of(),
                true);
        BundleWriter writer = new BundleWriter(description, "# of a test");
        new NetworkFiles(sized.network(), weights, WeightPrecision.FLOAT32, Map.of())
                .contents()
                .forEach(writer::add);
        writer.writeDirectory(directory);
    }

    private static void requireSpread(float[] logits) {
        double[] sorted = new double[logits.length];
        Arrays.setAll(sorted, i -> logits[i]);
        Arrays.sort(sorted);
        assertThat(sorted[sorted.length - 1] - sorted[0])
                .as("logits must differ between views, or nothing is tested")
                .isGreaterThan(0.005);
    }

    private static void requireSameBits(NetworkWeights actual, NetworkWeights expected) {
        requireSameBits(actual.head(), expected.head());
        expected.spatial().ifPresent(part -> requireSameBits(actual.spatial().orElseThrow(), part));
        expected.temporal().ifPresent(part -> requireSameBits(actual.temporal().orElseThrow(), part));
    }

    private static void requireSameBits(Weights actual, Weights expected) {
        expected.values()
                .forEach((name, values) ->
                        assertThat(actual.values().get(name)).as(name).containsExactly(values));
    }

    private record KilledAfter(int lastEpoch) implements TrainingObserver {
        @Override
        public void epochStarted(int epoch, int maximumEpochs, int steps) {
            if (epoch > lastEpoch) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void stepDone(double loss, double accuracy) {}

        @Override
        public void epochDone(Epoch epoch, boolean best) {}
    }
}
