package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's process whose clock is set back by an hour, with libfaketime, while its reports wait for a PACS that is away. */
class ClockSetBackTest {

    private static final String STUDY = "2.25.4711";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CALLS_UNTIL_REPORTS_WAIT_FOR_A_TIME = 3;

    @TempDir
    private Path directory;

    @Test
    void whatWaitsIsDeliveredAndWhatComesIsLabelledThoughTheClockIsAnHourBehind() throws Exception {
        Optional<Path> library = libfaketime();
        assumeTrue(library.isPresent(), "skipped: libfaketime is not installed");
        Path cart = Files.createDirectories(directory.resolve("cart"));
        Path clock = directory.resolve("clock");
        setClock(clock, "+0");
        CountDownLatch calls = new CountDownLatch(CALLS_UNTIL_REPORTS_WAIT_FOR_A_TIME);
        ServerSocket away = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> hangUp(away, calls));
        int port = away.getLocalPort();
        Destination pacs = new Destination(LoopbackPacs.AE_TITLE, "127.0.0.1", port);
        try (NodeProcess node = NodeProcess.start(
                clockOf(library.get(), clock),
                directory.resolve("data"),
                Files.createDirectories(directory.resolve("tmp")),
                Optional.of(pacs),
                Optional.empty())) {
            Destination address = new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
            Cart.send(address, NodeUnderTest.loops(cart, STUDY, 1, 2));
            assertThat(calls.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the node called")
                    .isTrue();
            away.close();

            setClock(clock, "-3600");
            try (LoopbackPacs back =
                    LoopbackPacs.start(directory.resolve("back"), configuration -> configuration.withPort(port))) {
                Cart.send(address, NodeUnderTest.loops(cart, STUDY, 3));
                Waiting.until(PATIENCE, () -> reportedLoops(back) == 3);
            }
        } finally {
            away.close();
        }
    }

    /** A PACS that takes no call. */
    private static void hangUp(ServerSocket listening, CountDownLatch calls) {
        try {
            while (true) {
                listening.accept().close();
                calls.countDown();
            }
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    private static long reportedLoops(LoopbackPacs pacs) {
        return pacs.received().stream()
                .map(Received::file)
                .flatMap(file -> loopOf(file).stream())
                .distinct()
                .count();
    }

    private static Optional<String> loopOf(Path report) {
        try {
            return ReportAtPacs.read(report).loop();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Moves the file into place, so that the node never reads half of it. */
    private static void setClock(Path clock, String offset) throws IOException {
        Path next = Files.writeString(clock.resolveSibling("next-clock"), offset + "\n");
        Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Only the time of day goes back: the clock that merely counts goes on, as it does on a real machine. */
    private static List<String> clockOf(Path library, Path clock) {
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + clock,
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1");
    }

    private static Optional<Path> libfaketime() throws IOException {
        try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path architecture : architectures) {
                Path library = architecture.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
        }
        return Optional.empty();
    }
}
