-- A report may be written several times, once for each form that destinations want: the variant tells them apart.
ALTER TABLE report ADD COLUMN variant TEXT NOT NULL DEFAULT '';
UPDATE report SET variant = sop_class_uid;
UPDATE report SET variant = sop_class_uid || ' MEASUREMENT_REPORT' WHERE kind = 'summary';

-- What the object is; "kind" stays what it is about, one loop or a study.
ALTER TABLE report ADD COLUMN form TEXT NOT NULL DEFAULT '';
UPDATE report SET form = kind;
CREATE INDEX report_by_form ON report (study_instance_uid, form, variant);
