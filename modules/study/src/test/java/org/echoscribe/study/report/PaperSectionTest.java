package org.echoscribe.study.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.ReadLoop;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.LoopCharacteristics;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.View;
import org.junit.jupiter.api.Test;

class PaperSectionTest {

    private static final int LOOPS = 280;

    @Test
    void theOrderOnTheHardPairsIsSaidToHoldOnlyWhereItDoes() {
        assertThat(words(measured(40, 20, 5)))
                .contains(
                        "On the hard pairs 2-D errs most and two streams least, with time-distributed between: this is the"
                                + " order here too. Of 120 loops, taken for one another by Xception 40, by TD-Xception 20, by two"
                                + " streams 5.");
        assertThat(words(measured(20, 20, 5))).contains("this is not the order here");
        assertThat(words(measured(5, 20, 40))).contains("this is not the order here");
    }

    @Test
    void aDifferenceThatLuckMayGiveIsNotCalledAFinding() {
        assertThat(words(measured(40, 20, 19)))
                .contains("TD-Xception errs less than Xception (in the paper, P < 0.0001): this holds here.")
                .contains(
                        "Two-stream, TD-Xception errs less than TD-Xception (in the paper, P = 0.053): this has the same"
                                + " direction here, but no more than luck may give.");
        assertThat(words(measured(20, 40, 19))).contains("this does not hold here");
    }

    @Test
    void aNetworkThatAlwaysAnswersTheSameIsSaidToHaveCollapsed() {
        assertThat(words(measured(40, 20, 5)))
                .contains("VGG-16 answers 1 different views")
                .contains("it collapsed here too");
    }

    @Test
    void otherBundlesHaveNoSuchChapter() {
        assertThat(PaperSection.of(MeasuredExample.ofTwoBundles(true).measured()))
                .isEmpty();
    }

    private static String words(Measured measured) {
        return PaperSection.of(measured).orElseThrow().blocks().stream()
                .filter(Section.Words.class::isInstance)
                .map(block -> ((Section.Words) block).text())
                .collect(Collectors.joining(" "));
    }

    /** Networks that take so many loops of the hard pairs for one another, and are right otherwise. */
    private static Measured measured(int xception, int timeDistributed, int twoStream) {
        List<LabelledLoop> loops = new ArrayList<>();
        List<ReadLoop> readings = new ArrayList<>();
        List<LoopCharacteristics> characteristics = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            View view = View.values()[i % 14];
            LabelledLoop loop = new LabelledLoop("1.2." + i, "1." + i / 20, view, Path.of("none"));
            loops.add(loop);
            readings.add(new ReadLoop(
                    loop.sopInstanceUid(),
                    loop.studyInstanceUid(),
                    loop.subject(),
                    loop.file(),
                    Map.of("r", Optional.of(view))));
            characteristics.add(new LoopCharacteristics("m", "m", false, true, 50, OptionalDouble.of(30)));
        }
        Measured.Side side =
                new Measured.Side("r", List.of(), loops, readings, characteristics, List.of(), Map.of(), 14, 14);
        return new Measured(
                side,
                Optional.empty(),
                List.of(
                        collapsed(),
                        answers("xception", xception),
                        answers("td-xception", timeDistributed),
                        answers("two-stream-td-xception", twoStream)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static BundleAnswers answers(String network, int swapped) {
        List<float[]> logits = new ArrayList<>();
        int left = swapped;
        for (int i = 0; i < LOOPS; i++) {
            View said = View.values()[i % 14];
            Optional<View> rival = rival(said);
            if (left > 0 && rival.isPresent()) {
                said = rival.get();
                left--;
            }
            logits.add(sure(said));
        }
        return bundle(network, logits);
    }

    private static BundleAnswers collapsed() {
        List<float[]> logits = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            logits.add(sure(View.PSAX_LV));
        }
        return bundle("vgg16", logits);
    }

    private static BundleAnswers bundle(String network, List<float[]> logits) {
        return new BundleAnswers(
                new ModelIdentity(network, "1", "nobody", "ab".repeat(32), true), network, 1000, 1, 0.5, logits);
    }

    private static float[] sure(View view) {
        float[] logits = new float[View.values().length];
        logits[view.ordinal()] = 5;
        return logits;
    }

    private static Optional<View> rival(View view) {
        return switch (view) {
            case PLAX_RV_INFLOW -> Optional.of(View.PSAX_AORTIC_PULMONARY);
            case PSAX_AORTIC_PULMONARY -> Optional.of(View.PLAX_RV_INFLOW);
            case A4C_LV -> Optional.of(View.A5C);
            case A5C -> Optional.of(View.A4C_LV);
            case A2C -> Optional.of(View.A3C);
            case A3C -> Optional.of(View.A2C);
            default -> Optional.empty();
        };
    }
}
