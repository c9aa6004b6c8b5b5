-- Every model that ever decided something, and the rules that it decided under, so that a report can name them truly
-- however long ago that was. "policy" is the digest of the rules that the ledger holds.
CREATE TABLE model (
    sha256 TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    manufacturer TEXT NOT NULL,
    synthetic BOOLEAN NOT NULL
) WITHOUT ROWID;

CREATE TABLE decision_rules (
    model_sha256 TEXT NOT NULL REFERENCES model (sha256),
    policy TEXT NOT NULL,
    minimum_certainty REAL NOT NULL,
    minimum_frames INTEGER NOT NULL,
    preprocessing_id TEXT NOT NULL,
    PRIMARY KEY (model_sha256, policy)
) WITHOUT ROWID;
