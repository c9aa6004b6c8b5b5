package org.echoscribe.node.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.echoscribe.journal.Delivery;
import org.echoscribe.pipeline.Analysis;
import org.echoscribe.pipeline.PipelineListener;
import org.echoscribe.vocabulary.Loop;

/** Watches one study through the pipeline, until its summary has been delivered. */
final class WatchStudy implements PipelineListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Analysis> analyses = new HashMap<>();
    private final Set<String> deliveredUids = new HashSet<>();
    private Optional<String> summaryUid = Optional.empty();

    @Override
    public void labelled(Loop loop, Analysis analysis, Optional<String> reportUid) {
        change(() -> analyses.put(loop.sopInstanceUid(), analysis));
    }

    @Override
    public void delivered(Delivery delivery) {
        change(() -> deliveredUids.add(delivery.report().sopInstanceUid()));
    }

    @Override
    public void closed(String studyInstanceUid, Optional<String> uid) {
        change(() -> summaryUid = uid);
    }

    /** What the network made of each loop so far, by SOP Instance UID. */
    Map<String, Analysis> analyses() {
        lock.lock();
        try {
            return Map.copyOf(analyses);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the summary of so many loops is at the PACS; false when that takes longer than this.
     *
     * @param labelled told how many loops are labelled, whenever that changes
     */
    boolean awaitSummary(int loops, Duration atMost, IntConsumer labelled) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (analyses.size() < loops
                    || summaryUid.filter(deliveredUids::contains).isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
                labelled.accept(analyses.size());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
