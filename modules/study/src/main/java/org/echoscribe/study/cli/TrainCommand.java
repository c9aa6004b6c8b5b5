package org.echoscribe.study.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echoscribe.statistics.Interval;
import org.echoscribe.statistics.Proportion;
import org.echoscribe.study.data.DataSet;
import org.echoscribe.study.data.LabelledLoop;
import org.echoscribe.study.data.Origin;
import org.echoscribe.study.data.PrepareLoops;
import org.echoscribe.study.data.PreparedLoops;
import org.echoscribe.study.data.ServiceSource;
import org.echoscribe.study.data.StudySplit;
import org.echoscribe.study.evaluation.Answers;
import org.echoscribe.study.network.PaperNetwork;
import org.echoscribe.study.recipe.BackboneTrainings;
import org.echoscribe.study.recipe.BuildBundle;
import org.echoscribe.study.recipe.Evaluation;
import org.echoscribe.study.recipe.Lineage;
import org.echoscribe.study.recipe.Preset;
import org.echoscribe.study.recipe.StartingWeights;
import org.echoscribe.study.recipe.TrainStreams;
import org.echoscribe.study.recipe.TrainedStreams;
import org.echoscribe.study.recipe.Watch;
import org.echoscribe.study.torch.OpenMp;
import org.echoscribe.study.torch.WorkerGroup;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code echoscribe train}: synthetic studies, prepared, learnt from, measured, bundled. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains the two-stream network and writes a model bundle that the node can use.",
            "",
            "Without --data it first makes SYNTHETIC phantom studies. A bundle that saw a",
            "synthetic loop is marked so wherever a person sees it. Studies are split 3:1",
            "into training and test; a fifth of the training studies chooses the epoch.",
            "Error, intervals and comparisons on the test studies stand in the bundle's",
            "card.md; learning curves are in DIR/*/curves.png, and `tensorboard --logdir",
            "DIR` draws them while they grow. The same seed gives the same weights, bit for",
            "bit, on the same processor."
        },
        footer = {
            "",
            "Examples: echoscribe train --preset phantom-small --out training",
            "          echoscribe train --preset howard-2020 --data labels.csv --weights xception=X.h5",
            "Stopped? The same command with --resume goes on from the last epoch.",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
final class TrainCommand implements Callable<Integer> {

    private static final List<PaperNetwork> BACKBONES = BackboneTrainings.of(PaperNetwork.TWO_STREAM_TD_XCEPTION);

    /** The recipes on offer. */
    enum PresetName {
        PHANTOM_SMALL,
        HOWARD_2020;

        Preset recipe(long seed) {
            return switch (this) {
                case PHANTOM_SMALL -> Preset.phantomSmall(seed);
                case HOWARD_2020 -> Preset.published(seed);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--preset",
            required = true,
            paramLabel = "NAME",
            description = "Recipe: ${COMPLETION-CANDIDATES}. phantom-small trains on two cores within an hour or two;"
                    + " howard-2020 has the paper's sizes and wants a GPU.")
    private PresetName preset = PresetName.PHANTOM_SMALL;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "training",
            description =
                    "Where everything goes: studies, cache, checkpoints, curves, bundle (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("training");

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides studies, split, weights and order (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--name", paramLabel = "NAME", description = "The bundle's name (default: the preset's).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--resume", description = "Go on with the training that --out holds.")
    private boolean resume;

    @ArgGroup(validate = false, heading = "%nThe loops to learn from:%n")
    private GivenLoops given = new GivenLoops();

    @ArgGroup(validate = false, heading = "%nHow it learns, and how that is computed:%n")
    private TrainingChoices choices = new TrainingChoices();

    @ArgGroup(validate = false, heading = "%nStarting weights:%n")
    private GivenWeights weights = new GivenWeights();

    @ArgGroup(validate = false, heading = "%nSeveral processes:%n")
    private WorkerChoices workers = new WorkerChoices();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, WrongUsageException {
        workers.check();
        OpenMp.waitPassively();
        choices.useDevice();
        Preset recipe = recipe();
        requireFreshOrResumed();
        given.check(recipe.defaultStudies());
        PrintWriter err = spec.commandLine().getErr();
        StartingWeights start = startingWeights(recipe, err);
        Watch watch = workers.rank() == 0 ? new ProgressBars(err) : new UnwatchedWorker(workers.rank());
        DataSet dataSet = given.open(recipe.defaultStudies(), seed, out, threads(), watch);
        List<LabelledLoop> loops = dataSet.labelledBy(given.reader(dataSet));
        StudySplit split = splitOf(loops);
        PreparedLoops prepared = prepared(recipe, loops, watch);
        Optional<TrainedStreams> trained = train(recipe, prepared, split, watch, start);
        if (trained.isEmpty()) {
            return 0; // worker 0 goes on
        }
        Lineage lineage = new Lineage(
                name.orElse(recipe.name()),
                Origin.of(loops),
                seed,
                (choices.typed(spec.commandLine().getParseResult()) + weights.typed()).strip(),
                computed(start));
        Path bundle = out.resolve("bundle").resolve(lineage.bundleName());
        Evaluation evaluation = new BuildBundle(recipe, split, lineage, trained.get(), prepared, watch).build(bundle);
        report(evaluation, lineage.origin(), bundle);
        return 0;
    }

    /** Whether the files fit shows before anything else is done; so does whether a training here began with others. */
    private StartingWeights startingWeights(Preset recipe, PrintWriter err) throws IOException, WrongUsageException {
        StartingWeights start =
                weights.fit(BACKBONES, network -> recipe.sized(network).learner(), err);
        choices.requireSomethingToKeep(start.networks().contains(PaperNetwork.XCEPTION));
        if (workers.rank() == 0) {
            TrainStreams.claim(out, start);
        }
        return start;
    }

    private Map<String, Object> computed(StartingWeights start) {
        Map<String, Object> provenance = choices.options(WorkerGroup.alone()).provenance();
        provenance.put("workers", workers.size());
        provenance.put(StartingWeights.PROVENANCE, start.provenance(BACKBONES));
        return provenance;
    }

    private Preset recipe() throws WrongUsageException {
        try {
            return preset.recipe(seed).withTrainings(choices::change);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    /** One process at a time prepares: the next one finds what it prepared. */
    private PreparedLoops prepared(Preset recipe, List<LabelledLoop> loops, Watch watch) throws IOException {
        Files.createDirectories(out);
        try (FileChannel lock = FileChannel.open(
                        out.resolve("prepared.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            return new PrepareLoops(new ServiceSource(), recipe.prepared(), threads())
                    .prepare(loops, out.resolve("prepared"), watch.loops("loops prepared"))
                    .varied(given.variation());
        }
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Nothing where this is a worker that does not lead. */
    private Optional<TrainedStreams> train(
            Preset recipe, PreparedLoops prepared, StudySplit split, Watch watch, StartingWeights start)
            throws IOException {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        try (LocalWorkers others =
                new LocalWorkers(StudyCommand.class, arguments, workers.toStart(), choices.deviceIndex())) {
            if (workers.toStart() > 0) {
                OpenMp.useThreads(LocalWorkers.threadsEach(workers.onThisMachine()));
            }
            try (WorkerGroup group = workers.join(others.place())) {
                TrainStreams streams =
                        new TrainStreams(recipe, prepared, split, out, watch, choices.options(group), start);
                if (group.leads()) {
                    return Optional.of(streams.train());
                }
                streams.trainBackbones();
                return Optional.empty();
            }
        }
    }

    private void requireFreshOrResumed() throws WrongUsageException {
        if (!resume && workers.rank() == 0 && Files.exists(out.resolve("frames").resolve("checkpoint.pt"))) {
            throw new WrongUsageException(
                    out + " holds a training already: add --resume to go on with it, or choose another --out");
        }
    }

    private StudySplit splitOf(List<LabelledLoop> loops) throws WrongUsageException {
        try {
            return StudySplit.of(loops, seed);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    private void report(Evaluation evaluation, Origin origin, Path bundle) {
        var output = spec.commandLine().getOut();
        output.printf(
                "%s%d unseen studies, %d loops%n",
                origin.isSynthetic() ? "SYNTHETIC data: " : "",
                evaluation.studies(),
                evaluation.test().size());
        for (Answers answers : evaluation.all()) {
            Proportion error = answers.error();
            Interval interval = error.exactInterval95();
            output.printf(
                    Locale.ROOT,
                    "%-46s error %5.1f %% (exact 95 %% interval %.1f to %.1f)%n",
                    answers.model(),
                    100 * error.value(),
                    100 * interval.lower(),
                    100 * interval.upper());
        }
        output.println("Bundle: " + bundle);
    }
}
