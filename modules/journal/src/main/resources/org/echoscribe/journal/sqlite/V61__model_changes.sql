-- What a person asked to have as the serving or the shadow model, and what came of it, in the order of asking. The newest
-- row of a role that was not refused is what holds. Instants are epoch milliseconds.
CREATE TABLE model_change (
    id INTEGER PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('serving', 'shadow')),
    kind TEXT NOT NULL CHECK (kind IN ('configured', 'promoted', 'rolled back', 'off')),
    model_sha256 TEXT NOT NULL,
    model_name TEXT NOT NULL,
    model_version TEXT NOT NULL,
    source TEXT NOT NULL,
    replaced_id BIGINT REFERENCES model_change (id),
    asked_at BIGINT NOT NULL,
    noticed_at BIGINT,
    began_at BIGINT,
    ended_at BIGINT,
    state TEXT NOT NULL CHECK (state IN ('asked', 'in force', 'ended', 'refused')),
    cause TEXT NOT NULL
);
CREATE INDEX model_change_by_role ON model_change (role, state);
