package org.echoscribe.study.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.statistics.ConfusionMatrix;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.Labels;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.ServiceSource;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.recipe.Evaluation;
import org.echoscribe.vocabulary.Scores;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe evaluate}: a bundle against labelled loops, by the very steps of the service. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures a model bundle on labelled loops: error with its exact 95 % interval, kappa,",
            "recall of each view, and the pairs that are hard to tell apart in a still picture.",
            "The loops should be of studies that the bundle was not trained on."
        },
        footer = {
            "",
            "Example: echoscribe phantom --out unseen --studies 10 --seed 4711",
            "         echoscribe evaluate --bundle etc/models/phantom-small --data unseen",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Option(names = "--bundle", required = true, paramLabel = "DIR|ZIP", description = "The model bundle.")
    private Path bundle = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "A directory with labels.csv.")
    private Path data = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        Path labels = data.resolve("labels.csv");
        if (!Files.exists(labels)) {
            throw new WrongUsageException(labels + " is not there: --data needs a directory with labels.csv");
        }
        List<LabelledLoop> loops = Labels.read(labels);
        try (ModelBundle opened = ModelBundle.open(bundle);
                Classifier classifier = new Classifier(opened, ExecutionOptions.forCpu())) {
            report(opened, loops, answers(opened, classifier, loops));
        }
        return 0;
    }

    private Answers answers(ModelBundle opened, Classifier classifier, List<LabelledLoop> loops) throws IOException {
        ServiceSource service = new ServiceSource();
        int[] truth = new int[loops.size()];
        int[] said = new int[loops.size()];
        float[] certainty = new float[loops.size()];
        PrepareLoops.Progress progress = new ProgressBars(spec.commandLine().getErr()).loops("loops classified");
        for (int i = 0; i < truth.length; i++) {
            Scores scores = classifier.classify(service.prepare(loops.get(i), opened.inputSpecification()));
            truth[i] = loops.get(i).view().ordinal();
            said[i] = scores.best().ordinal();
            certainty[i] = scores.certainty();
            progress.loopDone(i + 1, truth.length);
        }
        return new Answers(opened.identity().name(), truth, said, certainty);
    }

    private void report(ModelBundle opened, List<LabelledLoop> loops, Answers answers) {
        ConfusionMatrix confusion = answers.confusion();
        Interval interval = confusion.error().exactInterval95();
        if (opened.identity().synthetic()) {
            print("SYNTHETIC model, not for clinical use");
        }
        print(
                "%s %s on %d loops of %d studies",
                opened.identity().name(), opened.identity().version(), loops.size(), StudySplit.studies(loops));
        print(
                "error %.1f %% (%d wrong; exact 95 %% interval %.1f to %.1f), kappa %.3f",
                100 * confusion.error().value(),
                confusion.error().count(),
                100 * interval.lower(),
                100 * interval.upper(),
                confusion.kappa());
        for (List<View> pair : Evaluation.HARD_PAIRS) {
            Proportion confused = answers.confused(pair.getFirst(), pair.getLast());
            print(
                    "taken for one another: %s / %s: %d of %d",
                    pair.getFirst().displayName(), pair.getLast().displayName(), confused.count(), confused.trials());
        }
        for (View view : View.values()) {
            Proportion recall = confusion.recall(view.ordinal());
            print("recall %-38s %3d of %3d", view.displayName(), recall.count(), recall.trials());
        }
    }

    private void print(String format, Object... values) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, format, values));
    }
}
