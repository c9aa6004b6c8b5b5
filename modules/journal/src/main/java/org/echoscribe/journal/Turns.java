package org.echoscribe.journal;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Gives keys their turn at a step: rows in that step's queue, at most one for a key. */
final class Turns {

    private final Map<Step, SchedulerClient> clients = new EnumMap<>(Step.class);

    Turns(DataSource dataSource) {
        for (Step step : Step.values()) {
            clients.put(
                    step,
                    SchedulerClient.Builder.create(dataSource, List.of())
                            .tableName(step.table())
                            .jdbcCustomization(new SqliteJdbcCustomization())
                            .enablePriority()
                            .build());
        }
    }

    /** Gives a turn where the key has none. */
    void giveIfAbsent(Step step, String key, Instant at, Priority priority) {
        try {
            clients.get(step).scheduleIfNotExists(instance(step, key, priority), at);
        } catch (TaskInstanceException e) {
            // db-scheduler looks before it inserts; on SQLite it takes another's insertion in between for a fault.
            if (existing(step, key).isEmpty()) {
                throw e;
            }
        }
    }

    /** Gives a turn at this time or before; one that waits after a failure keeps waiting. */
    synchronized void giveBy(Step step, String key, Instant at, Priority priority) {
        Optional<ScheduledExecution<Object>> existing = existing(step, key);
        if (existing.isEmpty()) {
            giveIfAbsent(step, key, at, priority);
        } else if (!existing.get().isPicked()
                && existing.get().getConsecutiveFailures() == 0
                && existing.get().getExecutionTime().isAfter(at)) {
            moveTo(step, key, at);
        }
    }

    /** Gives a turn now, even where an earlier failure made the key wait. */
    synchronized void giveNow(Step step, String key, Instant now) {
        if (existing(step, key).isPresent()) {
            moveTo(step, key, now);
        } else {
            giveIfAbsent(step, key, now, Priority.LIVE);
        }
    }

    private void moveTo(Step step, String key, Instant at) {
        try {
            clients.get(step).reschedule(TaskInstanceId.of(step.name(), key), at);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException | ExecutionException e) {
            // It is having its turn now, or has just had it: whoever holds it looks again before letting go.
        }
    }

    private Optional<ScheduledExecution<Object>> existing(Step step, String key) {
        return clients.get(step).getScheduledExecution(TaskInstanceId.of(step.name(), key));
    }

    private static TaskInstance<Void> instance(Step step, String key, Priority priority) {
        return new TaskInstance.Builder<Void>(step.name(), key)
                .priority(priority.stored())
                .build();
    }
}
