package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echoscribe.vocabulary.NetworkInput;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClassifierTest {

    private static final TinyModel TWO_STREAM = new TinyModel(Bundles.twoStream());
    private static final ExecutionOptions ONE_BY_ONE = TinyModel.options(1, Duration.ZERO, 4);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"two-stream", "spatial", "temporal"})
    void computesTheLogitsOfEachStreamInTheOrderOfTheViews(String streams) throws IOException {
        TinyModel model = new TinyModel(
                switch (streams) {
                    case "spatial" -> Bundles.spatialOnly();
                    case "temporal" -> Bundles.temporalOnly();
                    default -> Bundles.twoStream();
                });
        try (ModelBundle bundle = model.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, ONE_BY_ONE)) {
            NetworkInput loop = model.loop(5);
            double[] expected = model.expectedLogits(loop);
            float[] logits = classifier.logits(loop);
            for (int i = 0; i < 14; i++) {
                View view = bundle.views().get(i);
                assertThat((double) logits[view.ordinal()]).as(view.toString()).isEqualTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void dividesLogitsByTheCalibrationTemperatureBeforeTheSoftmax() throws IOException {
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, ONE_BY_ONE)) {
            float[] logits = classifier.logits(TWO_STREAM.loop(6));
            Scores scores = classifier.classify(TWO_STREAM.loop(6));
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit / 1.5);
            }
            for (View view : View.values()) {
                assertThat((double) scores.of(view))
                        .isEqualTo(Math.exp(logits[view.ordinal()] / 1.5) / sum, within(1e-6));
            }
        }
    }

    @Test
    void softmaxStaysFiniteForHugeLogits() {
        float[] logits = new float[14];
        logits[3] = 3e38f;
        logits[4] = -3e38f;
        assertThat(Classifier.softmax(logits, 0.5f)[3]).isEqualTo(1f);
        assertThat(Classifier.softmax(new float[14], 1f)).containsOnly(1f / 14);
    }

    @Test
    void givesTheSameBitsWhateverElseIsClassifiedAtTheSameTime() throws Exception {
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, ONE_BY_ONE)) {
            List<float[]> alone = new ArrayList<>();
            for (int loop = 0; loop < 12; loop++) {
                alone.add(classifier.logits(TWO_STREAM.loop(loop)));
            }
            List<float[]> together = classifiedTogether(classifier, 12);
            for (int loop = 0; loop < 12; loop++) {
                assertThat(together.get(loop)).isEqualTo(alone.get(loop));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void batchesOfSeveralLoopsDifferOnlyInRounding(int imagesPerRun) throws Exception {
        ExecutionOptions batched = TinyModel.options(4, Duration.ofSeconds(20), imagesPerRun);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, batched)) {
            // With this long a wait a batch leaves only when it is full, so these are three batches of four.
            List<float[]> together = classifiedTogether(classifier, 12);
            for (int loop = 0; loop < 12; loop++) {
                double[] expected = TWO_STREAM.expectedLogits(TWO_STREAM.loop(loop));
                for (int i = 0; i < 14; i++) {
                    assertThat((double) together.get(loop)[bundle.views().get(i).ordinal()])
                            .isEqualTo(expected[i], within(1e-4));
                }
            }
        }
    }

    @Test
    void refusesAnInputThatIsNotWhatTheNetworkReads() throws IOException {
        NetworkInput right = TWO_STREAM.loop(1);
        NetworkInput lacking = new NetworkInput(right.frames(), Optional.empty(), 40, false);
        NetworkInput swapped = new NetworkInput(right.flow(), right.frames(), 40, false);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, ONE_BY_ONE)) {
            assertThatThrownBy(() -> classifier.classify(lacking))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("temporal input of shape [2, 6, 18, 16] and got none");
            assertThatThrownBy(() -> classifier.classify(swapped))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("spatial input of shape [5, 3, 16, 20] and got [2, 6, 18, 16]");
        }
    }

    @Test
    void logitsThatAreNotFiniteFailTheirLoopAloneAndSayWhichView() throws Exception {
        NetworkInput broken = TWO_STREAM.loop(1);
        broken.frames().orElseThrow().values().put(7, Float.NaN);
        ExecutionOptions together = TinyModel.options(2, Duration.ofSeconds(20), 64);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, together);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Scores> failing = callers.submit(() -> classifier.classify(broken));
            Future<Scores> healthy = callers.submit(() -> classifier.classify(TWO_STREAM.loop(2)));
            assertThat(healthy.get().certainty()).isPositive();
            assertThatThrownBy(failing::get)
                    .hasCauseInstanceOf(InferenceException.class)
                    .hasMessageContaining("NaN for SUPRASTERNAL");
        }
    }

    @Test
    void closingAnswersWhoeverStillWaits() throws Exception {
        // The batch never fills, so the caller waits until the classifier is closed.
        ExecutionOptions never = TinyModel.options(2, Duration.ofDays(1), 4);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Classifier classifier = new Classifier(bundle, never);
            Future<Scores> waiting = callers.submit(() -> classifier.classify(TWO_STREAM.loop(1)));
            classifier.close();
            classifier.close();
            assertThatThrownBy(waiting::get)
                    .hasCauseInstanceOf(InferenceException.class)
                    .hasMessageContaining("closed before the loop was scored");
            assertThatThrownBy(() -> classifier.classify(TWO_STREAM.loop(1)))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void anInterruptedCallerLeavesAndStaysInterrupted() throws Exception {
        ExecutionOptions never = TinyModel.options(2, Duration.ofDays(1), 4);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier classifier = new Classifier(bundle, never);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> flag = callers.submit(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> classifier.classify(TWO_STREAM.loop(1)))
                        .isInstanceOf(InferenceException.class)
                        .hasMessageContaining("Interrupted");
                return Thread.interrupted();
            });
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void worksOnAfterItsBundleWasClosed() throws IOException {
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary.resolve("bundle"))) {
            new BundleWriter(bundle.description(), "# zip\n")
                    .add(ModelBundle.SPATIAL_FILE, TinyModel.spatial())
                    .add(ModelBundle.TEMPORAL_FILE, TinyModel.temporal())
                    .add(ModelBundle.HEAD_FILE, TWO_STREAM.head())
                    .writeZip(temporary.resolve("bundle.zip"));
        }
        ModelBundle zip = ModelBundle.open(temporary.resolve("bundle.zip"));
        try (Classifier classifier = new Classifier(zip, ONE_BY_ONE)) {
            zip.close();
            assertThat(classifier.classify(TWO_STREAM.loop(1)).certainty()).isPositive();
        }
    }

    @Test
    void fallsBackToTheCpuWhereCudaCannotBeUsed() throws IOException {
        ExecutionOptions cuda = new ExecutionOptions(ExecutionProvider.CUDA, 1, 1, Duration.ZERO, 4);
        try (ModelBundle bundle = TWO_STREAM.writtenTo(temporary);
                Classifier onGpu = new Classifier(bundle, cuda);
                Classifier onCpu = new Classifier(bundle, ONE_BY_ONE)) {
            assertThat(onCpu.executionProvider()).isEqualTo("CPUExecutionProvider");
            assertThat(onGpu.executionProvider()).isIn("CPUExecutionProvider", "CUDAExecutionProvider");
            float[] some = onGpu.logits(TWO_STREAM.loop(3));
            float[] others = onCpu.logits(TWO_STREAM.loop(3));
            for (int i = 0; i < 14; i++) {
                assertThat(some[i]).isEqualTo(others[i], within(1e-3f));
            }
        }
    }

    @Test
    void refusesGraphsThatDoNotFitTheDescription() throws IOException {
        assertRefused(
                TinyGraphs.head(4, 8, 2, 6, TinyGraphs.random(3, 14 * 14)), "spatial", "[-1, 4, 8]", "[-1, 5, 8]");
        assertRefused(
                TinyGraphs.head(5, 9, 2, 6, TinyGraphs.random(3, 15 * 14)), "spatial", "[-1, 5, 9]", "[-1, 5, 8]");
        assertRefused(TinyGraphs.head(5, 8, 0, 6, TinyGraphs.random(3, 8 * 14)), "inputs", "[spatial, temporal]");
        assertRefused(TinyModel.spatial(), "inputs [frames]");
        assertRefused(new byte[] {1, 2, 3}, "ONNX Runtime", "Export the bundle again");
    }

    private void assertRefused(byte[] head, String... saying) throws IOException {
        Path directory = temporary.resolve("bundle-" + Arrays.hashCode(head));
        try (ModelBundle bundle = TWO_STREAM.writtenTo(directory, head)) {
            assertThatThrownBy(() -> new Classifier(bundle, ONE_BY_ONE))
                    .isInstanceOf(BundleRejectedException.class)
                    .hasMessageContaining("head.onnx")
                    .hasMessageContainingAll(saying);
        }
    }

    private static List<float[]> classifiedTogether(Classifier classifier, int loops) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<float[]>> calls = new ArrayList<>();
            for (int loop = 0; loop < loops; loop++) {
                NetworkInput input = TWO_STREAM.loop(loop);
                calls.add(() -> classifier.logits(input));
            }
            List<float[]> logits = new ArrayList<>();
            for (Future<float[]> call : callers.invokeAll(calls)) {
                logits.add(call.get());
            }
            return logits;
        }
    }
}
