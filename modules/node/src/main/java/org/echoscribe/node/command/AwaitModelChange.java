package org.echoscribe.node.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.echoscribe.journal.Journal;
import org.echoscribe.journal.ModelChange;

/** Waits for what a running node makes of a change that was asked. */
final class AwaitModelChange {

    /** A node that runs looks twice a second. */
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * How it ended.
     *
     * @param change as it is then
     * @param decided false while the node has not said yes or no
     */
    record Answer(ModelChange change, boolean decided) {

        /** False where no running node has even seen it. */
        boolean noticed() {
            return change.noticedAt().isPresent() || decided;
        }
    }

    private AwaitModelChange() {}

    /** @param patience how long a node that has noticed it may take */
    static Answer of(Journal journal, ModelChange asked, Duration patience) {
        long start = System.nanoTime();
        ModelChange now = asked;
        while (now.state() == ModelChange.State.ASKED) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(now.noticedAt().isPresent() ? patience : UNTIL_NOTICED) > 0) {
                return new Answer(now, false);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Answer(now, false);
            }
            now = journal.modelChanges().find(asked.number()).orElse(now);
        }
        return new Answer(now, true);
    }
}
