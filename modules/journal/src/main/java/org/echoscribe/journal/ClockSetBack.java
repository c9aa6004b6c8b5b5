package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a clock that is set back does to a journal: everything that waits for a point in time would wait for so much
 * longer. So those points are moved back with it. What has happened keeps the time that the clock showed then.
 */
final class ClockSetBack {

    /** Clocks of two machines, and a leap second, differ by less than this. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private ClockSetBack() {}

    static void follow(Connection connection, Duration by, Instant now) throws SQLException {
        for (Step step : Step.values()) {
            Rows.change(
                    connection,
                    "UPDATE " + step.table() + " SET execution_time = execution_time - ? WHERE NOT picked",
                    by.toMillis());
        }
        Rows.change(
                connection,
                "UPDATE delivery SET next_attempt_at = next_attempt_at - ? WHERE state IN ('waiting', 'stored')",
                by.toMillis());
        Rows.change(
                connection,
                "UPDATE availability SET next_attempt_at = next_attempt_at - ? WHERE state = 'changed'",
                by.toMillis());
        Rows.change(
                connection,
                "UPDATE study SET last_received_at = ? WHERE state = 'open' AND last_received_at > ?",
                now,
                now);
    }

    /** How far the clock stands behind the newest object, which it was set back by while no process watched it. */
    static Optional<Duration> whileNobodyWatched(Connection connection, Instant now) throws SQLException {
        return Rows.one(connection, Rows::number, "SELECT COALESCE(MAX(received_at), 0) FROM loop")
                .map(newest -> Duration.between(now, Instant.ofEpochMilli(newest)))
                .filter(ahead -> ahead.compareTo(TOLERANCE) > 0);
    }
}
