UPDATE registry_id SET guid = @guid WHERE id = 1;
