-- Studies of which a destination has got something, to be told to whom the site names once all of it is there.
CREATE TABLE availability (
    id INTEGER PRIMARY KEY,
    study_instance_uid TEXT NOT NULL,
    destination TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('changed', 'notified', 'failed', 'discarded')),
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (study_instance_uid, destination)
);
CREATE INDEX availability_by_state ON availability (state, destination);

-- As in V2.
CREATE TABLE notify_queue (
    task_name TEXT NOT NULL,
    task_instance TEXT NOT NULL,
    task_data BLOB,
    execution_time TIMESTAMP NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by TEXT,
    last_success TIMESTAMP,
    last_failure TIMESTAMP,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX notify_queue_by_time ON notify_queue (execution_time);
CREATE INDEX notify_queue_by_priority ON notify_queue (priority DESC, execution_time);
CREATE INDEX notify_queue_by_heartbeat ON notify_queue (last_heartbeat);
