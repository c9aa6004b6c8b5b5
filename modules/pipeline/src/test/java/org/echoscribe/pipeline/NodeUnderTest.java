package org.echoscribe.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.echoscribe.dicom.network.Destination;

/** What several tests do with a running node. */
final class NodeUnderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NodeUnderTest() {}

    /** Where a cart calls it. */
    static Destination address(EchoPipeline node) {
        return new Destination("ECHOSCRIBE", InetAddress.getLoopbackAddress().getHostAddress(), node.port());
    }

    /** Files of synthetic loops. */
    static List<Path> loops(Path directory, String study, int... numbers) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number : numbers) {
            files.add(new SyntheticLoop(study, number).write(directory));
        }
        return files;
    }

    /** Waits for a condition and fails where it does not come true in time. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
