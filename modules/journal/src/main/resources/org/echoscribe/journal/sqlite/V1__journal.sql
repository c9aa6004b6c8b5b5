-- The journal: what was received, what was decided, what was written and what was delivered. Instants are epoch milliseconds.

CREATE TABLE study (
    study_instance_uid TEXT NOT NULL PRIMARY KEY,
    first_received_at BIGINT NOT NULL,
    last_received_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed'))
);
CREATE INDEX study_by_state ON study (state);

-- One row per SOP Instance UID and content: a sender that uses a UID twice for different bytes gets two rows.
CREATE TABLE loop (
    id INTEGER PRIMARY KEY,
    sop_instance_uid TEXT NOT NULL,
    sop_class_uid TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    series_instance_uid TEXT NOT NULL,
    transfer_syntax_uid TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    content_bytes BIGINT NOT NULL,
    spool_path TEXT NOT NULL,
    calling_ae_title TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('received', 'labelled', 'reported', 'delivered', 'not attempted', 'failed')),
    uid_used_before BOOLEAN NOT NULL,
    labelling_id BIGINT,
    UNIQUE (sop_instance_uid, content_sha256)
);
CREATE INDEX loop_by_study ON loop (study_instance_uid);
CREATE INDEX loop_by_state ON loop (state);

-- The ledger: what one model under one policy said about one loop, and when it began to look.
CREATE TABLE labelling (
    id INTEGER PRIMARY KEY,
    loop_id BIGINT NOT NULL REFERENCES loop (id),
    model_sha256 TEXT NOT NULL,
    policy TEXT NOT NULL,
    analysis_started_at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('classified', 'abstained', 'not attempted', 'failed')),
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    cause TEXT NOT NULL,
    probabilities BLOB,
    frame_indices TEXT NOT NULL,
    total_frames INTEGER NOT NULL,
    repeated_cyclically BOOLEAN NOT NULL,
    dismissed BOOLEAN NOT NULL,
    UNIQUE (loop_id, model_sha256, policy)
);

-- The finished reports. Equal UID means equal bytes: what was written first is what is sent, always.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    sop_instance_uid TEXT NOT NULL UNIQUE,
    sop_class_uid TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('loop', 'summary')),
    study_instance_uid TEXT NOT NULL,
    loop_id BIGINT REFERENCES loop (id),
    written_at BIGINT NOT NULL,
    data_set BLOB NOT NULL
);
CREATE INDEX report_by_loop ON report (loop_id);
CREATE INDEX report_by_study ON report (study_instance_uid, kind);

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    report_id BIGINT NOT NULL REFERENCES report (id),
    destination TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'discarded')),
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (report_id, destination)
);
CREATE INDEX delivery_by_state ON delivery (state, destination, next_attempt_at);
