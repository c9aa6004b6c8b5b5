package org.echoscribe.study.recipe;

import java.util.List;
import java.util.Locale;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.McNemar;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.data.Variation;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.training.Epoch;
import org.echoscribe.vocabulary.View;

/**
 * The card that travels with a bundle: YAML for model hubs, then Markdown in the sections of Mitchell et al., Model Cards for
 * Model Reporting, FAT* 2019, so that a person finds what a person looks for.
 */
public final class ModelCard {

    /** What cards have always called it. */
    private static final String NETWORK = "Two-stream (TD-Xception + temporal Inception V3)";

    private final Preset preset;
    private final StudySplit split;
    private final Lineage lineage;
    private final Variation variation;
    private final TrainedStreams trained;
    private final Evaluation evaluation;
    private final Digests digests;
    private final StringBuilder text = new StringBuilder();

    /** Of one training. */
    public ModelCard(
            Preset preset,
            StudySplit split,
            Lineage lineage,
            Variation variation,
            TrainedStreams trained,
            Evaluation evaluation,
            Digests digests) {
        this.preset = preset;
        this.split = split;
        this.lineage = lineage;
        this.variation = variation;
        this.trained = trained;
        this.evaluation = evaluation;
        this.digests = digests;
    }

    /** The whole card. */
    public String markdown() {
        text.append(frontMatter().yaml()).append('\n');
        heading();
        line("");
        line("## Model details");
        line("");
        network();
        origins();
        text.append(StartingWeightsSection.of(lineage.computed()));
        text.append(CardSections.intendedUse(synthetic()));
        text.append(CardSections.factors(synthetic()));
        text.append(CardSections.METRICS);
        line("## Evaluation data");
        line("");
        line(
                "%d loops of %d %s that no training saw; each side of the split has studies and patients of its own.",
                evaluation.test().size(), evaluation.studies(), lineage.origin().words());
        line("");
        data();
        line("## Quantitative analyses");
        line("");
        errors();
        hardPairs();
        recall();
        trainings();
        text.append(CardSections.ethicalConsiderations(synthetic()));
        text.append(CardSections.caveats(synthetic()));
        return text.toString();
    }

    private boolean synthetic() {
        return lineage.origin().isSynthetic();
    }

    private CardFrontMatter frontMatter() {
        Answers shipped = evaluation.twoStream();
        return new CardFrontMatter(
                lineage.bundleName(),
                preset.version(),
                synthetic(),
                NETWORK,
                evaluation.studies() + " unseen " + lineage.origin().words(),
                List.of(
                        new CardFrontMatter.Figure(
                                "accuracy",
                                "accuracy, every loop answered",
                                shipped.confusion().accuracy().value()),
                        new CardFrontMatter.Figure(
                                "cohen_kappa",
                                "Cohen's kappa",
                                shipped.confusion().kappa())));
    }

    /** What anybody needs to say whether two bundles came from the same data and code. */
    private void origins() {
        line("| SHA-256 of | |");
        line("|---|---|");
        line("| training loops and labels | `%s` |", digests.training());
        line("| validation loops and labels | `%s` |", digests.validation());
        line("| test loops and labels | `%s` |", digests.test());
        line("| preprocessing code | `%s` |", digests.preprocessing());
        line("| trainer and exporter code | `%s` |", digests.trainer());
        line("");
    }

    private void heading() {
        String what =
                "A network that tells the 14 echocardiographic views of Howard et al. 2020 (doi 10.21037/jmai.2019.10.03)";
        if (synthetic()) {
            line("# %s %s: SYNTHETIC DATA ONLY, not for clinical use", lineage.bundleName(), preset.version());
            line("");
            line(what);
            line(
                    "apart in **synthetic** phantom loops. It has never seen a patient's heart: its figures say nothing about");
            line("real echocardiograms. It shows that the node, the training and the measurement work.");
        } else {
            line("# %s %s", lineage.bundleName(), preset.version());
            line("");
            line(what);
            line(
                    "apart, trained on one archive's labelled loops. On another archive's machines and patients its error is unknown:");
            line("measure it there. It is not a medical device.");
        }
    }

