-- Of a stretch of sixteen thousand checks nearly every page is changed by every group that is written, and goes into the log each time; of
-- one of four thousand there are a quarter as many. A search looks into four times as many stretches, a microsecond or less each.
DROP INDEX check_record_by_subject;
DROP INDEX check_record_by_case;
CREATE INDEX check_record_by_subject ON check_record (sequence >> 12, subject_key) WHERE subject_key IS NOT NULL;
CREATE INDEX check_record_by_case ON check_record (sequence >> 12, case_number);
