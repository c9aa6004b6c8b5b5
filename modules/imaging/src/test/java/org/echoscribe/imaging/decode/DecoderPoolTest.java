package org.echoscribe.imaging.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The processes of {@link DecoderPool}, without any of the system's codecs: a process answers a baseline JPEG, which it does
 * not decode, with a refusal. A stopped process (SIGSTOP) stands for one that is at work.
 */
@Timeout(120)
class DecoderPoolTest {
    private static final byte[] REFUSED = Encoded.jpeg(LocateFramesTest.plain(9, 9, 9), 32, 32);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private Set<ProcessHandle> known;

    @BeforeAll
    static void needSignals() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "skipped: this system has no /proc");
    }

    @BeforeEach
    void remember() {
        known = processes(ProcessHandle.current());
    }

    @Test
    void aCodestreamThatEndsItsProcessCostsThatFrameAloneAndOthersAreDecodedBesideIt() throws Exception {
        DecoderPool pool = new DecoderPool(2, FOR_EVER);
        assertAnswers(pool);
        ProcessHandle first = only(started());
        signal("STOP", first);
        CompletableFuture<Components> hostile = decoding(pool);
        await(() -> pool.idle() == 0);
        assertAnswers(pool);
        assertThat(hostile).isNotDone();
        assertThat(started()).hasSize(2);
        first.destroyForcibly();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> hostile.get(60, TimeUnit.SECONDS))
                .withMessageContaining("ended the decoder (exit code 137)");
        assertAnswers(pool);
        assertThat(started()).hasSize(1);
        started().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatFindsAllProcessesAtWorkWaitsForOne() throws Exception {
        DecoderPool pool = new DecoderPool(1, FOR_EVER);
        assertAnswers(pool);
        ProcessHandle process = only(started());
        signal("STOP", process);
        List<CompletableFuture<Components>> both = List.of(decoding(pool), decoding(pool));
        await(() -> pool.waiting() == 1);
        assertThat(started()).containsExactly(process);
        signal("CONT", process);
        for (CompletableFuture<Components> one : both) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> one.get(60, TimeUnit.SECONDS))
                    .withMessageContaining("is not decoded here");
        }
        process.destroyForcibly();
    }

    @Test
    void aProcessWithoutWorkIsEndedAndStartedAgainWhenItIsNeeded() throws Exception {
        DecoderPool pool = new DecoderPool(2, Duration.ofMillis(1));
        for (int i = 0; i < 2; i++) {
            assertAnswers(pool);
            await(() -> started().isEmpty());
        }
    }

    @Test
    void processesThatDiedAtWorkLeaveNoPipesBehind() throws Exception {
        long before = pipes();
        DecoderPool pool = new DecoderPool(1, FOR_EVER);
        for (int i = 0; i < 2; i++) {
            assertAnswers(pool);
            assertThat(pipes()).isGreaterThan(before);
            ProcessHandle process = only(started());
            signal("STOP", process);
            CompletableFuture<Components> hostile = decoding(pool);
            await(() -> pool.idle() == 0);
            process.destroyForcibly();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> hostile.get(60, TimeUnit.SECONDS));
            await(() -> pipes() <= before);
        }
    }

    @Test
    void theProcessesEndWithTheOneThatStartedThem() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        DecoderPoolTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process parent = builder.start();
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(parent.inputReader().readLine()))
                .orElseThrow();
        parent.destroyForcibly();
        child.onExit().get(60, TimeUnit.SECONDS);
    }

    public static void main(String[] arguments) throws Exception {
        try {
            new DecoderPool(1, FOR_EVER).decode(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9});
        } catch (UndecodableException e) {
            System.out.println(only(processes(ProcessHandle.current())).pid());
        }
        new CountDownLatch(1).await();
    }

    private static void assertAnswers(DecoderPool pool) {
        assertThatExceptionOfType(UndecodableException.class)
                .isThrownBy(() -> pool.decode(REFUSED))
                .withMessageContaining("is not decoded here");
    }

    private static CompletableFuture<Components> decoding(DecoderPool pool) {
        CompletableFuture<Components> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                result.complete(pool.decode(REFUSED));
            } catch (UndecodableException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private Set<ProcessHandle> started() {
        Set<ProcessHandle> started = processes(ProcessHandle.current());
        started.removeAll(known);
        return started;
    }

    private static Set<ProcessHandle> processes(ProcessHandle parent) {
        return parent.children()
                .filter(child -> child.info().commandLine().orElse("").contains(DecoderProcessMain.class.getName()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static ProcessHandle only(Set<ProcessHandle> processes) {
        assertThat(processes).hasSize(1);
        return processes.iterator().next();
    }

    private static void signal(String name, ProcessHandle process) {
        Reference.run(List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    private static long pipes() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(DecoderPoolTest::isPipe).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }

    /** The time limit of the class ends what never comes true. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }
}
