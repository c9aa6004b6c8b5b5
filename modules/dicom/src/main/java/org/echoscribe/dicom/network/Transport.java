package org.echoscribe.dicom.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP connection whose every wait has a deadline.
 *
 * <p>A blocking channel has no time-outs of its own, and an adaptor that has them copies. So the thread that waits
 * leaves its deadline in {@link #deadlineNanos}, and the {@link DeadlineWatch} ends the wait from outside: of a read
 * by shutting down input, which lets the thread wake up and still send A-ABORT; of a write by closing, since a peer that
 * takes nothing would not take an A-ABORT either. Whoever replaces the deadline atomically, the waiting thread or the
 * watch, has decided the race.
 *
 * <p>Bytes go through {@link #bytes}, the one place where a TLS channel would stand between.
 */
final class Transport implements Closeable {
    private static final long NONE = Long.MAX_VALUE;
    private static final long EXPIRED = Long.MIN_VALUE;

    private final SocketChannel socket;
    private final ByteChannel bytes;
    private final AtomicLong deadlineNanos = new AtomicLong(NONE);
    private volatile boolean writing;

    private Transport(SocketChannel socket, ByteChannel bytes) {
        this.socket = socket;
        this.bytes = bytes;
    }

    /** A plain connection, watched from now on. */
    static Transport plain(SocketChannel socket) throws IOException {
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Transport transport = new Transport(socket, socket);
        DeadlineWatch.add(transport);
        return transport;
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
            count = bytes.read(into);
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
                    bytes.write(from);
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
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
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
            bytes.close();
        } catch (IOException e) {
            // Nobody waits for what this connection still had to say.
        }
    }

    private void arm(long deadline, String waitedFor) throws DeadlineExceededException {
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
                socket.close();
            } else {
                socket.shutdownInput();
            }
        } catch (IOException e) {
            // Closed meanwhile: then nobody waits any more.
        }
    }
}
