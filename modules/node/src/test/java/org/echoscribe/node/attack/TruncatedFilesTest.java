package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echoscribe.dicom.network.DicomSender;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.StoreResult;
import org.echoscribe.testkit.Part10;
import org.echoscribe.testkit.SharedFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects of real carts, in each of their encodings, cut off behind every KiB: each is kept, and gets an outcome. */
@Tag("nightly")
class TruncatedFilesTest {

    /** Each file costs its square: it is sent as often as it has KiB. */
    private static final long LARGEST_BYTES = 256 << 10;

    private static final int STEP_BYTES = 1 << 10;

    @RegisterExtension
    static final AttackedNode NODE = new AttackedNode();

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : SharedFiles.in("data")) {
            if (Files.size(file) <= LARGEST_BYTES && namesItself(file)) {
                files.add(file);
            }
        }
        assumeFalse(files.isEmpty(), SharedFiles.missing("data"));
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void theNodeKeepsAndDecidesAFileThatIsCutOffBehindAnyKibibyte(Path file) throws Exception {
        Part10 whole = Part10.read(file);
        List<String> sent = new ArrayList<>();
        try (DicomSender sender = DicomSender.connect(
                NODE.node().address(),
                "TRUNCATING",
                List.of(PresentationContextRequest.of(whole.sopClassUid(), whole.transferSyntaxUid())),
                Limits.defaults())) {
            for (int end = STEP_BYTES; end < whole.dataSet().length; end += STEP_BYTES) {
                String uid = uid(whole.sopInstanceUid(), file, end);
                ByteBuffer cut = ByteBuffer.wrap(renamed(whole, uid), 0, end);
                StoreResult result = sender.store(whole.sopClassUid(), uid, whole.transferSyntaxUid(), cut);
                assertThat(result.stored())
                        .as(file + " cut off behind byte " + end + ": " + result.description())
                        .isTrue();
                sent.add(uid);
            }
        }
        assertThat(NODE.awaitDecisions(sent)).containsKeys(sent.toArray(String[]::new));
    }

    /** Of the same length, so that nothing else in the object moves. */
    private static String uid(String original, Path file, int end) {
        String unique = "1." + (file.getFileName().toString().hashCode() & 0xFFFFF) + "." + end;
        return unique + ".1" + "0".repeat(original.length() - unique.length() - 2);
    }

    private static byte[] renamed(Part10 whole, String uid) {
        return new String(whole.dataSet(), StandardCharsets.ISO_8859_1)
                .replace(whole.sopInstanceUid(), uid)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Only such a file can be given another name of the same length. */
    private static boolean namesItself(Path file) throws IOException {
        Part10 whole = Part10.read(file);
        return whole.sopInstanceUid().length() > 20
                && new String(whole.dataSet(), StandardCharsets.ISO_8859_1).contains(whole.sopInstanceUid());
    }
}
