UPDATE registry_head SET revision = revision OUTPUT inserted.revision, inserted.recorded_at WHERE id = 1;
