package org.echoscribe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedWorkTest {

    @Test
    void doesEveryPieceOnce() {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            SharedWork.run(Collections.nCopies(1000, done::incrementAndGet), executor);
            assertThat(done).hasValue(1000);
        }
    }

    @Test
    void endsWhenTheOnlyThreadOfTheExecutorIsTheCaller() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> caller =
                    executor.submit(() -> SharedWork.run(Collections.nCopies(10, done::incrementAndGet), executor));
            caller.get();
            assertThat(done).hasValue(10);
        }
    }

    @Test
    void endsWhenTheExecutorTakesNothing() {
        AtomicInteger done = new AtomicInteger();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.close();
        SharedWork.run(Collections.nCopies(10, done::incrementAndGet), executor);
        assertThat(done).hasValue(10);
    }

    @Test
    void throwsWhatAPieceThrows() {
        Runnable failing = () -> {
            throw new IllegalStateException("this piece fails");
        };
        assertThatThrownBy(() -> SharedWork.run(List.of(failing, () -> {}), Runnable::run))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this piece fails");
    }

    @Test
    void anInterruptedCallerDoesNotWaitForWhatOthersHaveBegun() throws Exception {
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            CountDownLatch begun = new CountDownLatch(2);
            CountDownLatch release = new CountDownLatch(1);
            Thread[] caller = new Thread[1];
            Runnable piece = () -> {
                begun.countDown();
                if (Thread.currentThread() != caller[0]) {
                    await(release);
                } else {
                    await(begun);
                    Thread.currentThread().interrupt();
                }
            };
            Future<?> call = executor.submit(() -> {
                caller[0] = Thread.currentThread();
                assertThatThrownBy(() -> SharedWork.run(List.of(piece, piece), executor))
                        .isInstanceOf(CancellationException.class);
            });
            call.get();
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
