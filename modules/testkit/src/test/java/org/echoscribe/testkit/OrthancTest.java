package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.ByteAccess;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DicomFile;
import org.echoscribe.dicom.dataset.PixelData;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.RetrievalContexts;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.dicom.network.StoreResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orthanc as destination of our sender. Orthanc encodes anew what it receives (other padding, no group lengths), so not
 * its data sets but their pixel data are compared byte by byte.
 */
class OrthancTest {
    private static final int TRAILING_PADDING = 0xFFFCFFFC;

    @TempDir
    Path directory;

    @Test
    void orthancHasEveryPixelOfTheRealFilesThatItKnowsTheEncodingOf() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        // One file of each instance: two of them are one image in two encodings.
        List<Path> files = List.copyOf(byInstance(SharedFiles.in("data")).values());
        assumeFalse(files.isEmpty(), SharedFiles.missing("data"));
        SoftAssertions softly = new SoftAssertions();
        try (OrthancPeer orthanc = OrthancPeer.start(directory)) {
            assertThat(Cart.echo(orthanc.destination())).isTrue();
            List<StoreResult> results = Cart.send(orthanc.destination(), files);
            Map<String, Path> kept = byInstance(orthanc.download(directory.resolve("download")));
            for (int i = 0; i < files.size(); i++) {
                Part10 sent = Part10.read(files.get(i));
                if (JpegXl.isEncodingOf(sent)) {
                    assertThat(results.get(i)).isInstanceOf(StoreResult.NoPresentationContext.class);
                    continue;
                }
                softly.assertThat(results.get(i).stored())
                        .as("%s: %s", sent, results.get(i).description())
                        .isTrue();
                DicomFile original = DataSetReader.read(files.get(i));
                DicomFile copy = DataSetReader.read(kept.get(sent.sopInstanceUid()));
                softly.assertThat(copy.transferSyntax())
                        .as("encoding of %s", sent)
                        .isEqualTo(original.transferSyntax());
                softly.assertThat(copy.dataSet().elements())
                        .as("elements of %s", sent)
                        .hasSizeGreaterThanOrEqualTo(withoutGroupLengths(original));
                softly.assertThat(pixels(copy)).as("pixel data of %s", sent).isEqualTo(pixels(original));
            }
        }
        softly.assertAll();
    }

    @Test
    void whatIsFetchedByGetComesCompressedAsOrthancKeepsIt() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        List<Path> files = List.copyOf(byInstance(SharedFiles.in("data")).values());
        assumeFalse(files.isEmpty(), SharedFiles.missing("data"));
        Map<String, String> encodings = new HashMap<>();
        Set<String> studies = new HashSet<>();
        try (OrthancPeer orthanc = OrthancPeer.start(directory);
                LoopbackPacs sink = LoopbackPacs.start(directory.resolve("got"))) {
            List<StoreResult> results = Cart.send(orthanc.destination(), files);
            for (int i = 0; i < files.size(); i++) {
                if (results.get(i).stored()) {
                    Attributes dataSet = DataSetReader.readHeader(files.get(i), Tag.StudyInstanceUID + 1)
                            .dataSet();
                    studies.add(dataSet.string(Tag.StudyInstanceUID).orElseThrow());
                    Part10 part10 = Part10.read(files.get(i));
                    encodings.put(part10.sopInstanceUid(), part10.transferSyntaxUid());
                }
            }
            try (DicomQuery query = DicomQuery.connect(
                    orthanc.destination(),
                    "QUERYSCU",
                    DicomQuery.Urgency.LOW,
                    RetrievalContexts.ofUltrasound(),
                    Limits.defaults())) {
                for (String study : studies) {
                    RetrieveResult result = query.get(
                            new Attributes()
                                    .set(Tag.QueryRetrieveLevel, "STUDY")
                                    .setBytes(Tag.StudyInstanceUID, Vr.UI, RawPdu.ascii(study)),
                            sink.storeHandler(),
                            counts -> true);
                    assertThat(result.isComplete()).as(study + " " + result).isTrue();
                }
            }
            Map<String, String> got = new HashMap<>();
            sink.received().forEach(object -> got.put(object.sopInstanceUid(), object.transferSyntaxUid()));
            assertThat(got.keySet()).isEqualTo(encodings.keySet());
            encodings.forEach((instance, encoding) -> assertThat(got.get(instance))
                    .as("encoding of %s", instance)
                    .isEqualTo(
                            TransferSyntax.of(encoding).encapsulated()
                                    ? encoding
                                    : TransferSyntax.ExplicitVrLittleEndian.uid()));
        }
    }

    private static int withoutGroupLengths(DicomFile file) {
        return (int) file.dataSet().elements().stream()
                .filter(element -> (element.tag() & 0xFFFF) != 0 && element.tag() != TRAILING_PADDING)
                .count();
    }

    private static List<ByteBuffer> pixels(DicomFile file) throws IOException {
        if (file.pixelData().isEmpty()) {
            return List.of();
        }
        List<ByteBuffer> pieces = new ArrayList<>();
        try (ByteAccess source = file.openSource()) {
            switch (file.pixelData().get()) {
                case PixelData.Native pixels -> pieces.add(read(source, pixels.offset(), pixels.length()));
                case PixelData.Encapsulated pixels -> {
                    for (PixelData.Fragment fragment : pixels.fragments()) {
                        pieces.add(read(source, fragment.offset(), fragment.length()));
                    }
                }
            }
        }
        return pieces;
    }

    private static ByteBuffer read(ByteAccess source, long offset, long length) throws IOException {
        return ByteBuffer.wrap(source.read(offset, (int) length));
    }

    private static Map<String, Path> byInstance(List<Path> files) throws IOException {
        Map<String, Path> byInstance = new HashMap<>();
        for (Path file : files) {
            byInstance.put(Part10.read(file).sopInstanceUid(), file);
        }
        return byInstance;
    }
}
