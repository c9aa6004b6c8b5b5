package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.dataset.Vr;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.DicomQuery;
import org.echoscribe.dicom.network.DicomQuery.Urgency;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.PresentationContextRequest;
import org.echoscribe.dicom.network.QueryRetrieve;
import org.echoscribe.dicom.network.RetrieveResult;
import org.echoscribe.dicom.network.SubOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C-FIND, C-MOVE, C-GET and C-CANCEL as SCU, with the archives that machines have. */
class QueryRetrieveTest {
    private static final String STUDY = TinyLoop.newUid();
    private static final String OTHER_STUDY = TinyLoop.newUid();
    private static final List<TinyLoop> LOOPS = List.of(
            TinyLoop.of(STUDY, STUDY + ".1", "20240105", "US"),
            TinyLoop.of(STUDY, STUDY + ".1", "20240105", "US"),
            TinyLoop.of(STUDY, STUDY + ".2", "20240105", "US"),
            TinyLoop.of(OTHER_STUDY, OTHER_STUDY + ".1", "20240106", "US"));

    @TempDir
    Path directory;

    @Test
    void dcmqrscpFindsMovesAndGives() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        try (LoopbackPacs receiver = LoopbackPacs.start(directory.resolve("receiver"));
                DcmqrscpPeer archive = DcmqrscpPeer.start(directory, receiver.destination())) {
            assertFindsMovesAndGives(archive.destination(), receiver);
        }
    }

    @Test
    void orthancFindsMovesAndGives() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        try (LoopbackPacs receiver = LoopbackPacs.start(directory.resolve("receiver"));
                OrthancPeer archive = OrthancPeer.start(directory, List.of(receiver.destination()))) {
            assertFindsMovesAndGives(archive.destination(), receiver);
        }
    }

    @Test
    void aQueryThatIsCancelledEndsAndTheAssociationStaysInStep() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        List<TinyLoop> many = IntStream.range(0, 200)
                .mapToObj(i -> TinyLoop.of(TinyLoop.newUid(), TinyLoop.newUid(), "20240105", "US"))
                .toList();
        try (LoopbackPacs receiver = LoopbackPacs.start(directory.resolve("receiver"));
                DcmqrscpPeer archive = DcmqrscpPeer.start(directory, receiver.destination())) {
            TinyLoop.store(archive.destination(), many);
            try (DicomQuery query = connect(archive.destination(), List.of())) {
                List<Attributes> matches = new ArrayList<>();
                DimseStatus status = query.find(studies("20240105"), match -> {
                    matches.add(match);
                    return matches.size() < 3;
                });
                // An archive that had sent everything by then ends with success: the cancellation came too late.
                assertThat(status.isCancelled() || status.isSuccess())
                        .as(status.toString())
                        .isTrue();
                assertThat(matches).hasSize(3);
                assertThat(find(query, studies("20240105"))).hasSize(200);
            }
        }
    }

    private void assertFindsMovesAndGives(Destination archive, LoopbackPacs receiver) throws Exception {
        TinyLoop.store(archive, LOOPS);
        try (DicomQuery query = connect(archive, List.of())) {
            assertThat(query.offers(QueryRetrieve.FIND)).isTrue();
            assertThat(find(query, studies("20240101-20240105")))
                    .singleElement()
                    .satisfies(study ->
                            assertThat(study.string(Tag.StudyInstanceUID)).contains(STUDY));
            assertThat(find(query, studies("20240101-20241231"))).hasSize(2);
            assertThat(find(query, studies("20230101-20231231"))).isEmpty();
            assertThat(find(query, series(STUDY))).hasSize(2);

            List<SubOperations> progress = new ArrayList<>();
            RetrieveResult moved =
                    query.move(study(STUDY), receiver.destination().aeTitle(), counts -> {
                        progress.add(counts);
                        return true;
                    });
            assertThat(moved.isComplete()).as(moved.toString()).isTrue();
            assertThat(moved.subOperations().arrived()).isEqualTo(3);
            assertThat(progress).isNotEmpty();
            assertThat(uids(receiver.awaitReceived(3, Duration.ofSeconds(30))))
                    .isEqualTo(LOOPS.stream()
                            .limit(3)
                            .map(TinyLoop::sopInstanceUid)
                            .collect(Collectors.toSet()));
            // The Move Originator is who asked, not who sends.
            assertThat(receiver.received())
                    .allSatisfy(received ->
                            assertThat(received.moveOriginatorAeTitle()).contains("QUERYSCU"));
        }
        Path got = directory.resolve("got");
        try (LoopbackPacs sink = LoopbackPacs.start(got);
                DicomQuery query = connect(
                        archive,
                        List.of(PresentationContextRequest.of(
                                Uids.UltrasoundMultiFrameImageStorage, RawPdu.EXPLICIT_LITTLE_ENDIAN)))) {
            assertThat(query.receives(Uids.UltrasoundMultiFrameImageStorage)).isTrue();
            RetrieveResult result = query.get(study(OTHER_STUDY), sink.storeHandler(), counts -> true);
            assertThat(result.isComplete()).as(result.toString()).isTrue();
            RetrieveResult again = query.get(study(STUDY), sink.storeHandler(), counts -> true);
            assertThat(again.subOperations().completed()).as(again.toString()).isEqualTo(3);
            assertThat(uids(sink.received()))
                    .isEqualTo(LOOPS.stream().map(TinyLoop::sopInstanceUid).collect(Collectors.toSet()));
            Attributes object =
                    DataSetReader.read(sink.received().getFirst().file()).dataSet();
            assertThat(object.string(Tag.StudyInstanceUID)).contains(OTHER_STUDY);
        }
    }

    private static Set<String> uids(List<LoopbackPacs.Received> received) {
        return received.stream().map(LoopbackPacs.Received::sopInstanceUid).collect(Collectors.toSet());
    }

    private static DicomQuery connect(Destination archive, List<PresentationContextRequest> storage)
            throws IOException {
        return DicomQuery.connect(archive, "QUERYSCU", Urgency.LOW, storage, Limits.defaults());
    }

    private static List<Attributes> find(DicomQuery query, Attributes identifier) throws IOException {
        List<Attributes> matches = new ArrayList<>();
        DimseStatus status = query.find(identifier, matches::add);
        assertThat(status.isSuccess()).as(status.toString()).isTrue();
        return matches;
    }

    private static Attributes studies(String dates) {
        // A date range is not a date: it is set as bytes.
        return new Attributes()
                .set(Tag.QueryRetrieveLevel, "STUDY")
                .setBytes(Tag.StudyDate, Vr.DA, RawPdu.ascii(dates))
                .setEmpty(Tag.StudyInstanceUID);
    }

    private static Attributes series(String studyInstanceUid) {
        return new Attributes()
                .set(Tag.QueryRetrieveLevel, "SERIES")
                .set(Tag.StudyInstanceUID, studyInstanceUid)
                .setEmpty(Tag.SeriesInstanceUID)
                .setEmpty(Tag.Modality);
    }

    private static Attributes study(String studyInstanceUid) {
        return new Attributes().set(Tag.QueryRetrieveLevel, "STUDY").set(Tag.StudyInstanceUID, studyInstanceUid);
    }
}
