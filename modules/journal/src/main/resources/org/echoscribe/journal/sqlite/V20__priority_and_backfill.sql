-- How urgent an object is: 1 live, 0 left behind by an outage, -1 fetched from an archive.
ALTER TABLE loop ADD COLUMN priority SMALLINT NOT NULL DEFAULT 1;

-- The studies of an archive that a person asked to have labelled, and how far that has come; one list for each archive
-- and modality. Instants are epoch milliseconds, the date is the Study Date.
CREATE TABLE backfill_study (
    source TEXT NOT NULL,
    modality TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    study_date TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'fetched', 'failed')),
    objects INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (source, modality, study_instance_uid)
) WITHOUT ROWID;
CREATE INDEX backfill_study_by_date ON backfill_study (source, modality, state, study_date);
