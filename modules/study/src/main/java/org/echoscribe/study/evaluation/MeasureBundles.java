package org.echoscribe.study.evaluation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.ReadLoop;
import org.echoscribe.study.evaluation.ScoreLoop.Scored;

/** Runs bundles over labelled loops and their experiments; what it observes becomes the report. */
public final class MeasureBundles {

    private final List<ModelBundle> bundles;
    private final EvaluationPlan plan;
    private final Function<String, PrepareLoops.Progress> watch;
    private final ParallelLoops parallel;

    /**
     * @param bundles verified, in the report's order
     * @param watch gives what is told of each task, by the task's name
     */
    public MeasureBundles(
            List<ModelBundle> bundles, EvaluationPlan plan, Function<String, PrepareLoops.Progress> watch) {
        this.bundles = List.copyOf(bundles);
        this.plan = plan;
        this.watch = watch;
        this.parallel = new ParallelLoops(plan.threads());
    }

    /**
     * Measures everything.
     *
     * @throws IOException if an object or a graph cannot be read, or no loop can be scored
     */
    public Measured measure() throws IOException {
        try (ScoreLoop scoreLoop = new ScoreLoop(bundles)) {
            Optional<Measured.Side> training = apart(plan.training(), "training");
            Optional<Measured.Side> validation = apart(plan.validation(), "validation");
            Measured.Side described = describe(plan.test());
            List<Scored> scored = score(scoreLoop, described.readings(), "loops classified");
            Measured.Side side = onlyAnswered(described, scored);
            if (side.loops().isEmpty()) {
                throw new IOException("None of the " + plan.test().loops().size() + " loops can be scored: "
                        + new HashSet<>(side.unscored().values()));
            }
            List<Scored> unclassifiable = score(scoreLoop, side.unclassifiable(), "unclassifiable loops classified");
            int[] drawn = draw(side.loops().size());
            return new Measured(
                    side,
                    training,
                    answers(scored),
                    answers(unclassifiable),
                    temperatures(scoreLoop, validation),
                    drawn.length == 0
                            ? Optional.empty()
                            : Optional.of(new MeasureBackground(scoreLoop, parallel)
                                    .measure(side, drawn, bundles.size(), watch.apply("backgrounds tested"))),
                    drawn.length == 0 ? List.of() : robustness(scoreLoop, side, drawn));
        }
    }

    /** Another side, described, if it was given and shares no study or patient with the test. */
    private Optional<Measured.Side> apart(Optional<DataSet> data, String name) throws IOException {
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Measured.Side side = describe(data.get());
        new RequireApart(plan.test()).check(data.get(), side, name);
        if (side.loops().isEmpty()) {
            throw new IOException(
                    "None of the " + name + " loops has a view and at least " + plan.minimumFrames() + " frames");
        }
        return Optional.of(side);
    }

    private Measured.Side describe(DataSet data) throws IOException {
        return new DescribeSide(plan.reader(), plan.minimumFrames(), parallel, watch.apply("headers read"))
                .describe(data);
    }

    private List<Scored> score(ScoreLoop scoreLoop, List<ReadLoop> loops, String task) throws IOException {
        List<Callable<Scored>> work = new ArrayList<>();
        loops.forEach(loop -> work.add(() -> scoreLoop.score(loop.file())));
        return work.isEmpty() ? List.of() : parallel.call(work, watch.apply(task));
    }

    private static Measured.Side onlyAnswered(Measured.Side side, List<Scored> scored) {
        int[] answered = IntStream.range(0, scored.size())
                .filter(i -> scored.get(i) instanceof Scored.Answered)
                .toArray();
        Map<String, String> unscored = new LinkedHashMap<>(side.unscored());
        for (int i = 0; i < scored.size(); i++) {
            if (scored.get(i) instanceof Scored.Refused(var reason)) {
                unscored.put(side.loops().get(i).sopInstanceUid(), reason);
            }
        }
        return new Measured.Side(
                side.reader(),
                side.otherReaders(),
                IntStream.of(answered).mapToObj(side.loops()::get).toList(),
                IntStream.of(answered).mapToObj(side.readings()::get).toList(),
                IntStream.of(answered).mapToObj(side.characteristics()::get).toList(),
                side.unclassifiable(),
                unscored,
                side.studies(),
                side.subjects());
    }

    private List<BundleAnswers> answers(List<Scored> scored) throws IOException {
        List<BundleAnswers> answers = new ArrayList<>();
        for (int i = 0; i < bundles.size(); i++) {
            int bundle = i;
            ModelBundle opened = bundles.get(i);
            answers.add(new BundleAnswers(
                    opened.identity(),
                    opened.description().architecture(),
                    ShippedParameters.of(opened),
                    opened.calibrationTemperature(),
                    opened.abstentionThreshold(),
                    scored.stream()
                            .filter(Scored.Answered.class::isInstance)
                            .map(each -> ((Scored.Answered) each).logits().get(bundle))
                            .toList()));
        }
        return answers;
    }

    private List<Double> temperatures(ScoreLoop scoreLoop, Optional<Measured.Side> validation) throws IOException {
        if (validation.isEmpty()) {
            return List.of();
        }
        List<Scored> scored = score(scoreLoop, validation.get().readings(), "validation loops classified");
        int[] truth = onlyAnswered(validation.get(), scored).truth();
        return answers(scored).stream()
                .map(answers -> CalibrationTemperature.fit(flat(answers.logits()), truth))
                .toList();
    }

    private static float[] flat(List<float[]> rows) {
        float[] all = new float[rows.stream().mapToInt(row -> row.length).sum()];
        int position = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, all, position, row.length);
            position += row.length;
        }
        return all;
    }

    private int[] draw(int loops) {
        int[] order = IntStream.range(0, loops).toArray();
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int i = loops - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        int[] drawn = Arrays.copyOf(order, Math.min(loops, plan.experimentLoops()));
        Arrays.sort(drawn);
        return drawn;
    }

    private List<Robustness> robustness(ScoreLoop scoreLoop, Measured.Side side, int[] drawn) throws IOException {
        List<Alteration> alterations = Alteration.all();
        List<Callable<Scored>> work = new ArrayList<>();
        for (Alteration alteration : alterations) {
            for (int loop : drawn) {
                work.add(() -> scoreLoop.score(side.loops().get(loop).file(), alteration));
            }
        }
        List<Scored> scored = parallel.call(work, watch.apply("altered loops classified"));
        List<Robustness> all = new ArrayList<>();
        for (int i = 0; i < alterations.size(); i++) {
            List<Scored> of = scored.subList(i * drawn.length, (i + 1) * drawn.length);
            List<int[]> said = new ArrayList<>();
            for (int each = 0; each < bundles.size(); each++) {
                int bundle = each;
                said.add(of.stream()
                        .mapToInt(one -> one instanceof Scored.Answered(var logits)
                                ? Softmax.best(Softmax.of(logits.get(bundle), 1))
                                : -1)
                        .toArray());
            }
            all.add(new Robustness(alterations.get(i), drawn, said));
        }
        return all;
    }
}
