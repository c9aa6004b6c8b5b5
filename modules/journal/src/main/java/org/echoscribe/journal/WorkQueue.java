package org.echoscribe.journal;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one step: db-scheduler on the journal's database. A key that has its turn is under a lease that a
 * heartbeat renews, so the work of a node that died is taken over. A key whose turn fails waits for a growing time.
 *
 * <p>A key is in the queue at most once. To say "there is more for this key" while it is having its turn,
 * {@link #give} leaves a mark, and whoever ends the turn looks at the mark both before and after letting go of the row:
 * whichever order the two come in, one of them sees the other.
 */
public final class WorkQueue implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);

    /** Only for what another process put into the queue: within this one a new turn wakes the queue at once. */
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(2);

    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(10);
    private static final int MISSED_HEARTBEATS_LIMIT = 6;
    private static final Duration SHUTDOWN_MAX_WAIT = Duration.ofSeconds(30);

    private final Step step;
    private final Worker worker;
    private final RetryDelays delays;
    private final Turns turns;
    private final Set<String> marked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger blockages = new AtomicInteger();
    private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pause").factory());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Scheduler scheduler;

    WorkQueue(
            Database database,
            Turns turns,
            String nodeName,
            Step step,
            int workers,
            RetryDelays delays,
            Worker worker) {
        this.step = step;
        this.worker = worker;
        this.delays = delays;
        this.turns = turns;
        CustomTask<Void> task = Tasks.custom(step.name(), Void.class)
                .onFailure(this::failed)
                .onDeadExecutionRevive()
                .execute((instance, context) ->
                        work(new Turn(instance.getId(), context.getExecution().consecutiveFailures)));
        this.scheduler = Scheduler.create(database.queues(), task)
                .tableName(step.table())
                .jdbcCustomization(new SqliteJdbcCustomization())
                .alwaysPersistTimestampInUTC()
                .schedulerName(new SchedulerName.Fixed(nodeName))
                .threads(workers)
                .pollingInterval(POLLING_INTERVAL)
                .heartbeatInterval(HEARTBEAT_INTERVAL)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS_LIMIT)
                .shutdownMaxWait(SHUTDOWN_MAX_WAIT)
                .failureLogging(LogLevel.OFF, false)
                .enablePriority()
                .build();
    }

    /** Begins to work. */
    public void start() {
        scheduler.start();
    }

    /** Gives a key a turn at this time or before; one that waits after a failure keeps waiting. */
    public void give(String key, Instant at, Priority priority) {
        marked.add(key);
        turns.giveBy(step, key, at, priority);
        wake();
    }

    /** Looks for turns that are due. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> work(Turn turn) {
        marked.remove(turn.key());
        Worker.Ending ending = attempt(turn);
        blockages.set(0);
        return (complete, operations) -> end(turn.key(), ending, complete, operations);
    }

    private Worker.Ending attempt(Turn turn) {
        try {
            return worker.work(turn);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new TurnFailedException(e);
        }
    }

    private void end(
            String key, Worker.Ending ending, ExecutionComplete complete, ExecutionOperations<Void> operations) {
        if (marked.remove(key)) {
            insist(() -> operations.reschedule(complete, Instant.now()));
            return;
        }
        switch (ending) {
            case Worker.Ending.Done _ -> insist(operations::remove);
            case Worker.Ending.Again(Instant at) -> insist(() -> operations.reschedule(complete, at));
        }
        if (marked.remove(key)) {
            give(key, Instant.now(), Priority.LIVE);
        }
    }

    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        Throwable cause = complete.getCause()
                .map(thrown -> thrown instanceof TurnFailedException ? thrown.getCause() : thrown)
                .orElseGet(() -> new IllegalStateException("no cause was given"));
        String key = complete.getExecution().getId();
        if (cause instanceof StepBlockedException || cause instanceof JournalException) {
            Duration pause = delays.after(blockages.incrementAndGet());
            log.atWarn()
                    .addKeyValue("step", step)
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .log("The step pauses: {}", cause.toString());
            log.atDebug().setCause(cause).log("Why the step pauses");
            pause(pause);
            insist(() -> operations.reschedule(
                    ExecutionComplete.success(complete.getExecution(), complete.getTimeDone(), complete.getTimeDone()),
                    Instant.now().plus(pause)));
            return;
        }
        int failures = complete.getExecution().consecutiveFailures + 1;
        Duration delay = delays.after(failures);
        log.atWarn()
                .addKeyValue("step", step)
                .addKeyValue("key", key)
                .addKeyValue("failures", failures)
                .addKeyValue("delayMillis", delay.toMillis())
                .log("A turn failed and will be tried again: {}", cause.toString());
        log.atDebug().setCause(cause).log("Why the turn failed");
        insist(() -> operations.reschedule(complete, Instant.now().plus(delay)));
    }

    /**
     * Makes a change to the queue for as long as the database cannot be written: a turn whose end is not recorded would
     * keep its key until its lease has run out.
     */
    private void insist(Runnable change) {
        for (int failures = 1; ; failures++) {
            try {
                change.run();
                return;
            } catch (SQLRuntimeException e) {
                Duration delay = delays.after(failures);
                log.atWarn()
                        .addKeyValue("step", step)
                        .addKeyValue("delayMillis", delay.toMillis())
                        .log("The end of a turn cannot be recorded and is tried again: {}", e.getMessage());
                if (!isOpenAfter(delay)) {
                    throw e;
                }
            }
        }
    }

    private boolean isOpenAfter(Duration delay) {
        try {
            return !closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void pause(Duration duration) {
        scheduler.pause();
        ScheduledFuture<?> _ = pauses.schedule(
                () -> {
                    scheduler.resume();
                    wake();
                },
                duration.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Ends the turns that have begun and starts no new one. */
    @Override
    public void close() {
        closing.countDown();
        scheduler.stop();
        pauses.shutdownNow();
    }

    /** Carries a worker's exception through db-scheduler, which lets only unchecked ones pass. */
    private static final class TurnFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TurnFailedException(Exception cause) {
            super(cause);
        }
    }
}
