package org.echoscribe.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Two kinds of work, of which the second never delays the first: it begins only when the first has rested for a moment,
 * and its thread is interrupted as soon as the first has something to do.
 */
final class Precedence {

    /** Between two loops of a study there is a pause of milliseconds, which is no rest. */
    private static final Duration REST = Duration.ofMillis(250);

    private int firstAtWork;
    private long restingSinceNanos = System.nanoTime() - REST.toNanos();
    private Optional<Thread> secondAtWork = Optional.empty();

    /** The first has something to do. */
    synchronized void firstBegins() {
        firstAtWork++;
        secondAtWork.ifPresent(Thread::interrupt);
        secondAtWork = Optional.empty();
    }

    /** The first has done it. */
    synchronized void firstEnds() {
        firstAtWork--;
        restingSinceNanos = System.nanoTime();
        notifyAll();
    }

    /** Waits until the first rests; from then to {@link #secondEnds} the calling thread may be interrupted. */
    synchronized void secondBegins() throws InterruptedException {
        long left = restLeftNanos();
        while (firstAtWork > 0 || left > 0) {
            if (firstAtWork > 0) {
                wait();
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            left = restLeftNanos();
        }
        secondAtWork = Optional.of(Thread.currentThread());
    }

    /**
     * The calling thread is not interrupted any more for the first's sake.
     *
     * @return false when it had to give way
     */
    synchronized boolean secondEnds() {
        boolean undisturbed = secondAtWork.isPresent();
        secondAtWork = Optional.empty();
        return undisturbed;
    }

    private long restLeftNanos() {
        return restingSinceNanos + REST.toNanos() - System.nanoTime();
    }
}
