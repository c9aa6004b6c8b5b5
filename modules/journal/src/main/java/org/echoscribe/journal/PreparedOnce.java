package org.echoscribe.journal;

import java.sql.Connection;
import java.time.Duration;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;
import org.apache.commons.dbcp2.PStmtKey;
import org.apache.commons.dbcp2.PoolingConnection;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/**
 * A connection that keeps its prepared statements. The journal asks the same few questions for every object, and SQLite
 * would compile each of them anew, which takes longer than to answer it.
 */
final class PreparedOnce {

    /** More than the journal and its queues have different statements. */
    private static final int MOST_STATEMENTS = 256;

    private PreparedOnce() {}

    /** The connection around which statements are kept until it is closed; used by one thread at a time. */
    static Connection around(Connection connection) {
        PoolingConnection keeping = new PoolingConnection(connection);
        GenericKeyedObjectPoolConfig<DelegatingPreparedStatement> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotal(MOST_STATEMENTS);
        config.setMaxTotalPerKey(-1);
        config.setMaxIdlePerKey(1);
        config.setMaxWait(Duration.ZERO);
        config.setBlockWhenExhausted(false);
        config.setJmxEnabled(false);
        GenericKeyedObjectPool<PStmtKey, DelegatingPreparedStatement> statements =
                new GenericKeyedObjectPool<>(keeping, config);
        keeping.setStatementPool(statements);
        return keeping;
    }
}
