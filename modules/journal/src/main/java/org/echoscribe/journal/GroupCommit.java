package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one writer of the journal. Changes that wait while a transaction is being synced go together into the next one,
 * so eight associations that finish at once share a sync instead of queueing for eight (group commit, DeWitt et al.,
 * SIGMOD 1984). Of several together each runs behind its own savepoint: one that fails takes no other with it.
 */
final class GroupCommit implements AutoCloseable {

    /** One change to the journal, made inside a transaction that others may share. */
    @FunctionalInterface
    interface Change<T> {
        T apply(Connection connection) throws SQLException;
    }

    private static final int MOST_CHANGES_TOGETHER = 256;

    private record Waiting<T>(Change<T> change, CompletableFuture<T> done) {}

    private record Applied<T>(CompletableFuture<T> done, T result) {
        void succeed() {
            done.complete(result);
        }
    }

    private final Connection connection;
    private final ReentrantLock writeLock;
    private final BlockingQueue<Waiting<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param connection used by this writer alone
     * @param writeLock held while writing; shared with the queues, which write to the same database
     */
    GroupCommit(Connection connection, ReentrantLock writeLock) {
        this.connection = connection;
        this.writeLock = writeLock;
        this.thread = Thread.ofPlatform().daemon().name("journal").start(this::run);
    }

    /** Makes a change and returns when it is durable. */
    <T> T commit(Change<T> change) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (closed) {
            throw new JournalException("The journal is closed", null);
        }
        waiting.add(new Waiting<>(change, done));
        if (!thread.isAlive()) {
            refuseWaiting();
        }
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new JournalException(
                    "The journal could not be written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("Interrupted while writing the journal", e);
        }
    }

    private void run() {
        List<Waiting<?>> batch = new ArrayList<>();
        while (!closed || !waiting.isEmpty()) {
            batch.clear();
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                continue;
            }
            waiting.drainTo(batch, MOST_CHANGES_TOGETHER - 1);
            write(batch);
        }
    }

    private void write(List<Waiting<?>> batch) {
        List<Applied<?>> applied = new ArrayList<>(batch.size());
        writeLock.lock();
        try {
            connection.setAutoCommit(false);
            if (batch.size() == 1) {
                applied.add(apply(batch.getFirst()));
            } else {
                for (Waiting<?> each : batch) {
                    applyBehindSavepoint(each).ifPresent(applied::add);
                }
            }
            // Commits. Connection.commit() would open the next transaction at once and keep every other writer out.
            connection.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            batch.forEach(each -> each.done().completeExceptionally(e));
            return;
        } finally {
            writeLock.unlock();
        }
        applied.forEach(Applied::succeed);
    }

    private Optional<Applied<?>> applyBehindSavepoint(Waiting<?> each) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            Applied<?> applied = apply(each);
            connection.releaseSavepoint(savepoint);
            return Optional.of(applied);
        } catch (SQLException | RuntimeException e) {
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            each.done().completeExceptionally(e);
            return Optional.empty();
        }
    }

    private <T> Applied<T> apply(Waiting<T> each) throws SQLException {
        return new Applied<>(each.done(), each.change().apply(connection));
    }

    private void rollBack(Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void refuseWaiting() {
        for (Waiting<?> each = waiting.poll(); each != null; each = waiting.poll()) {
            each.done().completeExceptionally(new IllegalStateException("the journal is closed"));
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
            refuseWaiting();
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new JournalException("The journal did not close cleanly", e);
        }
    }
}
