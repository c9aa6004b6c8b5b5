package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.Part10;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends real and hostile files to a node: each that is accepted is kept as it came and has exactly one outcome. */
class RealFilesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void everyRealFileIsKeptAsItCameAndDecided() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            List<Path> files = files("data");
            for (Path file : files) {
                StoreResult result =
                        Cart.send(NodeUnderTest.address(node), List.of(file)).getFirst();
                assertThat(result.stored())
                        .as("%s: %s", file, result.description())
                        .isTrue();
            }
            awaitDecided(node);
            List<Part10> sent = new ArrayList<>();
            for (Path file : files) {
                sent.add(Part10.read(file));
            }
            List<ReceivedLoop> kept = node.journal().loops().newest(files.size());
            assertThat(kept).hasSameSizeAs(sent);
            for (ReceivedLoop loop : kept) {
                Path stored =
                        directory.resolve("data/spool").resolve(loop.object().spoolPath());
                assertThat(sent.stream().anyMatch(object -> isDataSetOf(object, stored)))
                        .as("%s is stored byte for byte", loop.loop().sopInstanceUid())
                        .isTrue();
            }
            await(() -> node.journal().studies().open().isEmpty());
        }
    }

    @Test
    void noHostileFileBringsTheNodeDownOrLeavesItsDirectory() throws Exception {
        List<Path> before = filesUnder(directory);
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs)) {
            for (Path file : files("hostile")) {
                try {
                    Cart.send(NodeUnderTest.address(node), List.of(file));
                } catch (IOException | IllegalArgumentException e) {
                    // Our own sender refuses some of these files; what it does send, the node must bear.
                }
                assertThat(Cart.echo(NodeUnderTest.address(node)))
                        .as("the node lives after %s", file)
                        .isTrue();
            }
            awaitDecided(node);
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop("2.25.3", 1).write(directory)));
            await(() -> node.journal()
                    .studies()
                    .find("2.25.3")
                    .filter(study -> !study.open())
                    .isPresent());
        }
        assertThat(filesUnder(directory).stream()
                        .filter(file -> !before.contains(file))
                        .filter(file -> !file.startsWith(directory.resolve("data")))
                        .filter(file -> !file.startsWith(directory.resolve("pacs")))
                        .filter(file -> !file.getFileName().toString().startsWith("2.25.3")))
                .isEmpty();
    }

    private EchoPipeline start(LoopbackPacs pacs) throws IOException {
        return EchoPipeline.start(
                TestNode.options(directory.resolve("data"), Map.of("pacs", pacs.destination())), TestNode.network());
    }

    private static List<Path> files(String kind) throws IOException {
        Path shared = Path.of(System.getProperty("echoscribe.shared", "shared"), kind);
        assumeTrue(Files.isDirectory(shared), "No test files in " + shared + ": real files are not sent");
        try (Stream<Path> files = Files.list(shared)) {
            return files.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isDataSetOf(Part10 object, Path stored) {
        try {
            return Part10.read(stored).equals(object);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> filesUnder(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static void awaitDecided(EchoPipeline node) throws Exception {
        await(() -> node.journal().loops().count(LoopState.RECEIVED) == 0
                && node.journal().loops().count(LoopState.LABELLED) == 0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
