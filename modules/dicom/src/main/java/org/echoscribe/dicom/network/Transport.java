package org.echoscribe.dicom.network;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link Connection} whose every wait has a deadline.
 *
 * <p>A blocking channel has no time-outs of its own, and an adaptor that has them copies. So the thread that waits
 * leaves its deadline in {@link #deadlineNanos}, and the {@link DeadlineWatch} ends the wait from outside: of a read
 * by shutting down input, which lets the thread wake up and still send A-ABORT; of a write by closing, since a peer that
 * takes nothing would not take an A-ABORT either. Whoever replaces the deadline atomically, the waiting thread or the
 * watch, has decided the race.
 */
final class Transport implements Closeable {
    private static final long NONE = Long.MAX_VALUE;
    private static final long EXPIRED = Long.MIN_VALUE;
    private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection connection;
    private final AtomicLong deadlineNanos = new AtomicLong(NONE);
    private volatile boolean writing;

    private Transport(Connection connection) {
        this.connection = connection;
    }

    /** Takes a connection over; it is watched until it is closed. */
    static Transport over(Connection connection) {
        Transport transport = new Transport(connection);
        DeadlineWatch.add(transport);
        return transport;
    }

    /** Protects the connection where that is its kind; what was agreed on with the peer. */
    Optional<TlsSession> secure(long deadline) throws IOException {
        String waitedFor = "the TLS handshake";
        arm(deadline, waitedFor);
        Optional<TlsSession> session;
        try {
            session = connection.secure();
        } catch (IOException e) {
            disarm(waitedFor);
            throw e;
        }
        disarm(waitedFor);
        return session;
    }

    /**
     * Reads what has come, at least one byte.
     *
     * @param deadline as of {@link #after}
     * @return how many, or -1 when the peer has closed
     */
    int read(ByteBuffer into, long deadline, String waitedFor) throws IOException {
        arm(deadline, waitedFor);
        int count;
        try {
            count = connection.read(into);
        } catch (IOException e) {
            disarm(waitedFor);
            throw e;
        }
        disarm(waitedFor);
        return count;
    }

    /** Writes all of it. */
    void write(ByteBuffer from, long deadline, String waitedFor) throws IOException {
        writing = true;
        try {
            arm(deadline, waitedFor);
            try {
                while (from.hasRemaining()) {
                    connection.write(from);
                }
            } catch (IOException e) {
                disarm(waitedFor);
                throw e;
            }
            disarm(waitedFor);
        } finally {
            writing = false;
        }
    }

    /** Tells the peer that nothing more comes, so that it closes too. */
    void shutdownOutput(long deadline) throws IOException {
        writing = true;
        try {
            arm(deadline, "the peer to take a farewell");
            try {
                connection.shutdownOutput();
            } finally {
                disarm("the peer to take a farewell");
            }
        } finally {
            writing = false;
        }
    }

    /** Says farewell where that can be done at once, and closes. */
    void closeOrderly() {
        try {
            shutdownOutput(after(FAREWELL_NANOS));
        } catch (IOException e) {
            // It is gone, then.
        } finally {
            close();
        }
    }

    /** The point in time so many nanoseconds from now, for {@link #read} and {@link #write}. */
    static long after(long nanos) {
        return System.nanoTime() + nanos;
    }

    /** Ends the present or next wait; called by the watch and by a server that closes. */
    void interrupt() {
        deadlineNanos.set(EXPIRED);
        endWait();
    }

    void expireIfDue(long now) {
        long deadline = deadlineNanos.get();
        if (deadline != NONE
                && deadline != EXPIRED
                && now - deadline >= 0
                && deadlineNanos.compareAndSet(deadline, EXPIRED)) {
            endWait();
        }
    }

    @Override
    public void close() {
        DeadlineWatch.remove(this);
        try {
            connection.close();
        } catch (IOException e) {
            // Nobody waits for what this connection still had to say.
        }
    }

    /** Looks at the clock too: a peer that always has something ready never keeps us waiting when the watch looks. */
    private void arm(long deadline, String waitedFor) throws DeadlineExceededException {
        if (System.nanoTime() - deadline >= 0) {
            throw new DeadlineExceededException(waitedFor);
        }
        if (!deadlineNanos.compareAndSet(NONE, deadline)) {
            deadlineNanos.set(NONE);
            throw new DeadlineExceededException(waitedFor);
        }
    }

    private void disarm(String waitedFor) throws DeadlineExceededException {
        if (deadlineNanos.getAndSet(NONE) == EXPIRED) {
            throw new DeadlineExceededException(waitedFor);
        }
    }

    private void endWait() {
        try {
            if (writing) {
                connection.close();
            } else {
                connection.shutdownInput();
            }
        } catch (IOException e) {
            // Closed meanwhile: then nobody waits any more.
        }
    }
}
