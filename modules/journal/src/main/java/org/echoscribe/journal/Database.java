package org.echoscribe.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database, and all that is particular to it: SQLite in write-ahead logging. The journal's own writer syncs
 * every commit ({@code synchronous=FULL}). The queues' connection does not ({@code NORMAL}): whose turn it is can be
 * told again from the journal, so a power cut may take a lease back but never a loop.
 */
final class Database implements AutoCloseable {

    private static final int BUSY_TIMEOUT_MILLIS = 15_000;
    private static final String MIGRATIONS = "classpath:org/echoscribe/journal/sqlite";

    /** A read from the database. */
    @FunctionalInterface
    interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    private final Path file;
    private final ReentrantLock writeLock = new ReentrantLock(true);
    private final GroupCommit writer;
    private final Connection queueConnection;
    private final DataSource queues;
    private final DataSource insideTransaction;
    private final BlockingQueue<Connection> idleReaders = new LinkedBlockingQueue<>();

    Database(Path file) {
        this.file = file;
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(dataSource(SQLiteConfig.SynchronousMode.FULL, false))
                    .locations(MIGRATIONS)
                    .load()
                    .migrate();
            Connection writing = connect(SQLiteConfig.SynchronousMode.FULL, false);
            this.writer = new GroupCommit(writing, writeLock);
            this.queueConnection = connect(SQLiteConfig.SynchronousMode.NORMAL, false);
            this.queues = new LockedDataSource(queueConnection, writeLock);
            this.insideTransaction = new LockedDataSource(writing, writeLock);
        } catch (SQLException | RuntimeException e) {
            throw new JournalException("The journal " + file + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Makes a change and returns when it is durable. */
    <T> T commit(GroupCommit.Change<T> change) {
        return writer.commit(change);
    }

    /** Reads the last committed state. */
    <T> T read(Read<T> read) {
        try {
            Connection idle = idleReaders.poll();
            Connection connection = idle == null ? connect(SQLiteConfig.SynchronousMode.FULL, true) : idle;
            try {
                return read.from(connection);
            } finally {
                idleReaders.add(connection);
            }
        } catch (SQLException e) {
            throw new JournalException("The journal " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Connections for the queues, lent one at a time and never while the journal is being written. */
    DataSource queues() {
        return queues;
    }

    /** The writer's own connection: only for use inside a change, which it then belongs to. */
    DataSource insideTransaction() {
        return insideTransaction;
    }

    private Connection connect(SQLiteConfig.SynchronousMode synchronous, boolean readOnly) throws SQLException {
        return PreparedOnce.around(dataSource(synchronous, readOnly).getConnection());
    }

    private SQLiteDataSource dataSource(SQLiteConfig.SynchronousMode synchronous, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setReadOnly(readOnly);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + file);
        return dataSource;
    }

    @Override
    public void close() {
        writer.close();
        writeLock.lock();
        try {
            queueConnection.close();
            for (Connection reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
                reader.close();
            }
        } catch (SQLException e) {
            throw new JournalException("The journal " + file + " did not close cleanly", e);
        } finally {
            writeLock.unlock();
        }
    }
}
