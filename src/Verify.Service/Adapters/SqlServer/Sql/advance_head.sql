UPDATE registry_head SET revision = @revision, recorded_at = @recorded_at WHERE id = 1;
