package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.journal.Journal;
import org.echoscribe.node.field.NodeProcess;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.node.model.OtherBundle;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.FailingCalls;
import org.echoscribe.testkit.TinyDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the node's disk and its clients' disks do to it; whatever was acknowledged is there afterwards. */
class BackEndFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> SETTINGS =
            List.of("storage.minimum-free-space=0", "limits.close-time=1s", "processing.retry-delay=100ms");

    /** One page, two, ... up to more than an object and its journal rows need together. */
    private static final List<Integer> PAGES_LEFT =
            IntStream.rangeClosed(0, 24).boxed().toList();

    private static final int PAGE_BYTES = 4096;

    @TempDir
    private Path directory;

    @Test
    void aDiskThatIsFullAtAnyWriteCostsA700HAndNothingThatWasAcknowledged() throws Exception {
        Optional<String> unavailable = TinyDisk.unavailable(Files.createDirectories(directory.resolve("probe")));
        assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
        Set<String> acknowledged = new HashSet<>();
        Set<String> refused = new HashSet<>();
        try (TinyDisk disk = TinyDisk.mount(directory, 16)) {
            Path data = disk.inside().resolve("node");
            try (NodeProcess node = NodeProcess.start(disk.prefix(), directory, data, SETTINGS);
                    Bystander cart = Bystander.connect(node.address())) {
                for (int pages : PAGES_LEFT) {
                    disk.leave((long) pages * PAGE_BYTES);
                    Bystander.Sent sent = cart.send();
                    assertThat(sent.result().description()).matches(".*(0000H|A700H|success|stored).*");
                    (sent.result().stored() ? acknowledged : refused).add(sent.sopInstanceUid());
                    assertThat(node.answers()).isTrue();
                }
                assertThat(refused).as("refused while the disk was full").isNotEmpty();
                disk.leave(8 << 20);
                acknowledged.add(cart.store());
                node.kill();
            }
            try (NodeProcess node = NodeProcess.start(disk.prefix(), directory, data, SETTINGS)) {
                awaitDecided(node, disk.outside().resolve("node"), acknowledged);
                assertThat(incoming(disk.outside().resolve("node"))).isEmpty();
            }
        }
    }

    @Test
    void aSyncThatFailsIsAnsweredA700HAndTheNextObjectIsStored() throws Exception {
        assumeTrue(FailingCalls.isAvailable(), "strace is not installed");
        Path data = directory.resolve("node");
        Set<String> acknowledged = new HashSet<>();
        try (NodeProcess node = NodeProcess.start(directory, SETTINGS);
                Bystander cart = Bystander.connect(node.address())) {
            acknowledged.add(cart.store());
            Path today = data.resolve("spool/objects")
                    .resolve(LocalDate.now(ZoneOffset.UTC).toString());
            for (List<Path> where : List.of(List.<Path>of(), List.of(data.resolve("journal.db-wal")), List.of(today))) {
                try (FailingCalls failing =
                        FailingCalls.of(node.pid(), directory.resolve("strace"), "fsync,fdatasync", "EIO", where)) {
                    assertRefused(cart.send().result());
                    assertThat(failing.failed()).isNotEmpty();
                    assertThat(node.answers()).isTrue();
                }
                acknowledged.add(cart.store());
            }
            awaitDecided(node, data, acknowledged);
            node.kill();
        }
        try (NodeProcess node = NodeProcess.start(directory, SETTINGS)) {
            awaitDecided(node, data, acknowledged);
        }
    }

    /** What the kernel does after an error of the disk: from then on nothing can be written, and files stay open. */
    @Test
    void aDiskThatBecomesReadOnlyIsAnsweredA700HUntilItIsWritableAgain() throws Exception {
        assumeTrue(FailingCalls.isAvailable(), "strace is not installed");
        Path data = directory.resolve("node");
        List<Path> files = new ArrayList<>(
                List.of(data.resolve("journal.db"), data.resolve("journal.db-wal"), data.resolve("spool/objects")));
        for (int number = 1; number <= 20; number++) {
            files.add(data.resolve("spool/incoming/%016x.tmp".formatted(number)));
        }
        Set<String> acknowledged = new HashSet<>();
        try (NodeProcess node = NodeProcess.start(directory, SETTINGS);
                Bystander cart = Bystander.connect(node.address())) {
            acknowledged.add(cart.store());
            try (FailingCalls _ = FailingCalls.of(
                    node.pid(),
                    directory.resolve("strace"),
                    "openat,write,pwrite64,ftruncate,rename,mkdir",
                    "EROFS",
                    files)) {
                assertRefused(cart.send().result());
                assertRefused(cart.send().result());
                assertThat(node.answers()).isTrue();
            }
            acknowledged.add(cart.store());
            awaitDecided(node, data, acknowledged);
        }
    }

    @Test
    void aNodeOnAReadOnlyDiskSaysSoAndEnds() throws Exception {
        Optional<String> unavailable = TinyDisk.unavailable(Files.createDirectories(directory.resolve("probe")));
        assumeTrue(unavailable.isEmpty(), () -> unavailable.orElse(""));
        try (TinyDisk disk = TinyDisk.mount(directory, 16)) {
            disk.remount(true);
            ExternalProgram.Result result =
                    NodeProcess.refuse(disk.prefix(), directory, disk.inside().resolve("node"), SETTINGS);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output())
                    .contains("node")
                    .containsIgnoringCase("read-only")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aModelFileThatIsCutOffIsRefusedByItsName() throws Exception {
        Path bundle = copyOfBundle();
        try (FileChannel head = FileChannel.open(bundle.resolve("head.onnx"), StandardOpenOption.WRITE)) {
            head.truncate(head.size() / 2);
        }
        assertBundleRefused(bundle, "head.onnx");
    }

    @Test
    void aModelOfOtherClassesIsRefusedByTheirName() throws Exception {
        Path bundle = copyOfBundle();
        Path description = bundle.resolve("bundle.json");
        Files.writeString(description, Files.readString(description).replace("EV-PLAXV", "EV-CAT"));
        assertBundleRefused(bundle, "EV-CAT");
    }

    @Test
    void aModelOfFewerClassesIsRefused() throws Exception {
        Path bundle = copyOfBundle();
        Path description = bundle.resolve("bundle.json");
        Files.writeString(description, Files.readString(description).replace("\"EV-PLAX\", ", ""));
        assertBundleRefused(bundle, "views");
    }

    /** Its files are whole, and its graphs open: only a loop shows it. */
    @Test
    void aModelWhoseScoresAreNoNumbersIsRefused() throws Exception {
        assertBundleRefused(OtherBundle.writeWithoutNumbers(directory.resolve("bundle")), "NaN");
    }

    private Path copyOfBundle() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("bundle"));
        try (Stream<Path> files = Files.list(ShippedBundle.PATH)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private void assertBundleRefused(Path bundle, String because) throws Exception {
        ExternalProgram.Result result =
                NodeProcess.refuse(List.of(), directory, directory.resolve("node"), List.of("model.bundle=" + bundle));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("The model bundle is refused")
                .contains(because)
                .doesNotContain("\tat ");
    }

    private static void assertRefused(StoreResult result) {
        assertThat(result.stored()).isFalse();
        assertThat(result.description()).contains("A700H");
    }

    private void awaitDecided(NodeProcess node, Path data, Set<String> sopInstanceUids) throws IOException {
        node.await(
                "everything that was acknowledged is decided",
                PATIENCE,
                () -> decided(data).containsAll(sopInstanceUids));
    }

    /** From a copy of the journal: SQLite does not open what lies in another mount namespace. */
    private List<String> decided(Path data) throws IOException {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        for (String name : List.of("journal.db", "journal.db-wal")) {
            Files.copy(data.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(copy.resolve("journal.db-shm"));
        try (Journal journal = Journal.open(copy)) {
            return journal.loops().newest(1000).stream()
                    .filter(loop -> loop.state().isDecided())
                    .map(loop -> loop.loop().sopInstanceUid())
                    .toList();
        }
    }

    private static List<Path> incoming(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("spool/incoming"))) {
            return files.toList();
        }
    }
}
