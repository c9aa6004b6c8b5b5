package org.echoscribe.imaging;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Pieces of work that the calling thread does together with whatever threads an executor lends.
 *
 * <p>The caller never waits for a piece that nobody has begun, so an executor whose threads are all busy, even with
 * callers of this very method, slows the work down and cannot stop it.
 */
public final class SharedWork {

    private SharedWork() {}

    /** Returns when every piece is done; throws what the first failing piece threw. */
    public static void run(List<Runnable> pieces, Executor executor) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch undone = new CountDownLatch(pieces.size());
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        pieces.get(i).run();
                    }
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    undone.countDown();
                }
            }
        };
        lend(worker, pieces.size() - 1, executor);
        worker.run();
        try {
            undone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a loop was prepared");
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static void lend(Runnable worker, int times, Executor executor) {
        try {
            for (int i = 0; i < times; i++) {
                executor.execute(worker);
            }
        } catch (RejectedExecutionException e) {
            // A full or closed executor lends no more threads; the caller does the rest.
            return;
        }
    }
}
