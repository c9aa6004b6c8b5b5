-- Who said what of which loop: people's corrections entered here, and labels read back from received documents. The
-- person's name stands in the document alone; here is a digest that tells people apart. Instants are epoch milliseconds.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    document_uid TEXT NOT NULL,
    source_sop_instance_uid TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    tracking_uid TEXT NOT NULL,
    loop_id BIGINT REFERENCES loop (id),
    correction_number INTEGER,
    verified BOOLEAN NOT NULL,
    asserted BOOLEAN NOT NULL,
    view TEXT NOT NULL,
    reader TEXT NOT NULL,
    stated_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    UNIQUE (document_uid, source_sop_instance_uid, tracking_uid),
    UNIQUE (loop_id, correction_number)
);
CREATE INDEX statement_by_source ON statement (source_sop_instance_uid);

-- The object that came before with the same SOP Instance UID and the same pixel data: only the rest of the header differs.
ALTER TABLE loop ADD COLUMN same_pixels_as BIGINT;
