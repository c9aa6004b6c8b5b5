package org.echoscribe.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ShadowScores;
import org.echoscribe.node.compare.Agreement;
import org.echoscribe.node.compare.AgreementText;
import org.echoscribe.node.compare.BundleFacts;
import org.echoscribe.node.compare.LabelTable;
import org.echoscribe.node.compare.ScoreBoth;
import org.echoscribe.node.compare.ScoredLoop;
import org.echoscribe.node.compare.VerifiedLabels;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.InvalidConfigurationException;
import org.echoscribe.node.model.DescribeModels;
import org.echoscribe.vocabulary.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code echoscribe model compare}: two bundles side by side, or the serving and the shadow model of a node. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        header = "Compares two bundles, or what serves with what shadows it.",
        description = {
            "",
            "Of two bundles it shows what they are and what was measured on them; with --data also what they say about the",
            "same labelled loops. With --live it shows the agreement of the node's serving and shadow models so far; verified",
            "views are taken from Structured Reports that people have verified, and from --data."
        },
        footer = {"", "Example: echoscribe model compare etc/models/phantom-small mine --data labels.csv"})
final class ModelCompareCommand implements Callable<Integer> {

    private static final int MOST_DIFFERING = 20;

    @ParentCommand
    private ModelCommand model;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..2", paramLabel = "A B", description = "Two bundles.")
    private List<Path> bundles = new ArrayList<>();

    @Option(names = "--live", description = "The serving and the shadow model of the node.")
    private boolean live;

    @Option(names = "--data", paramLabel = "LABELS", description = "A labels.csv, or a directory with one.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--files",
            paramLabel = "PATH",
            description =
                    "Where the labelled objects are, such as a node's spool. Default: beside the table. Repeatable.")
    private List<Path> places = new ArrayList<>();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() throws InvalidConfigurationException {
        if (live != bundles.isEmpty() || !live && bundles.size() != 2) {
            throw new ParameterException(spec.commandLine(), "Name two bundles, or --live.");
        }
        try {
            return live ? compareLive() : compareBundles();
        } catch (BundleRejectedException e) {
            throw new CommandFailedException("A bundle is refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private int compareBundles() throws IOException, InvalidConfigurationException {
        Map<String, Object> first;
        Map<String, Object> second;
        try (ModelBundle a = ModelCommand.open(bundles.get(0));
                ModelBundle b = ModelCommand.open(bundles.get(1))) {
            first = BundleFacts.of(a);
            second = BundleFacts.of(b);
        }
        Optional<Agreement> agreement = data.isPresent() ? Optional.of(score(data.get())) : Optional.empty();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("first", first);
            fields.put("second", second);
            agreement.ifPresent(found -> fields.put("agreement", found.fields()));
            print(Json.write(fields));
        } else {
            print("A: " + bundles.get(0));
            print("B: " + bundles.get(1));
            print("What differs has a star:");
            print(BundleFacts.table(first, second));
            agreement.ifPresent(found -> print(new AgreementText(found, MOST_DIFFERING).text()));
        }
        return 0;
    }

    private Agreement score(Path labels) throws IOException, InvalidConfigurationException {
        Configuration configuration = model.configuration();
        Map<String, View> views = LabelTable.read(labels);
        List<Path> searched = places.isEmpty()
                ? List.of(LabelTable.tableOf(labels).toAbsolutePath().getParent())
                : places;
        try (ScoreBoth both = ScoreBoth.open(bundles.get(0), bundles.get(1), configuration)) {
            Map<String, Path> files = ScoreBoth.find(views.keySet(), searched);
            List<ScoredLoop> loops = new ArrayList<>();
            try (Progress progress = Progress.of("Scoring with both", "loops", files.size())) {
                for (Map.Entry<String, Path> file : files.entrySet()) {
                    both.score(file.getValue(), Optional.of(views.get(file.getKey())))
                            .ifPresent(loops::add);
                    progress.step();
                }
            }
            if (loops.size() < views.size()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                (views.size() - loops.size()) + " of " + views.size()
                                        + " labelled loops are not compared: they were not found, or not both models score them.");
            }
            return new Agreement(loops);
        }
    }

    private int compareLive() throws IOException, InvalidConfigurationException {
        try (Journal journal = model.journal()) {
            ModelChange.Model serving = holder(journal, Role.SERVING, "The node has not served yet");
            ModelChange.Model shadow = holder(
                    journal,
                    Role.SHADOW,
                    "No model shadows the one that serves. Name one with 'echoscribe model shadow BUNDLE'");
            List<ShadowScores.Pair> pairs = journal.shadowScores().pairs(serving.sha256(), shadow.sha256());
            Map<String, View> verified = verified(journal, pairs);
            Agreement agreement = new Agreement(pairs.stream()
                    .map(pair -> new ScoredLoop(
                            pair.sopInstanceUid(),
                            pair.studyInstanceUid(),
                            pair.first(),
                            pair.shadow(),
                            Optional.ofNullable(verified.get(pair.sopInstanceUid()))))
                    .toList());
            Map<String, Object> node = DescribeModels.of(journal);
            if (json) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("first", node.get("serving"));
                fields.put("second", node.get("shadow"));
                fields.put("agreement", agreement.fields());
                print(Json.write(fields));
            } else {
                print("A serves:  " + serving);
                print("B shadows: " + shadow + counts(journal, shadow));
                print("");
                print(new AgreementText(agreement, MOST_DIFFERING).text());
            }
            return 0;
        }
    }

    private static ModelChange.Model holder(Journal journal, Role role, String otherwise) {
        return journal.modelChanges()
                .inForce(role)
                .flatMap(ModelChange::model)
                .orElseThrow(() -> new CommandFailedException(otherwise + "."));
    }

    private Map<String, View> verified(Journal journal, List<ShadowScores.Pair> pairs) throws IOException {
        Set<String> loops = new LinkedHashSet<>();
        pairs.forEach(pair -> loops.add(pair.sopInstanceUid()));
        Map<String, View> views = new LinkedHashMap<>(new VerifiedLabels(journal).of(loops));
        if (data.isPresent()) {
            views.putAll(LabelTable.read(data.get()));
        }
        return views;
    }

    private static String counts(Journal journal, ModelChange.Model shadow) {
        Map<ShadowScores.State, Long> counts = journal.shadowScores().counts(shadow.sha256());
        return "; scored " + counts.get(ShadowScores.State.SCORED) + ", failed "
                + counts.get(ShadowScores.State.FAILED) + ", given up under load "
                + counts.get(ShadowScores.State.SHED);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
