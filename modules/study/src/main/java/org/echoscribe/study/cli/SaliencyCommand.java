package org.echoscribe.study.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.study.saliency.ExplainLoop;
import org.echoscribe.study.saliency.LoopSaliency;
import org.echoscribe.study.saliency.Question;
import org.echoscribe.study.saliency.SaliencyMethod;
import org.echoscribe.study.saliency.WriteSaliency;
import org.echoscribe.study.torch.OpenMp;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe saliency}: what in a loop an answer rests on, as pictures. */
@Command(
        name = "saliency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows in cyan where a loop's pixels move the score of a view most: the gradient of the",
            "score with respect to the frames and to the optical flow, averaged over time.",
            "Writes spatial.png, temporal.png and, moving, saliency.gif at a quarter of real time."
        },
        footer = {
            "",
            "Example: echoscribe saliency --bundle etc/models/phantom-small --loop loop.dcm --out saliency",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class SaliencyCommand implements Callable<Integer> {

    @Option(names = "--bundle", required = true, paramLabel = "DIR|ZIP", description = "The model bundle.")
    private Path bundle = Path.of("");

    @Option(names = "--loop", required = true, paramLabel = "FILE", description = "The DICOM file of a loop.")
    private Path loop = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "saliency",
            description = "Where the pictures go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("saliency");

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "Whose score, such as A4C_LV (default: the view that wins).")
    private Optional<View> view = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "VIEW",
            description = "Why that view rather than this one: the difference of both scores.")
    private Optional<View> against = Optional.empty();

    @Option(
            names = "--times-input",
            description = "Weigh the gradient with the input itself, so that in the flow only what moves counts.")
    private boolean timesInput;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "gradient",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, the paper's). smooth takes the mean at 16"
                            + " noisy copies, integrated adds up the way from black and still in 24 steps: so many times longer.")
    private SaliencyMethod method = SaliencyMethod.GRADIENT;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "With --method integrated: the way begins at this loop, so that the map shows which of the"
                    + " differences between both loops matter.")
    private Optional<Path> baseline = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        if (!Files.isRegularFile(loop)) {
            throw new WrongUsageException(loop + " is not a file: --loop needs the DICOM file of one loop");
        }
        OpenMp.waitPassively();
        try (ModelBundle opened = ModelBundle.open(bundle);
                ExplainLoop explainLoop = new ExplainLoop(opened)) {
            LoopSaliency saliency = explainLoop.explain(loop, question());
            PrintWriter output = spec.commandLine().getOut();
            output.printf(
                    Locale.ROOT,
                    "%s: %s with certainty %.2f%s%n",
                    opened.identity().name(),
                    saliency.scores().best().displayName(),
                    saliency.scores().certainty(),
                    saliency.synthetic() ? " (SYNTHETIC model, not for clinical use)" : "");
            for (Path file : WriteSaliency.write(saliency, out)) {
                output.println(file);
            }
        }
        return 0;
    }

    private Question question() throws WrongUsageException {
        try {
            return new Question(view, against, timesInput, method, baseline);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }
}