    private void data() {
        line("## Training data");
        line("");
        line("%s, seed %d.", sentence(lineage.origin().words()), lineage.seed());
        line("");
        line("| Side | Studies | Loops |");
        line("|---|---|---|");
        side("training", split.training());
        side("validation (epoch, calibration)", split.validation());
        side("test (unseen studies)", split.test());
        line("");
        line(
                "Split by study and patient; neither is on two sides.%s",
                synthetic() ? " View frequencies follow the paper's table 1." : "");
        line("");
    }

    private void side(String name, List<org.echoscribe.study.data.LabelledLoop> loops) {
        line("| %s | %d | %d |", name, StudySplit.studies(loops), loops.size());
    }

    private void network() {
        var spatial = preset.input().spatial().orElseThrow();
        var temporal = preset.input().temporal().orElseThrow();
        line(
                "- **Name and version:** %s %s; the bundle's identity is the digest over all of its files",
                lineage.bundleName(), preset.version());
        line("- **Made by:** Echoscribe's study module, with the command `%s`", lineage.command(preset));
        line("- **Licence:** %s", synthetic() ? "Apache 2.0" : "for the keeper of the training loops to say");
        line("- **Reference:** Howard et al. 2020, doi 10.21037/jmai.2019.10.03");
        line("");
        line(
                "%s, width %s, %d parameters; kernels stored in half precision, computed in single.",
                NETWORK,
                preset.network().spatialScale().width(),
                preset.network().network().parameterCount());
        line(
                "Reads the first %d frames at %d x %d and %d chunks of %d optical-flow fields at %d x %d (TV-L1, %d scales,",
                spatial.frames(),
                spatial.width(),
                spatial.height(),
                temporal.chunks(),
                temporal.fieldsPerChunk(),
                temporal.width(),
                temporal.height(),
                temporal.flow().scales());
        line(
                "%d warps; clipped at %s pixels a frame). Calibration temperature %.3f, fitted on the validation loops; below a",
                temporal.flow().warps(), temporal.boundPixels(), trained.temperature());
        line(
                "certainty of %s no view is asserted: there, a calibrated answer is more often wrong than right.",
                evaluation.abstentionThreshold());
        line("");
    }

    private void errors() {
        line(
                "### Error on %d unseen %s (%d loops)",
                evaluation.studies(),
                lineage.origin().words(),
                evaluation.test().size());
        line("");
        line(
                "Exact binomial (Clopper-Pearson) 95 %% intervals; loops of one study are alike, so they are rather too narrow.");
        line("");
        line("| Network | Wrong | Error | 95 %% interval | Kappa | McNemar against two-stream |");
        line("|---|---|---|---|---|---|");
        for (Answers answers : evaluation.all()) {
            Proportion error = answers.error();
            Interval interval = error.exactInterval95();
            line(
                    "| %s | %d of %d | %s | %s to %s | %.3f | %s |",
                    answers.model(),
                    error.count(),
                    error.trials(),
                    percent(error.value()),
                    percent(interval.lower()),
                    percent(interval.upper()),
                    answers.confusion().kappa(),
                    mcNemar(answers));
        }
        line("");
        Answers shipped = evaluation.twoStream();
        Proportion abstained = shipped.abstained(evaluation.abstentionThreshold());
        Proportion asserted = shipped.errorWhenAsserted(evaluation.abstentionThreshold());
        line(
                "With the threshold, the shipped network abstains on %d of %d loops and errs on %d of the %d others (%s).",
                abstained.count(), abstained.trials(), asserted.count(), asserted.trials(), percent(asserted.value()));
        line("");
        line(
                "The two-stream row was measured with the shipped files themselves in the node's classifier. Their greatest");
        line(
                "difference to the trained network is %.4f of probability (half-precision kernels); inputs from the training cache",
                evaluation.backEndDifference());
        line(
                "and %d loops read, decoded and prepared afresh as in service differ by at most %.4f.",
                evaluation.freshLoops(), evaluation.pathDifference());
        line("");
    }

