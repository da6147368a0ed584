DELETE FROM open_obligation WHERE kind = @kind AND id = @id AND subject_key = @subject_key;
