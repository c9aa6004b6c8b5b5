package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.echoscribe.dicom.network.FailedReference;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.journal.LoopState;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.CommittingPacs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PACS that stores every report and commits none. */
class FailingCommitmentTest {

    @TempDir
    private Path directory;

    @Test
    void whatAPacsFailsToCommitAgainAndAgainIsADeadLetterThatAPersonCanSendAgain() throws Exception {
        try (CommittingPacs pacs = CommittingPacs.start(directory.resolve("pacs"));
                EchoPipeline node = EchoPipeline.start(
                        new NodeWithPeers(directory.resolve("data"))
                                .attempts(2)
                                .destination("pacs", pacs.destination(), NodeWithPeers.committed())
                                .services(NodeWithPeers.commitment())
                                .options(),
                        TestNode.network())) {
            pacs.reportTo(NodeUnderTest.address(node));
            pacs.behave(CommittingPacs.failing(FailedReference.PROCESSING_FAILURE));
            Path cart = Files.createDirectories(directory.resolve("cart"));
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, "2.25.99", 1));
            NodeWithPeers.await(
                    "the report and the summary are dead letters",
                    () -> node.journal().deadLetters().list().size() == 2);
            assertThat(node.journal().deadLetters().list())
                    .allMatch(letter -> letter.cause().equals("Not committed: failure reason 0110H"))
                    .allMatch(letter -> letter.attempts() == 2);
            assertThat(node.journal().loops().newest(1).getFirst().state()).isEqualTo(LoopState.REPORTED);
            assertThat(node.journal().askedCommitments().outstanding("pacs")).isZero();
            assertThat(node.metrics())
                    .contains("echoscribe_commitments_total{destination=\"pacs\",result=\"failed\"} 4");
            assertThat(Cart.echo(NodeUnderTest.address(node))).isTrue();

            pacs.behave(CommittingPacs::commit);
            for (DeadLetter letter : node.journal().deadLetters().list()) {
                assertThat(node.journal().deadLetters().retry(letter.id(), Instant.now()))
                        .isTrue();
            }
            NodeWithPeers.await(
                    "what was sent again is committed",
                    () -> node.journal().loops().newest(1).getFirst().state() == LoopState.DELIVERED);
        }
    }
}
