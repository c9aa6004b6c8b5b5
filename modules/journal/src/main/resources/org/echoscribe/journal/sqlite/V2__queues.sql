-- One table per step in the form that db-scheduler asks for: whose turn it is, under whose lease, and how often it failed.
CREATE TABLE label_queue (
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
CREATE INDEX label_queue_by_time ON label_queue (execution_time);
CREATE INDEX label_queue_by_priority ON label_queue (priority DESC, execution_time);
CREATE INDEX label_queue_by_heartbeat ON label_queue (last_heartbeat);

CREATE TABLE summary_queue (
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
CREATE INDEX summary_queue_by_time ON summary_queue (execution_time);
CREATE INDEX summary_queue_by_priority ON summary_queue (priority DESC, execution_time);
CREATE INDEX summary_queue_by_heartbeat ON summary_queue (last_heartbeat);

CREATE TABLE delivery_queue (
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
CREATE INDEX delivery_queue_by_time ON delivery_queue (execution_time);
CREATE INDEX delivery_queue_by_priority ON delivery_queue (priority DESC, execution_time);
CREATE INDEX delivery_queue_by_heartbeat ON delivery_queue (last_heartbeat);

