package org.echoscribe.study.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.ReadLoop;
import org.echoscribe.study.data.Subject;
import org.echoscribe.study.evaluation.Alteration;
import org.echoscribe.study.evaluation.BackgroundTest;
import org.echoscribe.study.evaluation.BundleAnswers;
import org.echoscribe.study.evaluation.LoopCharacteristics;
import org.echoscribe.study.evaluation.Measured;
import org.echoscribe.study.evaluation.Robustness;
import org.echoscribe.vocabulary.ModelIdentity;
import org.echoscribe.vocabulary.View;

/**
 * What an evaluation of two invented bundles observed: one errs on every twentieth loop, one on every third.
 *
 * @param wrongOfFirst how often the first errs
 */
record MeasuredExample(Measured measured, int loops, int wrongOfFirst) {

    private static final int LOOPS = 240;
    private static final int VIEWS = View.values().length;

    static MeasuredExample ofTwoBundles(boolean synthetic) {
        List<LabelledLoop> loops = new ArrayList<>();
        List<ReadLoop> readings = new ArrayList<>();
        List<LoopCharacteristics> characteristics = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            String study = "1.2." + i / 20;
            View view = View.values()[i % 13];
            LabelledLoop loop = new LabelledLoop(study + "." + i, study, view, Path.of("none"));
            loops.add(loop);
            Optional<View> second = i % 40 == 7 ? Optional.empty() : Optional.of(i % 30 == 3 ? View.APEX : view);
            readings.add(new ReadLoop(
                    loop.sopInstanceUid(),
                    study,
                    loop.subject(),
                    loop.file(),
                    Map.of("r1", Optional.of(view), "r2", second)));
            characteristics.add(new LoopCharacteristics(
                    i % 3 == 0 ? "One & Co" : "Two",
                    "m",
                    i % 9 == 0,
                    false,
                    30 + i % 50,
                    i % 11 == 0 ? OptionalDouble.empty() : OptionalDouble.of(25 + i % 40)));
        }
        ReadLoop unclassifiable = new ReadLoop(
                "1.2.99", "1.2.0", Subject.ofStudy("1.2.0"), Path.of("none"), Map.of("r1", Optional.empty()));
        Measured.Side side = new Measured.Side(
                "r1",
                List.of("r2"),
                loops,
                readings,
                characteristics,
                List.of(unclassifiable),
                Map.of("1.2.77", "fewer than 40 frames"),
                12,
                12);
        BundleAnswers good = answers("good", synthetic, LOOPS, 20);
        BundleAnswers bad = answers("bad", synthetic, LOOPS, 3);
        int[] drawn = {0, 5, 100};
        List<Robustness> robustness = Alteration.all().stream()
                .map(alteration ->
                        new Robustness(alteration, drawn, List.of(new int[] {0, 5, -1}, new int[] {1, 1, 1})))
                .toList();
        Measured measured = new Measured(
                side,
                Optional.of(side),
                List.of(good, bad),
                List.of(answers("good", synthetic, 1, 20), answers("bad", synthetic, 1, 3)),
                List.of(1.5, 0.7),
                Optional.of(new BackgroundTest(
                        drawn, new double[] {0, 0.01}, new int[] {0, 1}, List.of(new int[] {-1, -1, 2}, new int[] {
                            0, 0, 0
                        }))),
                robustness);
        return new MeasuredExample(measured, LOOPS, LOOPS / 20);
    }

    private static BundleAnswers answers(String name, boolean synthetic, int loops, int wrongEvery) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<float[]> logits = IntStream.range(0, loops)
                .mapToObj(i -> {
                    float[] each = new float[VIEWS];
                    int said = i % wrongEvery == 1 ? (i % 13 + 1) % VIEWS : i % 13;
                    each[said] = (float) random.nextDouble(1, 8);
                    return each;
                })
                .toList();
        ModelIdentity identity = new ModelIdentity(name, "1", "nobody", "ab".repeat(32), synthetic);
        return new BundleAnswers(identity, "none", 1000, 1.2, 0.5, logits);
    }
}
