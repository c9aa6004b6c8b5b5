package org.echoscribe.node.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.echoscribe.journal.Delivery;
import org.echoscribe.pipeline.Analysis;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.vocabulary.Loop;

/** Wakes a test at each event of a pipeline, so that it can look whether what it waits for is there. */
final class PipelineEvents implements PipelineListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();

    @Override
    public void received(Loop loop) {
        wake();
    }

    @Override
    public void labelled(Loop loop, Analysis analysis, Optional<String> reportUid) {
        wake();
    }

    @Override
    public void delivered(Delivery delivery) {
        wake();
    }

    @Override
    public void closed(String studyInstanceUid, Optional<String> summaryUid) {
        wake();
    }

    void await(String what, Duration atMost, BooleanSupplier done) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!done.getAsBoolean()) {
                assertThat(left).as("within " + atMost + ": " + what).isPositive();
                left = happened.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
