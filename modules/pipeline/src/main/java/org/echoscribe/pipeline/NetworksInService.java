package org.echoscribe.pipeline;

import java.util.Optional;

/**
 * Which network a loop gets. It may be replaced while loops are being scored: those finish with the one that they began
 * with, which is given back after the last of them.
 */
final class NetworksInService {

    /** One network's time of service. */
    private static final class Term {
        private final ServedNetwork network;
        private int loops;
        private Optional<Runnable> onceUnused = Optional.empty();

        Term(ServedNetwork network) {
            this.network = network;
        }
    }

    /** One loop's use of the network that served when it began, until closed. */
    final class Use implements AutoCloseable {
        private final Term term;

        private Use(Term term) {
            this.term = term;
        }

        ServedNetwork network() {
            return term.network;
        }

        @Override
        public void close() {
            end(term);
        }
    }

    private Term current;

    NetworksInService(ServedNetwork first) {
        this.current = new Term(first);
    }

    /** The network that serves now, for one loop. */
    synchronized Use begin() {
        current.loops++;
        return new Use(current);
    }

    /** The network that serves now; not for scoring with. */
    synchronized ServedNetwork current() {
        return current.network;
    }

    /**
     * Lets another network serve from the next loop on.
     *
     * @param onceUnused run once when the last loop of the network that is replaced has ended
     */
    void replace(ServedNetwork next, Runnable onceUnused) {
        boolean unused;
        synchronized (this) {
            current.onceUnused = Optional.of(onceUnused);
            unused = current.loops == 0;
            current = new Term(next);
        }
        if (unused) {
            onceUnused.run();
        }
    }

    private void end(Term term) {
        Optional<Runnable> unused;
        synchronized (this) {
            term.loops--;
            unused = term.loops == 0 ? term.onceUnused : Optional.empty();
        }
        unused.ifPresent(Runnable::run);
    }
}
