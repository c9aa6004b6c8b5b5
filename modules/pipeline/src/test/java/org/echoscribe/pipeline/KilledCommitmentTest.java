package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.CommitmentResult;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.SopReference;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.CommitmentCart;
import org.echoscribe.testkit.ExternalProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node has said that it will report, it reports, whatever happens to it and to the cart meanwhile. */
class KilledCommitmentTest {

    private static final String STUDY = "2.25.55";
    private static final String TRANSACTION = "2.25.4712";

    @TempDir
    private Path directory;

    @Test
    void aRequestThatWasAnsweredBeforeAKillIsReportedAfterItToACartThatWasAwayAtFirst() throws Exception {
        Path data = directory.resolve("data");
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        Destination cart = new Destination(Cart.AE_TITLE, "127.0.0.1", ExternalProgram.freePort());
        List<Path> loops = new ArrayList<>();
        List<SopReference> references = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            SyntheticLoop loop = new SyntheticLoop(STUDY, number);
            loops.add(loop.write(directory));
            references.add(new SopReference(Uids.UltrasoundMultiFrameImageStorage, loop.sopInstanceUid()));
        }
        try (NodeProcess node = NodeProcess.start(data, temporary, cart)) {
            Destination address = new Destination("ECHOSCRIBE", "127.0.0.1", node.port());
            assertThat(Cart.send(address, loops)).allMatch(result -> result.stored());
            assertThat(CommitmentCart.ask(address, TRANSACTION, references).isSuccess())
                    .isTrue();
            node.kill();
        }
        try (CommitmentCart listening = CommitmentCart.start(directory.resolve("cart"), cart.port());
                NodeProcess _ = NodeProcess.start(data, temporary, cart)) {
            assertThat(listening.awaitResult(NodeWithPeers.PATIENCE))
                    .isEqualTo(new CommitmentResult(TRANSACTION, references, List.of()));
        }
    }
}
