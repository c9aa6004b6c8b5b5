-- The queues of forwarding, of asking destinations to commit and of answering senders who asked; as in V2.
CREATE TABLE forward_queue (
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
CREATE INDEX forward_queue_by_time ON forward_queue (execution_time);
CREATE INDEX forward_queue_by_priority ON forward_queue (priority DESC, execution_time);
CREATE INDEX forward_queue_by_heartbeat ON forward_queue (last_heartbeat);

CREATE TABLE ask_queue (
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
CREATE INDEX ask_queue_by_time ON ask_queue (execution_time);
CREATE INDEX ask_queue_by_priority ON ask_queue (priority DESC, execution_time);
CREATE INDEX ask_queue_by_heartbeat ON ask_queue (last_heartbeat);

CREATE TABLE commitment_queue (
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
CREATE INDEX commitment_queue_by_time ON commitment_queue (execution_time);
CREATE INDEX commitment_queue_by_priority ON commitment_queue (priority DESC, execution_time);
CREATE INDEX commitment_queue_by_heartbeat ON commitment_queue (last_heartbeat);