    private String mcNemar(Answers answers) {
        if (answers.equals(evaluation.twoStream())) {
            return "";
        }
        McNemar test = evaluation.against(answers);
        return String.format(
                Locale.ROOT,
                "%d : %d alone right, P = %.2g%s",
                test.onlyFirstRight(),
                test.onlySecondRight(),
                test.pValue(),
                test.exact() ? " (exact)" : "");
    }

    private void hardPairs() {
        line("### Pairs that are hard to tell apart in a still picture");
        line("");
        line("Loops of either view that were taken for the other:");
        line("");
        line("| Network | RV inflow / aortic & pulmonary | A4C LV / A5C | A2C / A3C |");
        line("|---|---|---|---|");
        for (Answers answers : evaluation.all()) {
            StringBuilder row = new StringBuilder("| " + answers.model());
            for (List<View> pair : Evaluation.HARD_PAIRS) {
                Proportion confused = answers.confused(pair.getFirst(), pair.getLast());
                row.append(" | ").append(confused.count()).append(" of ").append(confused.trials());
            }
            line("%s |", row);
        }
        line("");
    }

    private void recall() {
        line("### Recall of each view");
        line("");
        StringBuilder header = new StringBuilder("| View | Loops");
        evaluation.all().forEach(answers -> header.append(" | ").append(answers.model()));
        line("%s |", header);
        line("|---|---%s|", "|---".repeat(evaluation.all().size()));
        for (View view : View.values()) {
            StringBuilder row = new StringBuilder("| " + view.displayName() + " | "
                    + evaluation.twoStream().confusion().truthTotal(view.ordinal()));
            for (Answers answers : evaluation.all()) {
                Proportion recall = answers.confusion().recall(view.ordinal());
                row.append(" | ").append(recall.trials() == 0 ? "none in test" : percent(recall.value()));
            }
            line("%s |", row);
        }
        line("");
    }

    private void trainings() {
        line("### Training");
        line("");
        line(
                "Adam, cross-entropy, learning rate divided at a plateau of the validation loss, best validation accuracy kept.");
        text.append("""
                Xception learns from single frames, Inception V3 alone from optical flow; both then stay as they are while the
                time-distributed head learns from the vectors of successive frames. The streams' pooled vectors are concatenated
                before one dense layer: both streams' own layers joined by Bayes' rule (the views' frequencies, which both
                contain, are divided out once), weighted by two numbers fitted on the validation loops. A joint layer learnt
                afresh from the training loops is given for comparison: there, the frame network remembers loops whose view
                only motion tells, so that layer trusts it too much. The rule was settled on the validation loops of seed 1,
                when the figures of the afresh layer on its test loops were known already.
                """);
        line("Variation in training: %s.", variation.describe());
        line(
                "Weights of the streams: spatial %.2f, temporal %.2f. Command: `%s`.",
                trained.spatialWeight(), trained.temporalWeight(), lineage.command(preset));
        line("");
        line("| Network | Epochs | Best epoch | Validation accuracy | Validation loss |");
        line("|---|---|---|---|---|");
        training("single frames", trained.frames());
        training("optical flow", trained.temporal());
        training("time-distributed head", trained.timeDistributedHead());
        training("two-stream head, afresh", trained.jointHead());
        line("");
    }

    private void training(String name, org.echoscribe.study.training.TrainNetwork.Trained network) {
        Epoch best = network.best();
        line(
                "| %s | %d | %d | %s | %.3f |",
                name,
                network.epochs().size(),
                best.number(),
                percent(best.validationAccuracy()),
                best.validationLoss());
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
