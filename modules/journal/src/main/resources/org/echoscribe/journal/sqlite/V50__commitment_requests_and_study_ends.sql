-- How often a destination was asked to commit an instance since it stored it.
ALTER TABLE delivery ADD COLUMN requests INTEGER NOT NULL DEFAULT 0;

-- Signs that a study is complete, before its quiet time is over: a performed procedure step that ended, or a request to
-- commit all of its objects. One counts once: what comes after the study was closed waits for the quiet time again.
CREATE TABLE study_end (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('procedure step', 'commitment')),
    uid TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in progress', 'ended', 'counted')),
    changed_at BIGINT NOT NULL,
    UNIQUE (kind, uid, study_instance_uid)
);
CREATE INDEX study_end_by_study ON study_end (study_instance_uid, state);
CREATE TABLE study_end_reference (
    study_end_id BIGINT NOT NULL REFERENCES study_end (id),
    sop_instance_uid TEXT NOT NULL,
    PRIMARY KEY (study_end_id, sop_instance_uid)
) WITHOUT ROWID;
CREATE INDEX study_end_reference_by_instance ON study_end_reference (sop_instance_uid);
