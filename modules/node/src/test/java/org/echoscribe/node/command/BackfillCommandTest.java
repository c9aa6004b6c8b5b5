package org.echoscribe.node.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.node.CommandRun;
import org.echoscribe.node.configuration.Configuration;
import org.echoscribe.node.configuration.ReadConfiguration;
import org.echoscribe.node.field.ShippedBundle;
import org.echoscribe.node.wiring.RunningNode;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.testkit.DcmqrscpPeer;
import org.echoscribe.testkit.ExternalProgram;
import org.echoscribe.testkit.OrthancPeer;
import org.echoscribe.testkit.TinyLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command with the archives that machines have: from the query to rows in the node's journal. */
class BackfillCommandTest {
    private static final String DATES = "20240101-20240131";
    private static final TinyLoop OF_OTHER_MONTH = loop("20231231", "US");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<TinyLoop> wanted = new ArrayList<>();
    private final List<TinyLoop> unwanted = List.of(OF_OTHER_MONTH, loop("20240110", "CT"));
    private Destination node;

    @BeforeEach
    void plan() throws IOException {
        node = new Destination("ECHOSCRIBE", "127.0.0.1", ExternalProgram.freePort());
        for (int day = 10; day < 13; day++) {
            TinyLoop first = loop("202401" + day, "US");
            wanted.add(first);
            wanted.add(TinyLoop.of(first.studyInstanceUid(), first.seriesInstanceUid(), first.studyDate(), "US"));
        }
        // One study of two modalities: its ultrasound is wanted and the rest is not.
        TinyLoop mixed = loop("20240120", "US");
        wanted.add(mixed);
    }

