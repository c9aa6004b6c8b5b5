package org.echoscribe.dicom.network;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts established associations, in all, for each peer address and for each AE title that has a limit of its own, with
 * a reserve for those that only verify.
 */
final class AssociationPermits {
    private final int max;
    private final int maxPerPeer;
    private final int echoReserve;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<InetAddress, Integer> perPeer = new HashMap<>();
    private final Map<String, Integer> perAeTitle = new HashMap<>();
    private int regular;
    private int reserved;

    AssociationPermits(Limits limits) {
        max = limits.maxAssociations();
        maxPerPeer = limits.maxAssociationsPerPeer();
        echoReserve = limits.echoReserve();
    }

    /** The right to one association, given back by closing it. */
    final class Permit implements AutoCloseable {
        private final Applicant peer;
        private final boolean fromReserve;

        private Permit(Applicant peer, boolean fromReserve) {
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
                    perPeer.computeIfPresent(peer.address(), (_, count) -> count == 1 ? null : count - 1);
                    perAeTitle.computeIfPresent(peer.aeTitle(), (_, count) -> count == 1 ? null : count - 1);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Who wants one.
     *
     * @param address where it calls from
     * @param aeTitle what it calls itself
     * @param maxOfAeTitle how many of that title there may be at once; empty for as many as anybody
     */
    record Applicant(InetAddress address, String aeTitle, OptionalInt maxOfAeTitle) {}

    /** A permit, or nothing when all that this peer may have are taken. */
    Optional<Permit> tryAcquire(Applicant peer, boolean verificationOnly) {
        lock.lock();
        try {
            if (regular < max
                    && perPeer.getOrDefault(peer.address(), 0) < maxPerPeer
                    && perAeTitle.getOrDefault(peer.aeTitle(), 0)
                            < peer.maxOfAeTitle().orElse(max)) {
                regular++;
                perPeer.merge(peer.address(), 1, Integer::sum);
                perAeTitle.merge(peer.aeTitle(), 1, Integer::sum);
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
