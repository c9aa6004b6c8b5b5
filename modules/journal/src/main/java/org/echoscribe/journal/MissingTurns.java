package org.echoscribe.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Finds what is unfinished and has no turn: what another process added, or a crash cut short. */
final class MissingTurns {

    /** For each step, the keys of all that is unfinished. */
    private static final Map<Step, String> UNFINISHED = new EnumMap<>(Step.class);

    static {
        UNFINISHED.put(Step.LABEL, "SELECT CAST(id AS TEXT) AS key FROM loop WHERE state IN ('received', 'labelled')");
        UNFINISHED.put(Step.SUMMARISE, "SELECT study_instance_uid AS key FROM study WHERE state = 'open'");
        UNFINISHED.put(
                Step.DELIVER,
                "SELECT DISTINCT destination AS key FROM delivery WHERE report_id IS NOT NULL AND state = 'waiting'");
        UNFINISHED.put(
                Step.FORWARD,
                "SELECT DISTINCT destination AS key FROM delivery WHERE loop_id IS NOT NULL AND state = 'waiting'");
        UNFINISHED.put(Step.ASK, "SELECT DISTINCT destination AS key FROM delivery WHERE state = 'stored'");
        UNFINISHED.put(Step.NOTIFY, "SELECT DISTINCT destination AS key FROM availability WHERE state = 'changed'");
        UNFINISHED.put(Step.COMMITMENT, "SELECT CAST(id AS TEXT) AS key FROM commitment WHERE state = 'waiting'");
    }

    private MissingTurns() {}

    static void give(Connection connection, Turns turns, Instant now) throws SQLException {
        for (Step step : Step.values()) {
            String missing = "SELECT key FROM (" + UNFINISHED.get(step) + ") WHERE NOT EXISTS (SELECT 1 FROM "
                    + step.table() + " WHERE task_name = ? AND task_instance = key)";
            for (String key : Rows.all(connection, row -> row.getString(1), missing, step.name())) {
                turns.giveIfAbsent(step, key, now, priority(connection, step, key));
            }
        }
    }

    private static Priority priority(Connection connection, Step step, String key) throws SQLException {
        if (step != Step.LABEL) {
            return Priority.BACKLOG;
        }
        return Rows.one(connection, Rows::number, "SELECT priority FROM loop WHERE id = ?", Long.parseLong(key))
                .filter(stored -> stored < Priority.BACKLOG.stored())
                .map(stored -> Priority.of(stored.intValue()))
                .orElse(Priority.BACKLOG);
    }
}
