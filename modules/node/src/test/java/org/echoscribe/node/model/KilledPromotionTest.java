package org.echoscribe.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange.Model;
import org.echoscribe.journal.ModelChange.Role;
import org.echoscribe.journal.ModelChange.State;
import org.echoscribe.node.Echoscribe;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.ExternalProgram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Kills the node or the command at random moments of a promotion, and asks afterwards: does the model serve that was
 * promoted, or the one before, wholly; and is every loop labelled by one of them?
 */
@Tag("nightly")
class KilledPromotionTest {

    private static final int ROUNDS = 8;
    private static final long SEED = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void aPromotionThatIsKilledAnywhereHasHappenedOrHasNot() throws Exception {
        List<Path> bundles = List.of(
                OtherBundle.write(directory.resolve("one"), "one"), OtherBundle.write(directory.resolve("two"), "two"));
        Set<String> known = new HashSet<>(List.of(OtherBundle.sha256(ShippedBundle.PATH)));
        for (Path bundle : bundles) {
            known.add(OtherBundle.sha256(bundle));
        }
        List<Path> loops = loops();
        Random random = new Random(SEED);
        String before = OtherBundle.sha256(ShippedBundle.PATH);
        int happened = 0;
        long promotionMillis = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String promoted = OtherBundle.sha256(bundles.get(round % bundles.size()));
            int port = ExternalProgram.freePort();
            Process node = start(port, "serve");
            await(() -> listens(port));
            List<StoreResult> stored =
                    Cart.send(new Destination("ECHOSCRIBE", "127.0.0.1", port), List.of(loops.get(round)));
            assertThat(stored).allMatch(StoreResult::stored);
            Process command = start(
                    port,
                    "model",
                    "promote",
                    bundles.get(round % bundles.size()).toString());
            boolean ended = true;
            if (round == 0) {
                // Nobody is killed yet: how long does a promotion take on this machine?
                long start = System.nanoTime();
                command.waitFor();
                promotionMillis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            } else {
                ended = command.waitFor((long) (random.nextDouble() * 1.2 * promotionMillis), TimeUnit.MILLISECONDS);
                (random.nextBoolean() ? node : command).toHandle().destroyForcibly();
            }
            boolean succeeded = ended && command.exitValue() == 0;
            assertThat(succeeded || round > 0).as("nothing was killed").isTrue();
            kill(command);
            kill(node);
            Process again = start(port, "serve");
            await(() -> listens(port));
            String serves = serving();
            assertThat(serves).as("round " + round).isIn(before, promoted);
            if (succeeded) {
                assertThat(serves).as("the command had said that it serves").isEqualTo(promoted);
            }
            happened += serves.equals(promoted) ? 1 : 0;
            before = serves;
            kill(again);
        }
        System.out.println(
                "Of " + ROUNDS + " promotions, of which all but one were killed, " + happened + " had happened.");
        assertThat(happened).isBetween(1, ROUNDS);
        int port = ExternalProgram.freePort();
        Process node = start(port, "serve");
        try (Journal journal = Journal.open(directory.resolve("data"))) {
            await(() -> journal.loops().newest(100).stream()
                    .allMatch(loop -> loop.state().isDecided()));
            assertThat(journal.loops().newest(100))
                    .hasSize(ROUNDS)
                    .allSatisfy(
                            loop -> assertThat(loop.labelling().orElseThrow().modelSha256())
                                    .isIn(known));
        } finally {
            kill(node);
        }
    }

    /** Which model serves, once the node that has just started has decided it. */
    private String serving() throws InterruptedException {
        try (Journal journal = Journal.open(directory.resolve("data"))) {
            await(() -> journal.modelChanges()
                    .wanted(Role.SERVING)
                    .filter(change -> change.state() == State.IN_FORCE)
                    .isPresent());
            return journal.modelChanges()
                    .inForce(Role.SERVING)
                    .flatMap(change -> change.model().map(Model::sha256))
                    .orElseThrow();
        }
    }

    private List<Path> loops() throws IOException {
        Path studies = directory.resolve("loops");
        CommandLine commandLine = Echoscribe.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        assertThat(commandLine.execute("phantom", "--out", studies.toString(), "--loops", Integer.toString(ROUNDS)))
                .isZero();
        try (Stream<Path> files = Files.walk(studies)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private Process start(int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                Echoscribe.class.getName()));
        command.addAll(List.of(arguments));
        for (String setting : List.of(
                "node.port=" + port,
                "admin.port=0",
                "node.data-directory=" + directory.resolve("data"),
                "node.study-quiet-time=1s",
                "storage.minimum-free-space=0",
                "processing.retry-delay=100ms",
                "processing.retry-delay-cap=1s",
                "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                "model.bundle=" + ShippedBundle.PATH)) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        // On the command line it could be too long for ONNX Runtime, which crashes from 3900 bytes on.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    private static boolean listens(int port) {
        try {
            return Cart.echo(new Destination("ECHOSCRIBE", "127.0.0.1", port));
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
