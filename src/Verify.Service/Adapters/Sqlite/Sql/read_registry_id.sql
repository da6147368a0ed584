SELECT guid FROM registry_id WHERE id = 1;
