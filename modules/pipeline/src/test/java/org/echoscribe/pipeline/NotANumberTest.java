package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.echoscribe.inference.Classifier;
import org.echoscribe.inference.ExecutionOptions;
import org.echoscribe.inference.ModelBundle;
import org.echoscribe.journal.DeadLetter;
import org.echoscribe.journal.LoopState;
import org.echoscribe.journal.ReceivedLoop;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.LoopbackPacs;
import org.echoscribe.vocabulary.Outcome;
import org.echoscribe.vocabulary.Outcome.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops for which a network that works otherwise computes NaN. */
class NotANumberTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BRIGHT = "2.25.4711";
    private static final String DARK = "2.25.4712";

    @TempDir
    private Path directory;

    @Test
    void loopsWithoutScoresFailAloneWithoutAReportAndHoldUpNobody() throws Exception {
        Path cart = Files.createDirectories(directory.resolve("cart"));
        Path written = TinyBundle.writeBlindToBrightLoops(directory.resolve("bundle"));
        try (ModelBundle bundle = ModelBundle.open(written);
                Classifier classifier = new Classifier(bundle, ExecutionOptions.forCpu());
                LoopbackPacs pacs = LoopbackPacs.start(directory.resolve("pacs"));
                EchoPipeline node = EchoPipeline.start(
                        TestNode.options(directory.resolve("data"), Map.of("pacs", pacs.destination())),
                        TrainedNetwork.of(bundle, classifier))) {
            Cart.send(NodeUnderTest.address(node), NodeUnderTest.loops(cart, BRIGHT, 1, 2, 3, 4));
            NodeUnderTest.await(() ->
                    node.journal().loops().ofStudy(BRIGHT).stream().allMatch(loop -> loop.state() == LoopState.FAILED));
            assertThat(node.journal().loops().ofStudy(BRIGHT))
                    .hasSize(4)
                    .extracting(NotANumberTest::failureReason)
                    .containsOnly(FailureReason.INFERENCE_ERROR);
            assertThat(node.journal().deadLetters().list())
                    .extracting(DeadLetter::cause)
                    .hasSize(4)
                    .allMatch(cause -> cause.contains("NaN"));
            assertThat(ReportAtPacs.read(
                                    pacs.awaitReceived(1, PATIENCE).getFirst().file())
                            .isSummary())
                    .as("what a study without a labelled loop has")
                    .isTrue();

            Cart.send(NodeUnderTest.address(node), List.of(new SyntheticLoop(DARK, 1).writeDark(cart)));
            pacs.awaitReceived(3, PATIENCE);
            assertThat(node.journal().loops().ofStudy(DARK).getFirst().labelling())
                    .hasValueSatisfying(
                            labelling -> assertThat(labelling.outcome()).isInstanceOf(Outcome.Classified.class));
            assertThat(Cart.echo(NodeUnderTest.address(node))).isTrue();
        }
    }

    private static FailureReason failureReason(ReceivedLoop loop) {
        return ((Outcome.Failed) loop.labelling().orElseThrow().outcome()).reason();
    }
}
