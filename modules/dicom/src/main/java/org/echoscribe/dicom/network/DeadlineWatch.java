package org.echoscribe.dicom.network;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that ends waits whose deadline has passed, ten times a second while there are connections and not at all
 * while there are none. Deadlines change with every PDU, so they are looked at here instead of being scheduled there.
 */
final class DeadlineWatch {
    private static final long TICK_MILLIS = 100;
    private static final Set<Transport> WATCHED = ConcurrentHashMap.newKeySet();
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Condition ADDED = LOCK.newCondition();

    static {
        Thread.ofPlatform().daemon().name("dicom-deadlines").start(DeadlineWatch::watch);
    }

    private DeadlineWatch() {}

    static void add(Transport transport) {
        WATCHED.add(transport);
        LOCK.lock();
        try {
            ADDED.signal();
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(Transport transport) {
        WATCHED.remove(transport);
    }

    private static void watch() {
        while (true) {
            try {
                pause();
            } catch (InterruptedException e) {
                continue; // nobody has a reason to stop this thread
            }
            long now = System.nanoTime();
            WATCHED.forEach(transport -> transport.expireIfDue(now));
        }
    }

    private static void pause() throws InterruptedException {
        LOCK.lock();
        try {
            while (WATCHED.isEmpty()) {
                ADDED.await();
            }
        } finally {
            LOCK.unlock();
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    }
}
