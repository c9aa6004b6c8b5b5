package org.echoscribe.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {

    private static final long LONG = Duration.ofHours(1).toNanos();

    @Test
    void aFullBatchLeavesAtOnceInTheOrderOfArrival() throws InterruptedException {
        Batcher<Integer> batcher = new Batcher<>(3, LONG);
        List.of(1, 2, 3, 4).forEach(batcher::add);
        assertThat(batcher.next()).containsExactly(1, 2, 3);
        assertThat(batcher.drain()).containsExactly(4);
    }

    @Test
    void withoutWaitingABatchIsWhatIsThere() throws InterruptedException {
        Batcher<Integer> batcher = new Batcher<>(3, 0);
        List.of(1, 2).forEach(batcher::add);
        assertThat(batcher.next()).containsExactly(1, 2);
    }

    /** Regression: an element that waited for others to join it was lost when the wait was interrupted. */
    @Test
    void anInterruptedWaitForOthersLosesNothing() throws Exception {
        Batcher<Integer> batcher = new Batcher<>(3, LONG);
        batcher.add(1);
        try (ExecutorService owner = Executors.newSingleThreadExecutor()) {
            Future<List<Integer>> waiting = owner.submit(batcher::next);
            while (!batcher.isEmpty()) {
                Thread.onSpinWait();
            }
            waiting.cancel(true);
        }
        assertThat(batcher.drain()).containsExactly(1);
    }
}
