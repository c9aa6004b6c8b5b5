package org.echoscribe.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.echoscribe.node.field.NodeProcess;

/**
 * What a node that was attacked must still be: alive, answering, within its bounds, and without a fault of its own.
 *
 * @param descriptors how many it had open before
 */
record NodeHealth(NodeProcess node, int descriptors) {

    /** Sockets that the kernel has not yet taken back, and files that the node happens to have open. */
    private static final int SPARE_DESCRIPTORS = 40;

    /** A heap of 512 MB, the buffers of the associations outside it, code, threads, and the network's native memory. */
    private static final long MOST_MEBIBYTES = 1_000;

    /** What a node says when something of its own went wrong. */
    private static final List<String> FAULTS =
            List.of("OutOfMemoryError", "StackOverflowError", "unexpected error", "A turn failed", "internal error");

    private static final Duration RECOVERY = Duration.ofSeconds(20);

    static NodeHealth of(NodeProcess node) throws IOException {
        return new NodeHealth(node, node.openDescriptors());
    }

    void assertUnharmed(String after) throws IOException {
        assertThat(node.isAlive())
                .as("the node lives after " + after + "\n" + node.endOfLog())
                .isTrue();
        assertThat(node.answers()).as("C-ECHO after " + after).isTrue();
        int most = descriptors + SPARE_DESCRIPTORS;
        node.await("descriptors are back after " + after, RECOVERY, () -> node.openDescriptors() <= most);
        assertThat(node.residentMebibytes()).as("MiB after " + after).isLessThan(MOST_MEBIBYTES);
        assertThat(node.log().lines().filter(line -> FAULTS.stream().anyMatch(line::contains)))
                .as("faults of the node after " + after)
                .isEmpty();
    }
}
