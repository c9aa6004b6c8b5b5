package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.DcmtkPeer;
import org.echoscribe.testkit.Part10;
import org.echoscribe.testkit.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every broken or malicious file leaves the node up, its other associations unharmed and its surroundings untouched. */
class HostileInputTest {

    private static final String US_MULTI_FRAME = "1.2.840.10008.5.1.4.1.1.3.1";
    private static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final PresentationContextRequest VERIFICATION =
            PresentationContextRequest.of("1.2.840.10008.1.1", "1.2.840.10008.1.2");

    @TempDir
    Path directory;

    private List<Path> files = List.of();

    @BeforeEach
    void findFiles() throws Exception {
        files = SharedFiles.in("hostile");
        assumeFalse(files.isEmpty(), SharedFiles.missing("hostile"));
    }

    @Test
    void survivesEveryHostileFileInAHeapOf512MegabytesWithEveryOtherAssociationUnharmed() throws Exception {
        Path place = Files.createDirectories(directory.resolve("inner/place"));
        try (NodeProcess node = NodeProcess.start(place, List.of());
                DicomSender bystander =
                        DicomSender.connect(node.address(), "BYSTANDER", List.of(VERIFICATION), Limits.defaults())) {
            for (Path file : files) {
                sendHoweverItGoes(node, file);
                assertThat(bystander.echo()).as("bystander after " + file).isTrue();
                assertThat(node.answers())
                        .as("node after " + file + "\n" + node.log())
                        .isTrue();
            }
            awaitOutcomes(node, place);
            assertThat(node.isAlive()).isTrue();
            assertThat(node.log()).doesNotContain("OutOfMemoryError", "StackOverflowError", "Unexpected failure");
        }
        assertThat(entriesOf(directory)).containsExactly("inner");
        assertThat(entriesOf(directory.resolve("inner"))).containsExactly("place");
        assertThat(entriesOf(place)).containsExactly("node", "node.log");
        assertThat(Path.of("/tmp/peers/TRAVERSED")).doesNotExist();
    }

    /** First as DCMTK sends it, then its raw bytes under whatever it calls itself, then under a harmless name. */
    private static void sendHoweverItGoes(NodeProcess node, Path file) throws Exception {
        if (DcmtkPeer.isAvailable()) {
            DcmtkPeer.store(node.address(), List.of("-R"), List.of(file)); // DCMTK refuses to load some; so be it
        }
        Optional<Part10> parts = takenApart(file);
        byte[] dataSet = parts.map(Part10::dataSet).orElse(Files.readAllBytes(file));
        String transferSyntax = parts.map(Part10::transferSyntaxUid)
                .filter(uid -> !uid.isEmpty())
                .orElse(EXPLICIT_VR_LITTLE_ENDIAN);
        String sopClass =
                parts.map(Part10::sopClassUid).filter(uid -> !uid.isEmpty()).orElse(US_MULTI_FRAME);
        String sopInstance = parts.map(Part10::sopInstanceUid).orElse("");
        send(node, sopClass, sopInstance, transferSyntax, dataSet);
        send(node, US_MULTI_FRAME, "2.25." + Math.abs(Arrays.hashCode(dataSet)), transferSyntax, dataSet);
    }

    private static void send(
            NodeProcess node, String sopClass, String sopInstance, String transferSyntax, byte[] dataSet) {
        List<PresentationContextRequest> contexts =
                List.of(VERIFICATION, PresentationContextRequest.of(sopClass, transferSyntax));
        try (DicomSender sender = DicomSender.connect(node.address(), Cart.AE_TITLE, contexts, Limits.defaults())) {
            sender.store(sopClass, sopInstance, transferSyntax, ByteBuffer.wrap(dataSet));
        } catch (IOException | IllegalArgumentException refused) {
            // A refused or aborted association is a fair answer; whether the node lives is asked afterwards.
            System.out.println("refused, as it may be: " + refused.getMessage());
        }
    }

    private static Optional<Part10> takenApart(Path file) {
        try {
            return Optional.of(Part10.read(file));
        } catch (IOException | RuntimeException notPart10) {
            return Optional.empty();
        }
    }

    /** Everything that was acknowledged gets an outcome; nothing is left hanging. */
    private static void awaitOutcomes(NodeProcess node, Path place) throws Exception {
        try (Journal journal = Journal.open(place.resolve("node"))) {
            List<ReceivedLoop> undecided = undecided(journal);
            long deadline = System.nanoTime() + java.time.Duration.ofMinutes(4).toNanos();
            while (!undecided.isEmpty() && System.nanoTime() < deadline && node.answers()) {
                undecided = undecided(journal);
            }
            assertThat(undecided).isEmpty();
            assertThat(journal.loops().newest(1000)).isNotEmpty();
        }
    }

    private static List<ReceivedLoop> undecided(Journal journal) {
        return journal.loops().newest(1000).stream()
                .filter(loop -> !loop.state().isDecided())
                .toList();
    }

    private static Set<String> entriesOf(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }
}
