UPDATE open_obligation SET day = @day WHERE kind = @kind AND id = @id AND subject_key = @subject_key;
