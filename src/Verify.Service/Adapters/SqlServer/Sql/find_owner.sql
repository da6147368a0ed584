SELECT subject_key FROM named_thing WHERE kind = @kind AND id = @id;
