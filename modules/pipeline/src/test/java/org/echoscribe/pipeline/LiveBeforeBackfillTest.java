package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.Destination;
import org.echoscribe.dicom.network.ObjectSink;
import org.echoscribe.dicom.network.StoreHandler;
import org.echoscribe.dicom.network.StoreRequest;
import org.echoscribe.dicom.network.StoreStatus;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.Priority;
import org.echoscribe.testkit.Cart;
import org.echoscribe.testkit.Part10;
import org.echoscribe.vocabulary.Loop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveBeforeBackfillTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final String PAST = "2.25.1999";
    private static final String TODAY = "2.25.2026";
    private static final int FETCHED = 12;

    @TempDir
    private Path directory;

    @Test
    void aLoopThatIsScannedNowIsLabelledBeforeAllThatWaitsOfAnArchive() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        receiveBeside(data);
        BlockingQueue<String> labelled = new LinkedBlockingQueue<>();
        CountDownLatch began = new CountDownLatch(1);
        Semaphore permits = new Semaphore(0);
        PipelineListener listener = new PipelineListener() {
            @Override
            public void labelled(Loop loop, Analysis analysis, Optional<String> reportUid) {
                labelled.add(loop.studyInstanceUid());
            }
        };
        PipelineOptions options = TestNode.options(data, Map.of());
        try (EchoPipeline node = EchoPipeline.start(
                options,
                TestNode.network(input -> {
                    began.countDown();
                    permits.acquireUninterruptibly();
                    return TestNode.byBrightness(input);
                }),
                listener)) {
            assertThat(began.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            Path live = new SyntheticLoop(TODAY, 1).write(Files.createDirectories(directory.resolve("cart")));
            Cart.send(
                    new Destination(
                            "ECHOSCRIBE", InetAddress.getLoopbackAddress().getHostAddress(), node.port()),
                    List.of(live));
            List<String> order = new ArrayList<>();
            while (order.isEmpty() || !order.getLast().equals(TODAY)) {
                permits.release();
                String study = labelled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(study).as("a labelled loop in time").isNotNull();
                order.add(study);
            }
            assertThat(order)
                    .as("those that were being labelled when it came, and one that had been chosen, go first")
                    .hasSizeLessThanOrEqualTo(2 * options.workers() + 1)
                    .hasSizeLessThan(FETCHED);
            permits.release(FETCHED);
            assertThat(node.journal().loops().ofStudy(PAST))
                    .hasSize(FETCHED)
                    .allMatch(loop -> loop.priority() == Priority.BACKFILL
                            && loop.callingAeTitle().equals("PACS"));
        }
    }

    /** As the backfill command does while a node may be running. */
    private void receiveBeside(Path data) throws IOException {
        AssociationInfo archive = new AssociationInfo(
                0, "PACS", "ECHOSCRIBE", new InetSocketAddress(104), Optional.empty(), Optional.empty());
        try (Journal journal = Journal.open(data)) {
            StoreHandler handler = ReceiveBesideNode.into(data, journal, 0, Priority.BACKFILL);
            for (int i = 0; i < FETCHED; i++) {
                Part10 object = Part10.read(new SyntheticLoop(PAST, i + 1).write(directory));
                ObjectSink sink = handler.open(new StoreRequest(
                        archive, object.sopClassUid(), object.sopInstanceUid(), object.transferSyntaxUid()));
                sink.write(ByteBuffer.wrap(object.dataSet()));
                assertThat(sink.commit()).isEqualTo(StoreStatus.SUCCESS);
            }
        }
    }
}
