-- What is on its way to a destination: a report of ours, or a received object that is forwarded. "stored" is between
-- waiting and delivered where the destination is to commit, too: it has the instance and has not promised to keep it.
CREATE TABLE outgoing (
    id INTEGER PRIMARY KEY,
    report_id BIGINT REFERENCES report (id),
    loop_id BIGINT REFERENCES loop (id),
    destination TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'delivered', 'failed', 'discarded')),
    priority SMALLINT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    committed_at BIGINT,
    cause TEXT NOT NULL,
    UNIQUE (report_id, destination),
    UNIQUE (loop_id, destination),
    CHECK ((report_id IS NULL) <> (loop_id IS NULL))
);
INSERT INTO outgoing (id, report_id, destination, state, priority, attempts, next_attempt_at, changed_at, cause)
    SELECT id, report_id, destination, state, 0, attempts, next_attempt_at, changed_at, cause FROM delivery;
DROP TABLE delivery;
ALTER TABLE outgoing RENAME TO delivery;
CREATE INDEX delivery_by_state ON delivery (state, destination, next_attempt_at);

-- Our requests to destinations, one row for each instance in one. Rows stay, so that a result that comes late or twice
-- is known for what it is.
CREATE TABLE asked_commitment (
    transaction_uid TEXT NOT NULL,
    delivery_id BIGINT NOT NULL REFERENCES delivery (id),
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (transaction_uid, delivery_id)
) WITHOUT ROWID;

-- Requests of senders to us. A sender that asks again for the same list asks for the same answer.
CREATE TABLE commitment (
    id INTEGER PRIMARY KEY,
    transaction_uid TEXT NOT NULL,
    calling_ae_title TEXT NOT NULL,
    references_sha256 TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'failed', 'discarded')),
    attempts INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    UNIQUE (transaction_uid, calling_ae_title, references_sha256)
);
CREATE INDEX commitment_by_state ON commitment (state);
CREATE TABLE commitment_reference (
    commitment_id BIGINT NOT NULL REFERENCES commitment (id),
    position INTEGER NOT NULL,
    sop_class_uid TEXT NOT NULL,
    sop_instance_uid TEXT NOT NULL,
    PRIMARY KEY (commitment_id, position)
) WITHOUT ROWID;
CREATE INDEX commitment_reference_by_instance ON commitment_reference (sop_instance_uid);
