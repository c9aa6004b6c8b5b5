package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.RetryDelays;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Behaviour;
import org.echoscribe.testkit.RawDicomPeer;
import org.echoscribe.testkit.RefusingReceiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PACS that is away, warns, or falls silent: every report gets there, and none is given up for it. */
class ArchiveFaultsTest {

    private static final String STUDY = "2.25.4711";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final RetryDelays FROM_TEN_SECONDS_TO_AN_HOUR =
            new RetryDelays(Duration.ofSeconds(10), Duration.ofHours(1));

    @TempDir
    private Path directory;

    private Path cart;

    @BeforeEach
    void cart() throws IOException {
        cart = Files.createDirectories(directory.resolve("cart"));
    }

    /** A day passes in steps: what waits for a point in time is moved so much nearer to now. */
    @Test
    void aPacsThatIsAwayForADayIsTriedNowAndThenAndGetsEveryReportWhenItIsBack() throws Exception {
        LoopbackPacs away = LoopbackPacs.start(directory.resolve("away"));
        int port = away.destination().port();
        away.close();
        try (LogCapture log = LogCapture.ofEverything();
                EchoPipeline node = start(away.destination(), Limits.defaults(), FROM_TEN_SECONDS_TO_AN_HOUR)) {
            send(node, 1, 2);
            Waiting.until(PATIENCE, () -> tries(log) >= 1);
            for (int hour = 0; hour < 24; hour += 2) {
                int before = tries(log);
                Waiting.until(PATIENCE, () -> {
                    // Not only once: a turn that has just failed may not be back in its queue yet.
                    if (tries(log) == before) {
                        node.journal().clockWasSetBack(Duration.ofHours(2), Instant.now());
                    }
                    return tries(log) > before;
                });
                assertThat(tries(log)).as("tries within two hours").isEqualTo(before + 1);
            }
            assertThat(node.journal().deadLetters().list()).isEmpty();
            try (LoopbackPacs back =
                    LoopbackPacs.start(directory.resolve("back"), configuration -> configuration.withPort(port))) {
                Waiting.until(PATIENCE, () -> {
                    node.journal().clockWasSetBack(Duration.ofHours(2), Instant.now());
                    return back.received().size() == 3;
                });
                Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.DELIVERED) == 2);
            }
        }
    }

    @Test
    void aReportThatIsStoredWithAWarningIsDelivered() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(pacs.destination(), Limits.defaults(), quick())) {
            pacs.behave(new Behaviour.KeepAndAnswer(new StoreStatus(0xB000, "coerced")));
            send(node, 1);
            assertThat(pacs.awaitReceived(2, PATIENCE)).hasSize(2);
            Waiting.until(PATIENCE, () -> node.journal().loops().count(LoopState.DELIVERED) == 1);
            assertThat(node.journal().deadLetters().list()).isEmpty();
        }
    }

    @Test
    void aRefusalInTwoHundredForeignLettersIsADeadLetterOfAFewPrintableOnes() throws Exception {
        byte[] comment = "\u00fc\u65e5\u001b\n".repeat(50).getBytes(StandardCharsets.UTF_8);
        try (RawDicomPeer.Listener pacs = RefusingReceiver.listen(0xC000, comment);
                LogCapture log = LogCapture.ofEverything();
                EchoPipeline node = EchoPipeline.start(
                        new NodeWithPeers(directory.resolve("data"))
                                .quietTime(Duration.ofHours(1))
                                .destination("pacs", pacs.destination(), DestinationServices.NONE)
                                .options(),
                        TestNode.network())) {
            send(node, 1);
            Waiting.until(PATIENCE, () -> node.journal().deadLetters().list().size() == 1);
            assertThat(node.journal().deadLetters().list().getFirst().cause())
                    .matches("Status C000H \\([\\x20-\\x7E]{1,64}\\)");
            Waiting.until(PATIENCE, () -> log.text().contains("Not delivered"));
            assertThat(log.text().lines().filter(line -> line.contains("Not delivered")))
                    .hasSize(1)
                    .allMatch(line -> line.matches("[\\x20-\\x7E]{1,500}"));
        }
    }

    @Test
    void aPacsThatFallsSilentAfterAcceptingIsLeftAndGetsItsReportsWhenItSpeaksAgain() throws Exception {
        Limits impatient = Limits.defaults().withResponseTimeout(Duration.ofMillis(300));
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                LogCapture log = LogCapture.ofEverything();
                EchoPipeline node = start(pacs.destination(), impatient, quick())) {
            pacs.behave(new Behaviour.StaySilent());
            send(node, 1);
            Waiting.until(PATIENCE, () -> log.text().contains("did not live"));
            // The node itself answers its senders meanwhile.
            assertThat(Cart.echo(NodeUnderTest.address(node))).isTrue();
            pacs.behave(new Behaviour.Keep());
            assertThat(pacs.awaitReceived(2, PATIENCE)).hasSize(2);
        }
    }

    private static int tries(LogCapture log) {
        return log.text().split("A turn failed", -1).length - 1;
    }

    private EchoPipeline start(Destination pacs, Limits limits, RetryDelays delays) throws IOException {
        PipelineOptions options = TestNode.options(directory.resolve("data"), Map.of("pacs", pacs), 50);
        return EchoPipeline.start(
                new PipelineOptions(
                        options.aeTitle(),
                        options.endpoints(),
                        limits,
                        options.negotiationPolicy(),
                        options.dataDirectory(),
                        options.minimumFreeBytes(),
                        options.studyQuietTime(),
                        options.workers(),
                        delays,
                        options.attempts(),
                        options.destinations(),
                        options.reports(),
                        options.knownAes(),
                        options.services(),
                        options.screenMasks()),
                TestNode.network());
    }

    private static RetryDelays quick() {
        return new RetryDelays(Duration.ofMillis(50), Duration.ofMillis(400));
    }

    private void send(EchoPipeline node, int... numbers) throws IOException {
        for (int number : numbers) {
            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(STUDY, number).write(cart)));
        }
    }
}
