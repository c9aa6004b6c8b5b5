package org.echoscribe.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Kind;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChange.State;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.node.CommandRun;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.testkit.Cart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with models at the command line, beside a running node with the shipped model. */
class ModelLifeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path data;
    private Path candidate;

    @BeforeEach
    void makeACandidate() throws Exception {
        data = directory.resolve("data");
        candidate = OtherBundle.write(directory.resolve("candidate"), "candidate");
    }

    @Test
    void aPromotedModelServesFromTheNextLoopOnOverRestartsAndARollBackTakesItBack() throws Exception {
        List<Path> loops = loops(3);
        try (RunningNode node = start()) {
            label(node, loops.get(0));
            assertThat(run("model", "promote", candidate.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("candidate 2.0.0").contains("serves since");
            label(node, loops.get(1));
            assertThat(modelsInOrder(node))
                    .containsExactly(OtherBundle.sha256(ShippedBundle.PATH), OtherBundle.sha256(candidate));
            assertThat(node.readiness().describe()).contains("candidate 2.0.0");
        }
        moveAway(candidate); // what serves is the node's own copy
        try (RunningNode node = start()) {
            assertThat(node.readiness().describe()).contains("candidate 2.0.0");
            assertThat(run("model", "list", "../../etc/models")).isZero();
            assertThat(out.toString())
                    .containsPattern("serves +candidate 2.0.0 .*, promoted, since 20")
                    .containsPattern("before +phantom-small .*, configured, since 20");
            assertThat(run("model", "rollback")).as(err.toString()).isZero();
            assertThat(out.toString()).contains("phantom-small").contains("serves since");
            label(node, loops.get(2));
            assertThat(modelsInOrder(node).getLast()).isEqualTo(OtherBundle.sha256(ShippedBundle.PATH));
            assertThat(run("model", "rollback")).isEqualTo(1);
            assertThat(err.toString()).contains("No model served before this one");
        }
    }

    @Test
    void aBundleThatIsTruncatedOrHasOtherClassesOrScoresNothingIsRefusedAndNothingChanges() throws Exception {
        try (RunningNode node = start()) {
            Path truncated = OtherBundle.write(directory.resolve("truncated"), "truncated");
            Path head = truncated.resolve(ModelBundle.HEAD_FILE);
            Files.write(head, List.of("not the whole of it"));
            assertThat(run("model", "promote", truncated.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("head.onnx has", "nothing has changed");

            Path otherClasses = OtherBundle.write(directory.resolve("classes"), "classes");
            Path description = otherClasses.resolve(ModelBundle.DESCRIPTION_FILE);
            Files.writeString(description, Files.readString(description).replace("EV-APEX", "EV-KNEE"));
            assertThat(run("model", "promote", otherClasses.toString())).isEqualTo(1);
            assertThat(err.toString()).contains("unknown class value EV-KNEE");

            assertThat(run("model", "promote", directory.resolve("nowhere").toString()))
                    .isEqualTo(1);
            assertThat(node.journal().modelChanges().newest(Role.SERVING, 10))
                    .singleElement()
                    .satisfies(change -> assertThat(change.kind()).isEqualTo(Kind.CONFIGURED));
            assertThat(node.readiness().describe()).contains("phantom-small").doesNotContain("REFUSED");
        }
    }

    /** The copy was whole when it was promoted, and the disk has lost some of it since. */
    @Test
    void aNodeThatCannotOpenWhatWasPromotedSaysWhyAndServesWhatServedBefore() throws Exception {
        Path loop = loops(1).getFirst();
        try (RunningNode node = start()) {
            ModelChange change = promoteDamaged();
            await(() -> state(node.journal(), change) == State.REFUSED);
            assertThat(node.journal()
                            .modelChanges()
                            .find(change.number())
                            .orElseThrow()
                            .cause())
                    .contains("head.onnx has");
            assertThat(node.readiness().describe()).contains("phantom-small", "REFUSED candidate 2.0.0");
            label(node, loop);
            assertThat(modelsInOrder(node)).containsExactly(OtherBundle.sha256(ShippedBundle.PATH));
        }
        ModelChange whileStopped = promoteDamaged();
        try (RunningNode node = start()) {
            assertThat(state(node.journal(), whileStopped)).isEqualTo(State.REFUSED);
            assertThat(node.readiness().describe()).contains("phantom-small");
            assertThat(node.journal()
                            .modelChanges()
                            .inForce(Role.SERVING)
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Kind.CONFIGURED);
        }
    }

    /** The states in which a killed command or a killed node leaves a promotion. */
    @Test
    void aPromotionThatWasCutShortAnywhereIsTakenUpAtTheNextStartOrNeverHappened() throws Exception {
        String sha256 = OtherBundle.sha256(candidate);
        start().close();
        Path models = Files.createDirectories(data.resolve("models"));
        Files.createDirectories(models.resolve(".incoming-1"))
                .resolve("head.onnx")
                .toFile()
                .createNewFile();
        try (RunningNode node = start()) {
            assertThat(node.readiness().describe()).as("half copied").contains("phantom-small");
        }
        keep();
        try (RunningNode node = start()) {
            assertThat(node.readiness().describe()).as("copied, not yet asked").contains("phantom-small");
        }
        ModelChange asked = ask(sha256);
        try (Journal journal = Journal.open(data)) {
            journal.modelChanges().recordNoticed(asked.number(), Instant.now());
        }
        try (RunningNode node = start()) {
            assertThat(node.readiness().describe()).as("asked and noticed").contains("candidate 2.0.0");
            assertThat(state(node.journal(), asked)).isEqualTo(State.IN_FORCE);
        }
    }

    @Test
    void aShadowIsNamedAtRunTimeScoresSilentlyAndIsComparedLive() throws Exception {
        List<Path> loops = loops(3);
        try (RunningNode node = start()) {
            assertThat(run("model", "compare", "--live")).isEqualTo(1);
            assertThat(err.toString()).contains("No model shadows");
            assertThat(run("model", "shadow", candidate.toString()))
                    .as(err.toString())
                    .isZero();
            for (Path loop : loops) {
                label(node, loop);
            }
            await(() -> run("model", "compare", "--live") == 0 && out.toString().contains("scored 3"));
            assertThat(out.toString())
                    .contains("Both have scored 3 loops.", "same view in 3 of 3 (100.0 %", "is not known");
            Path labels = directory.resolve("loops/labels.csv");
            assertThat(run("model", "compare", "--live", "--data", labels.toString(), "--json"))
                    .as(err.toString())
                    .isZero();
            assertThat(out.toString()).contains("\"mcNemarP\" : 1.0", "\"scored\" : 3", "\"waiting\" : 0");
            assertThat(run("model", "shadow", "off")).isZero();
            assertThat(node.journal()
                            .modelChanges()
                            .inForce(Role.SHADOW)
                            .orElseThrow()
                            .model())
                    .isEmpty();
        }
    }

    @Test
    void aShadowOfTheConfigurationThatCannotBeOpenedKeepsNothingFromStarting() throws Exception {
        Path broken = OtherBundle.write(directory.resolve("broken"), "broken");
        Files.write(broken.resolve(ModelBundle.HEAD_FILE), List.of("x"));
        try (RunningNode node = start("model.shadow=" + broken)) {
            assertThat(node.readiness().ready()).isTrue();
            assertThat(node.journal().modelChanges().inForce(Role.SHADOW)).isEmpty();
        }
        try (RunningNode node = start("model.shadow=" + candidate)) {
            Instant since = node.journal()
                    .modelChanges()
                    .inForce(Role.SHADOW)
                    .flatMap(ModelChange::beganAt)
                    .orElseThrow();
            node.close();
            try (RunningNode again = start("model.shadow=" + candidate)) {
                assertThat(again.journal().modelChanges().inForce(Role.SHADOW).flatMap(ModelChange::beganAt))
                        .as("it goes on with what it had not scored")
                        .contains(since);
            }
        }
    }

    private ModelChange promoteDamaged() throws Exception {
        keep();
        String sha256 = OtherBundle.sha256(candidate);
        Files.write(data.resolve("models").resolve(sha256).resolve(ModelBundle.HEAD_FILE), List.of("lost"));
        return ask(sha256);
    }

    private void keep() throws Exception {
        try (ModelBundle bundle = ModelBundle.open(candidate)) {
            new KeptBundles(data).keep(bundle);
        }
    }

    private ModelChange ask(String sha256) {
        try (Journal journal = Journal.open(data)) {
            return journal.modelChanges()
                    .ask(
                            Role.SERVING,
                            Kind.PROMOTED,
                            Optional.of(new Model(sha256, "candidate", "2.0.0")),
                            candidate.toString(),
                            Instant.now());
        }
    }

    private static State state(Journal journal, ModelChange change) {
        return journal.modelChanges().find(change.number()).orElseThrow().state();
    }

    private static void moveAway(Path bundle) throws Exception {
        Files.move(bundle, bundle.resolveSibling("moved"));
    }

    private List<Path> loops(int loops) throws Exception {
        Path directoryOfLoops = directory.resolve("loops");
        assertThat(run("phantom", "--out", directoryOfLoops.toString(), "--loops", Integer.toString(loops)))
                .isZero();
        try (Stream<Path> files = Files.walk(directoryOfLoops)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private void label(RunningNode node, Path loop) throws Exception {
        int before = node.journal().loops().newest(1000).size();
        Cart.send(new Destination("ECHOSCRIBE", "127.0.0.1", node.port()), List.of(loop));
        await(() -> {
            List<ReceivedLoop> loops = node.journal().loops().newest(1000);
            return loops.size() == before + 1
                    && loops.stream().allMatch(each -> each.state().isDecided());
        });
    }

    /** Which model labelled each loop, in the order of their reception. */
    private static List<String> modelsInOrder(RunningNode node) {
        return node.journal().loops().newest(1000).reversed().stream()
                .map(loop -> loop.labelling().orElseThrow().modelSha256())
                .toList();
    }

    private RunningNode start(String... more) throws Exception {
        List<String> settings = new ArrayList<>(settings());
        settings.addAll(List.of(more));
        Configuration configuration = ReadConfiguration.read(Optional.empty(), Map.of(), settings);
        return RunningNode.start(configuration, PipelineListener.NONE);
    }

    private List<String> settings() {
        return List.of(
                "node.data-directory=" + data,
                "node.port=0",
                "admin.port=0",
                "node.study-quiet-time=0s",
                "storage.minimum-free-space=0",
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                "model.bundle=" + ShippedBundle.PATH);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("model")) {
            settings().forEach(setting -> all.addAll(List.of("--set", setting)));
        }
        return CommandRun.run(out, err, all.toArray(String[]::new));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
