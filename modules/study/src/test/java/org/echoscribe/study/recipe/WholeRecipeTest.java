package org.echoscribe.study.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.phantom.GeneratePhantom;
import org.echoscribe.phantom.PhantomRequest;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.Labels;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.ServiceSource;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.network.NetworkScale;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.study.training.TrainingObserver;
import org.echoscribe.study.training.TrainingSettings;
import org.echoscribe.vocabulary.InputSpecification;
import org.echoscribe.vocabulary.InputSpecification.FrameSampling;
import org.echoscribe.vocabulary.InputSpecification.SpatialInput;
import org.echoscribe.vocabulary.InputSpecification.TemporalInput;
import org.echoscribe.vocabulary.InputSpecification.TvL1Parameters;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From synthetic DICOM files to a verified bundle, with networks and trainings as small as they can be. */
class WholeRecipeTest {

    private static final int PIXELS = 80;

    @Test
    void studiesBecomeABundleThatVerifiesAndTellsWhatWasMeasured(@TempDir Path directory) throws IOException {
        Preset preset = tiny();
        Path labels = new GeneratePhantom(2)
                .generate(
                        directory.resolve("studies"),
                        new PhantomRequest(5, 3, Set.of(View.PLAX, View.PSAX_LV), 2),
                        (_, _) -> {});
        List<LabelledLoop> loops = Labels.read(labels);
        StudySplit split = StudySplit.of(loops, 1);
        PreparedLoops prepared = new PrepareLoops(new ServiceSource(), preset.prepared(), 2)
                .prepare(loops, directory.resolve("prepared"), (_, _) -> {});

        TrainedStreams trained = new TrainStreams(preset, prepared, split, directory, new Unwatched()).train();
        Path bundleDirectory = directory.resolve("bundle");
        Evaluation evaluation = new BuildBundle(
                        preset,
                        split,
                        new Lineage("another-name", Origin.of(loops), 1),
                        trained,
                        prepared,
                        new Unwatched())
                .build(bundleDirectory);

        assertThat(evaluation.test()).hasSameSizeAs(split.test());
        assertThat(evaluation.backEndDifference())
                .as("half-precision kernels move little")
                .isLessThan(0.02);
        assertThat(evaluation.pathDifference())
                .as("the cache is what service prepares")
                .isLessThan(0.02);
        try (ModelBundle bundle = ModelBundle.open(bundleDirectory)) {
            assertThat(bundle.identity().synthetic()).isTrue();
            assertThat(bundle.identity().name()).isEqualTo("another-name");
            assertThat(bundle.description().trainingProvenance())
                    .containsEntry("command", "echoscribe train --preset tiny --name another-name --seed 1");
            assertThat(bundle.description().measuredMetrics()).containsEntry("testStudies", evaluation.studies());
            assertThat(bundle.description().trainingProvenance())
                    .containsAllEntriesOf(Digests.of(split).provenance());
        }
        assertThat(Files.readString(bundleDirectory.resolve("card.md")))
                .contains("SYNTHETIC DATA ONLY")
                .contains("on " + evaluation.studies() + " unseen synthetic phantom studies")
                .startsWith("---\nlicense: apache-2.0\n")
                .contains("synthetic-data-only", Digests.of(split).training())
                .contains(
                        "## Model details",
                        "## Intended use",
                        "## Factors",
                        "## Metrics",
                        "## Evaluation data",
                        "## Training data",
                        "## Quantitative analyses",
                        "## Ethical considerations",
                        "## Caveats and recommendations");
        assertThat(directory.resolve("two-stream-head").resolve("curves.png")).exists();
    }

    private static Preset tiny() {
        NetworkScale scale = new NetworkScale(0.05, PIXELS, 0.5);
        TrainingSettings oneEpoch = new TrainingSettings(4, 1e-3, 1, 1, 0, 0.3, 5);
        return new Preset(
                "tiny",
                "0.0.1",
                PaperNetwork.TWO_STREAM_TD_XCEPTION.at(scale),
                new InputSpecification(
                        Optional.of(new SpatialInput(20, FrameSampling.FIRST, PIXELS, PIXELS)),
                        Optional.of(new TemporalInput(
                                4,
                                10,
                                PIXELS,
                                PIXELS,
                                2f,
                                new TvL1Parameters(0.25f, 0.15f, 0.3f, 2, 1, 0.01f, 5, 1, 0.8f, 1))),
                        10),
                40,
                1,
                1,
                1,
                oneEpoch,
                oneEpoch,
                oneEpoch,
                5);
    }

    private static final class Unwatched implements Watch {
        @Override
        public TrainingObserver training(String name) {
            return new TrainingObserver() {
                @Override
                public void epochStarted(int epoch, int maximumEpochs, int steps) {}

                @Override
                public void stepDone(double loss, double accuracy) {}

                @Override
                public void epochDone(Epoch epoch, boolean best) {}
            };
        }

        @Override
        public PrepareLoops.Progress loops(String task) {
            return (_, _) -> {};
        }
    }
}
