package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.echoscribe.imaging.decode.ScreenMasks;
import org.echoscribe.journal.DataDirectory;
import org.echoscribe.journal.IncomingObject;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.Reception;
import org.echoscribe.journal.Spool;
import org.echoscribe.journal.StoredObject;
import org.echoscribe.journal.Turn;
import org.echoscribe.testkit.Part10;
import org.echoscribe.vocabulary.Loop;
import org.echoscribe.vocabulary.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelLoopTest {

    private static final int ATTEMPTS = 4;

    @TempDir
    private Path directory;

    private DataDirectory data;
    private Journal journal;
    private Spool spool;
    private long number;

    @BeforeEach
    void receiveOneLoop() throws IOException {
        data = DataDirectory.claim(directory.resolve("data"));
        journal = Journal.open(data.path());
        spool = Spool.open(data, 0);
        Part10 object = Part10.read(new SyntheticLoop("1.2", 3).write(directory));
        byte[] head = Part10.header(object.sopClassUid(), object.sopInstanceUid(), object.transferSyntaxUid());
        try (IncomingObject incoming = spool.begin(ByteBuffer.wrap(head))) {
            incoming.write(ByteBuffer.wrap(object.dataSet()));
            StoredObject stored = incoming.store();
            Loop loop = new Loop(
                    object.sopInstanceUid(),
                    object.sopClassUid(),
                    "1.2",
                    "1.2.0",
                    object.transferSyntaxUid(),
                    stored.contentSha256());
            Reception reception = journal.receptions().record(loop, stored, "CART", List.of(), Instant.now());
            number = reception.number();
        }
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        data.close();
    }

    @Test
    void aReportThatCannotBeWrittenIsGivenUpAfterAllAttemptsAndTheOutcomeStays() throws Exception {
        LabelLoop step = step((_, _) -> {
            throw new IllegalStateException("no report today");
        });
        for (int failures = 0; failures + 1 < ATTEMPTS; failures++) {
            Turn turn = turn(failures);
            assertThatThrownBy(() -> step.work(turn)).hasMessage("no report today");
            assertThat(state()).isEqualTo(LoopState.LABELLED);
        }
        step.work(turn(ATTEMPTS - 1));
        assertThat(state()).isEqualTo(LoopState.FAILED);
        assertThat(journal.deadLetters().list().getFirst().cause()).contains("no report today");
    }

    @Test
    void aLoopWhoseTurnsNeverEndedIsNotAnalysedAgain() throws Exception {
        step((_, _) -> List.of()).work(turn(ATTEMPTS));
        assertThat(journal.loops()
                        .find(number)
                        .orElseThrow()
                        .labelling()
                        .orElseThrow()
                        .outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.detail()).contains("4 attempts"));
    }

    @Test
    void aLoopIsAnalysedOnceHoweverOftenItHasItsTurn() throws Exception {
        int[] asked = {0};
        LabelLoop step = step((_, _) -> List.of(), TestNode.network(input -> {
            asked[0]++;
            return TestNode.byBrightness(input);
        }));
        step.work(turn(0));
        step.work(turn(0));
        assertThat(asked[0]).isEqualTo(1);
    }

    private LabelLoop step(LabelLoop.ReportWriter reports) {
        return step(reports, TestNode.network());
    }

    private LabelLoop step(LabelLoop.ReportWriter reports, TrainedNetwork network) {
        ServedNetwork served = ServedNetwork.of(network, TestNode.reports(), ScreenMasks.none());
        journal.models().remember(served.identity(), served.rules());
        return new LabelLoop(
                journal,
                spool,
                new NetworksInService(served),
                ATTEMPTS,
                reports,
                new PipelineMetrics(),
                PipelineListener.NONE,
                _ -> {});
    }

    private Turn turn(int failures) {
        return new Turn(Long.toString(number), failures);
    }

    private LoopState state() {
        return journal.loops().find(number).orElseThrow().state();
    }
}
