package org.echoscribe.dicom.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections of one server: all of them, and among them those without an association (not yet, or no more) in the
 * order of their coming. Of the latter only so many are kept: silent peers push out each other, never a working one.
 */
final class Connections {
    private final int maxPending;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<AcceptorAssociation> all = new HashSet<>();
    private final LinkedHashSet<AcceptorAssociation> pending = new LinkedHashSet<>();
    private final AtomicLong numbers = new AtomicLong();

    Connections(int maxPending) {
        this.maxPending = maxPending;
    }

    /** A number for a connection's log lines. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Takes up a connection that has no association now. */
    void addPending(AcceptorAssociation connection) {
        Optional<AcceptorAssociation> oldest = Optional.empty();
        lock.lock();
        try {
            all.add(connection);
            if (pending.size() >= maxPending) {
                oldest = Optional.of(pending.removeFirst());
            }
            pending.add(connection);
        } finally {
            lock.unlock();
        }
        oldest.ifPresent(AcceptorAssociation::interrupt);
    }

    /** Notes that the connection has an association now. */
    void established(AcceptorAssociation connection) {
        lock.lock();
        try {
            pending.remove(connection);
        } finally {
            lock.unlock();
        }
    }

    void remove(AcceptorAssociation connection) {
        lock.lock();
        try {
            pending.remove(connection);
            all.remove(connection);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<AcceptorAssociation> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(all);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a connection ends, or for so long. */
    void awaitRemoval(long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (changed.awaitNanos(nanos) <= 0) {
                return;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no connection is left; false when some still are after so long. */
    boolean awaitEmpty(long time, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(time);
        lock.lock();
        try {
            while (!all.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return all.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
