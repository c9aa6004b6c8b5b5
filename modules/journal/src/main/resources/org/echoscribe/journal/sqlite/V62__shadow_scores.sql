-- What a shadow model said about a loop that the serving model had scored; it has no part in any report. What waits is
-- not written down: it is every ledger entry with scores, made since the shadow began, that has no row here.
CREATE TABLE shadow_score (
    loop_id BIGINT NOT NULL REFERENCES loop (id),
    model_sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('scored', 'failed', 'shed')),
    decided_at BIGINT NOT NULL,
    probabilities BLOB,
    cause TEXT NOT NULL,
    PRIMARY KEY (model_sha256, loop_id)
) WITHOUT ROWID;
