package org.echoscribe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A queue that is emptied in batches: the first element waits a bounded time for others to join it.
 *
 * @param <T> what is queued
 */
final class Batcher<T> {

    private final BlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private final int maximumBatch;
    private final long maximumWaitNanos;

    Batcher(int maximumBatch, long maximumWaitNanos) {
        this.maximumBatch = maximumBatch;
        this.maximumWaitNanos = maximumWaitNanos;
    }

    void add(T element) {
        queue.add(element);
    }

    /** Takes an element out again, if no batch has it yet. */
    void withdraw(T element) {
        queue.remove(element);
    }

    /**
     * The next elements in the order they came, one or more; blocks while there are none.
     *
     * @throws InterruptedException if the thread is interrupted; what had been taken is queued again
     */
    List<T> next() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        try {
            batch.add(queue.take());
            long deadline = System.nanoTime() + maximumWaitNanos;
            while (batch.size() < maximumBatch) {
                T another = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (another == null) {
                    break;
                }
                batch.add(another);
            }
            return batch;
        } catch (InterruptedException e) {
            queue.addAll(batch);
            throw e;
        }
    }

    /** True when nothing is queued that no batch has taken. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Everything that is still queued, which is then empty. */
    List<T> drain() {
        List<T> rest = new ArrayList<>();
        queue.drainTo(rest);
        return rest;
    }
}
