package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echoscribe.dicom.network.StoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK as client of our server and as server for our sender. */
class DcmtkTest {
    // storescu's option for each transfer syntax that the test files have; a file in another one is not sent.
    private static final Map<String, String> STORESCU_OPTIONS = Map.of(
            "1.2.840.10008.1.2", "-xi",
            "1.2.840.10008.1.2.1", "-xe",
            "1.2.840.10008.1.2.2", "-xb",
            "1.2.840.10008.1.2.4.50", "-xy",
            "1.2.840.10008.1.2.4.70", "-xs",
            "1.2.840.10008.1.2.4.90", "-xv",
            "1.2.840.10008.1.2.4.91", "-xw",
            "1.2.840.10008.1.2.5", "-xr");

    @TempDir
    Path directory;

    @BeforeEach
    void requireDcmtk() {
        assumeTrue(DcmtkPeer.isAvailable(), "DCMTK is not installed");
    }

    @Test
    void echoscuIsAnswered() throws Exception {
        try (LoopbackPacs pacs = LoopbackPacs.start(directory)) {
            ExternalProgram.Result result = DcmtkPeer.echo(pacs.destination());
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(result.output()).contains("Received Echo Response (Success)");
        }
    }

    @Test
    void storescuStoresEveryRealFileInOneAssociationForEachEncoding() throws Exception {
        Map<String, List<Path>> byOption = new HashMap<>();
        for (Path file : files()) {
            String option = STORESCU_OPTIONS.get(Part10.read(file).transferSyntaxUid());
            if (option != null) {
                byOption.computeIfAbsent(option, _ -> new ArrayList<>()).add(file);
            }
        }
        int sent = 0;
        try (LoopbackPacs pacs = LoopbackPacs.start(directory)) {
            for (Map.Entry<String, List<Path>> group : byOption.entrySet()) {
                // -R proposes only the contexts that the files need.
                ExternalProgram.Result result =
                        DcmtkPeer.store(pacs.destination(), List.of("-R", group.getKey()), group.getValue());
                assertThat(result.exitCode()).as(result.output()).isZero();
                sent += group.getValue().size();
            }
            assertThat(pacs.received()).hasSize(sent);
        }
    }

    @Test
    void storescuWithAllItsContextsIsAccepted() throws Exception {
        Path file = files().getFirst();
        String option = STORESCU_OPTIONS.get(Part10.read(file).transferSyntaxUid());
        try (LoopbackPacs pacs = LoopbackPacs.start(directory)) {
            ExternalProgram.Result result = DcmtkPeer.store(pacs.destination(), List.of(option), List.of(file, file));
            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(pacs.received()).hasSize(2);
        }
    }

    @Test
    void storescpReceivesByteForByteEveryRealFileThatItKnowsTheEncodingOf() throws Exception {
        List<Path> files = new ArrayList<>();
        for (Path file : files()) {
            if (!JpegXl.isEncodingOf(Part10.read(file))) {
                files.add(file);
            }
        }
        try (DcmtkPeer storescp = DcmtkPeer.startServer(directory)) {
            assertThat(Cart.echo(storescp.destination())).isTrue();
            assertThat(Cart.send(storescp.destination(), files)).allMatch(StoreResult::stored);
            assertThat(byInstance(storescp.objects())).containsAllEntriesOf(byInstance(files));
        }
    }

    private static List<Path> files() throws Exception {
        List<Path> files = SharedFiles.in("data");
        assumeFalse(files.isEmpty(), SharedFiles.missing("data"));
        return files;
    }

    private static Map<String, Part10> byInstance(List<Path> files) throws Exception {
        Map<String, Part10> objects = new HashMap<>();
        for (Path file : files) {
            Part10 object = Part10.read(file);
            objects.put(object.sopInstanceUid(), object);
        }
        return objects;
    }
}
