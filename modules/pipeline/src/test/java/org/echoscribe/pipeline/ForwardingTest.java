package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.pipeline.NodeWithPeers.PATIENCE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.DcmtkPeer;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.testkit.LoopbackPacs.Received;
import org.echoscribe.testkit.Part10;
import org.echoscribe.testkit.SharedFiles;
import org.echoscribe.testkit.TinyLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Received objects that go on to a destination. */
class ForwardingTest {

    private static final String STUDY = "2.25.88";

    @TempDir
    private Path directory;

    @Test
    void receivedObjectsArriveByteForByteAndReportsBesideThem() throws Exception {
        Path loop = new SyntheticLoop(STUDY, 1).write(directory);
        Path implicit = directory.resolve("implicit.dcm");
        TinyLoop tiny = TinyLoop.of(STUDY, STUDY + ".7", "20260102", "US");
        DataSetWriter.writeFile(implicit, tiny.dataSet(), TransferSyntax.ImplicitVrLittleEndian);
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(new NodeWithPeers(directory.resolve("data"))
                        .destination("pacs", pacs.destination(), NodeWithPeers.forwarded()))) {
            assertThat(Cart.send(NodeUnderTest.address(node), List.of(loop, implicit)))
                    .allMatch(result -> result.stored());
            List<Received> received = pacs.awaitReceived(5, PATIENCE);
            for (Path sent : List.of(loop, implicit)) {
                Part10 original = Part10.read(sent);
                Received forwarded = received.stream()
                        .filter(one -> one.sopInstanceUid().equals(original.sopInstanceUid()))
                        .findFirst()
                        .orElseThrow();
                assertThat(Part10.read(forwarded.file())).isEqualTo(original);
                assertThat(forwarded.callingAeTitle()).isEqualTo("ECHOSCRIBE");
            }
            Cart.send(NodeUnderTest.address(node), List.of(loop));
            assertThat(node.journal().forwards().waiting("pacs"))
                    .as("sent again, forwarded once")
                    .isZero();
        }
    }

    @Test
    void whatADestinationDoesNotTakeInItsTransferSyntaxIsADeadLetterAndCanBeTriedAgain() throws Exception {
        Path loop = new SyntheticLoop(STUDY, 1).write(directory);
        try (LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = start(new NodeWithPeers(directory.resolve("data"))
                        .destination("pacs", pacs.destination(), NodeWithPeers.forwarded()))) {
            pacs.behave(new LoopbackPacs.Behaviour.Refuse(StoreStatus.dataSetDoesNotMatchSopClass("no")));
            Cart.send(NodeUnderTest.address(node), List.of(loop));
            NodeWithPeers.await(
                    "two reports and an object are dead letters",
                    () -> node.journal().deadLetters().list().size() == 3);
            DeadLetter letter = node.journal().deadLetters().list().stream()
                    .filter(one -> one.sopInstanceUid().equals(STUDY + ".1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(letter.cause()).contains("A900H");
            pacs.behave(new LoopbackPacs.Behaviour.Keep());
            assertThat(node.journal().deadLetters().retry(letter.id(), Instant.now()))
                    .isTrue();
            assertThat(pacs.awaitReceived(1, PATIENCE).getFirst().sopInstanceUid())
                    .isEqualTo(STUDY + ".1");
        }
    }

    @Test
    void nothingGoesBackToItsSenderOrOnThatThisNodeFetchedOrWrote() {
        ForwardingRule rule = new ForwardingRule(
                "ECHOSCRIBE",
                new NodeWithPeers(directory)
                        .destination("pacs", new Destination("PACS", "localhost", 104), NodeWithPeers.forwarded())
                        .destination("reports", new Destination("RIS", "localhost", 104), DestinationServices.NONE)
                        .options()
                        .destinations(),
                "2.25.1"::equals);
        assertThat(rule.of(request("CART", "2.25.2", Optional.empty()))).containsExactly("pacs");
        assertThat(rule.of(request("CART", "2.25.2", Optional.of("OTHER")))).containsExactly("pacs");
        assertThat(rule.of(request("PACS", "2.25.2", Optional.empty()))).isEmpty();
        assertThat(rule.of(request("ARCHIVE", "2.25.2", Optional.of("ECHOSCRIBE"))))
                .isEmpty();
        assertThat(rule.of(request("CART", "2.25.1", Optional.empty()))).isEmpty();
    }

    @Test
    void realFilesPassThroughToStorescpBitByBit() throws Exception {
        assumeTrue(DcmtkPeer.isAvailable(), "skipped: dcmtk is not installed");
        List<Path> files = realFiles();
        assumeTrue(!files.isEmpty(), "skipped: the shared test files are not here");
        try (DcmtkPeer storescp = DcmtkPeer.startServer(directory);
                EchoPipeline node = start(new NodeWithPeers(directory.resolve("data"))
                        .destination("pacs", storescp.destination(), NodeWithPeers.forwarded()))) {
            List<StoreResult> results = Cart.send(NodeUnderTest.address(node), files);
            assertThat(results)
                    .as("most of the real files are accepted")
                    .filteredOn(StoreResult::stored)
                    .hasSizeGreaterThan(3);
            NodeWithPeers.await(
                    "everything is forwarded", () -> node.journal().forwards().waiting("pacs") == 0);
            List<DeadLetter> notForwarded = node.journal().deadLetters().list().stream()
                    .filter(letter -> letter.destination().isPresent())
                    .toList();
            assertThat(notForwarded)
                    .as("what this version of DCMTK does not know, and nothing else")
                    .allMatch(letter -> letter.cause().contains("no accepted presentation context"));
            Set<String> unknown = new HashSet<>();
            notForwarded.forEach(letter -> unknown.add(letter.sopInstanceUid()));
            Set<Part10> there = new HashSet<>();
            for (Path object : storescp.objects()) {
                there.add(Part10.read(object));
            }
            for (int i = 0; i < files.size(); i++) {
                Part10 sent = Part10.read(files.get(i));
                if (results.get(i).stored() && !unknown.contains(sent.sopInstanceUid())) {
                    assertThat(there).as(files.get(i).toString()).contains(sent);
                }
            }
        }
    }

    /** A few of different transfer syntaxes, each with a UID of its own. */
    private static List<Path> realFiles() throws IOException {
        Set<String> syntaxes = new HashSet<>();
        Set<String> instances = new HashSet<>();
        List<Path> chosen = new ArrayList<>();
        for (Path file : SharedFiles.in("data")) {
            if (Files.size(file) < 3_000_000) {
                Part10 object = Part10.read(file);
                if (syntaxes.add(object.transferSyntaxUid()) & instances.add(object.sopInstanceUid())) {
                    chosen.add(file);
                }
            }
        }
        return chosen;
    }

    private static StoreRequest request(String callingAeTitle, String sopInstanceUid, Optional<String> originator) {
        AssociationInfo association = new AssociationInfo(
                1, callingAeTitle, "ECHOSCRIBE", new InetSocketAddress(104), Optional.empty(), Optional.empty());
        return new StoreRequest(
                association, "1.2.840.10008.5.1.4.1.1.3.1", sopInstanceUid, "1.2.840.10008.1.2.1", originator);
    }

    private static EchoPipeline start(NodeWithPeers node) throws IOException {
        return EchoPipeline.start(node.options(), TestNode.network());
    }
}
