package org.echoscribe.journal;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * One connection, lent under a lock. SQLite has one writer at a time and makes a second one wait by sleeping; a lock
 * hands over at once and in order.
 */
final class LockedDataSource implements DataSource {

    private final Connection connection;
    private final ReentrantLock lock;

    LockedDataSource(Connection connection, ReentrantLock lock) {
        this.connection = connection;
        this.lock = lock;
    }

    @Override
    @SuppressWarnings("LockNotBeforeTry") // Unlocked by the lent connection's close().
    public Connection getConnection() {
        lock.lock();
        return lent(connection, lock::unlock);
    }

    /** A connection whose {@code close()} gives it back instead. */
    static Connection lent(Connection connection, Runnable giveBack) {
        boolean[] returned = {false};
        return (Connection) Proxy.newProxyInstance(
                LockedDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!returned[0]) {
                            returned[0] = true;
                            giveBack.run();
                        }
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // The database writes no log of its own.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // There is no login.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Nothing to unwrap");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