    @Test
    void fetchesFromDcmqrscpByGetWithoutANodeAndDoesNotFetchTwice() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        try (DcmqrscpPeer archive = DcmqrscpPeer.start(directory, node)) {
            assertFetchesByGet(archive.destination());
        }
    }

    @Test
    void fetchesFromOrthancByGetWithoutANodeAndDoesNotFetchTwice() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        try (OrthancPeer archive = OrthancPeer.start(directory, List.of(node))) {
            assertFetchesByGet(archive.destination());
        }
    }

    @Test
    void fetchesFromOrthancByMoveIntoTheRunningNode() throws Exception {
        assumeTrue(OrthancPeer.isAvailable(), "Orthanc is not installed");
        try (OrthancPeer archive = OrthancPeer.start(directory, List.of(node))) {
            assertFetchesByMove(archive.destination());
        }
    }

    @Test
    void fetchesFromDcmqrscpByMoveIntoTheRunningNode() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        try (DcmqrscpPeer archive = DcmqrscpPeer.start(directory, node)) {
            assertFetchesByMove(archive.destination());
        }
    }

    @Test
    void aQueryThatMayHaveBeenCutIsSplitUntilNothingIsMissed() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        try (DcmqrscpPeer archive = DcmqrscpPeer.start(directory, node)) {
            // 24 studies of one day, half an hour apart.
            TinyLoop.store(
                    archive.destination(),
                    IntStream.range(0, 24)
                            .mapToObj(i -> loop("20240110", "US").at("%02d3000".formatted(i)))
                            .toList());
            assertThat(backfill(archive.destination(), "--dry-run", "--split-above", "4"))
                    .isZero();
            assertThat(out.toString()).contains("has 24 studies").containsPattern("to be fetched +24");
        }
    }

    @Test
    void anArchiveThatIsNotThereIsSaidWithWhatToDo() {
        assertThat(backfill(new Destination("PACS", "127.0.0.1", 1))).isEqualTo(1);
        assertThat(err.toString()).contains("cannot connect to PACS@127.0.0.1:1", "run the same command again");
    }

    @Test
    void aMoveToANodeThatDoesNotRunIsRefusedBeforeAnythingIsAsked() throws Exception {
        assumeTrue(DcmqrscpPeer.isAvailable(), "dcmqrscp is not installed");
        try (DcmqrscpPeer archive = DcmqrscpPeer.start(directory, node)) {
            assertThat(backfill(archive.destination(), "--method", "move")).isEqualTo(1);
            assertThat(err.toString()).contains("echoscribe serve", "--method get");
        }
    }

    @Test
    void whatIsWronglyTypedEndsWithTwoAndTheRightForm() {
        Destination somebody = new Destination("PACS", "127.0.0.1", 1);
        assertThat(backfill(somebody, "--dates", "2024-01-01")).isEqualTo(2);
        assertThat(run("backfill", "--from", "archive", "--dates", "20240101")).isEqualTo(2);
        assertThat(err.toString()).contains("'archive' is no PACS", "AET@HOST:PORT");
        assertThat(run("backfill", "--from", "A@h:1", "--dates", "20240102-20240101"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("end before they begin");
        assertThat(run("backfill", "--from", "A@h:1", "--dates", "20240101", "--rate", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("a rate is larger than 0");
    }

    private void assertFetchesByGet(Destination archive) throws Exception {
        store(archive);
        assertThat(backfill(archive, "--dry-run")).isZero();
        assertThat(out.toString()).contains("has 4 studies with US").containsPattern("to be fetched +4");
        assertThat(loops()).isEmpty();

        assertThat(backfill(archive)).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("fetched now +4, by C-GET").containsPattern("objects in all +7");
        assertThat(loops())
                .extracting(loop -> loop.loop().sopInstanceUid())
                .containsExactlyInAnyOrderElementsOf(
                        wanted.stream().map(TinyLoop::sopInstanceUid).toList());
        assertThat(loops()).allSatisfy(loop -> assertThat(loop.callingAeTitle()).isEqualTo(archive.aeTitle()));

        assertThat(backfill(archive)).isZero();
        assertThat(out.toString()).containsPattern("fetched before +4").containsPattern("fetched now +0");
        TinyLoop late = loop("20240115", "US");
        TinyLoop.store(archive, List.of(late));
        assertThat(backfill(archive, "--json", "--rate", "600")).isZero();
        assertThat(out.toString())
                .contains("\"found\" : 5", "\"fetchedBefore\" : 4", "\"fetchedNow\" : 1", "\"failed\" : 0");
    }

    private void assertFetchesByMove(Destination archive) throws Exception {
        store(archive);
        Configuration configuration = ReadConfiguration.read(
                Optional.empty(),
                Map.of(),
                List.of(
                        "node.data-directory=" + directory.resolve("data"),
                        "node.port=" + node.port(),
                        "admin.port=0",
                        "storage.minimum-free-space=0",
                        "imaging.screen-masks=" + ShippedBundle.SCREEN_MASKS,
                        "model.bundle=" + ShippedBundle.PATH));
        try (RunningNode running = RunningNode.start(configuration, PipelineListener.NONE)) {
            assertThat(backfill(archive, "--method", "move")).as(err.toString()).isZero();
            assertThat(out.toString())
                    .containsPattern("fetched now +4, by C-MOVE")
                    .containsPattern("objects in all +7");
            for (TinyLoop loop : wanted) {
                assertThat(running.journal().loops().ofSopInstance(loop.sopInstanceUid()))
                        .singleElement()
                        .satisfies(received -> assertThat(received.priority()).isEqualTo(Priority.BACKFILL));
            }
            assertThat(running.journal().loops().newest(100)).hasSize(7);
        }
    }

    private void store(Destination archive) throws IOException {
        TinyLoop mixed = wanted.getLast();
        List<TinyLoop> all = new ArrayList<>(wanted);
        all.addAll(unwanted);
        all.add(TinyLoop.of(mixed.studyInstanceUid(), TinyLoop.newUid(), mixed.studyDate(), "CT"));
        TinyLoop.store(archive, all);
    }

    private List<ReceivedLoop> loops() {
        try (Journal journal = Journal.open(directory.resolve("data"))) {
            return journal.loops().newest(100);
        }
    }

    private static TinyLoop loop(String date, String modality) {
        return TinyLoop.of(TinyLoop.newUid(), TinyLoop.newUid(), date, modality);
    }

    private int backfill(Destination archive, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "backfill",
                "--from",
                archive.toString(),
                "--set",
                "node.data-directory=" + directory.resolve("data"),
                "--set",
                "node.port=" + node.port(),
                "--set",
                "storage.minimum-free-space=0"));
        if (!List.of(more).contains("--dates")) {
            arguments.addAll(List.of("--dates", DATES));
        }
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return CommandRun.run(out, err, arguments);
    }
}
