package org.echoscribe.dicom.network;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Counts established associations, in all and for each peer address, with a reserve for those that only verify. */
final class AssociationPermits {
    private final int max;
    private final int maxPerPeer;
    private final int echoReserve;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<InetAddress, Integer> perPeer = new HashMap<>();
    private int regular;
    private int reserved;

    AssociationPermits(Limits limits) {
        max = limits.maxAssociations();
        maxPerPeer = limits.maxAssociationsPerPeer();
        echoReserve = limits.echoReserve();
    }

    /** The right to one association, given back by closing it. */
    final class Permit implements AutoCloseable {
        private final InetAddress peer;
        private final boolean fromReserve;

        private Permit(InetAddress peer, boolean fromReserve) {
            this.peer = peer;
            this.fromReserve = fromReserve;
        }

        /** Whether it came from the reserve, to be used briefly. */
        boolean isFromReserve() {
            return fromReserve;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (fromReserve) {
                    reserved--;
                } else {
                    regular--;
                    perPeer.computeIfPresent(peer, (_, count) -> count == 1 ? null : count - 1);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** A permit, or nothing when all that this peer may have are taken. */
    Optional<Permit> tryAcquire(InetAddress peer, boolean verificationOnly) {
        lock.lock();
        try {
            if (regular < max && perPeer.getOrDefault(peer, 0) < maxPerPeer) {
                regular++;
                perPeer.merge(peer, 1, Integer::sum);
                return Optional.of(new Permit(peer, false));
            }
            if (verificationOnly && reserved < echoReserve) {
                reserved++;
                return Optional.of(new Permit(peer, true));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return regular + reserved;
        } finally {
            lock.unlock();
        }
    }
}
