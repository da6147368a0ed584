UPDATE instance SET beat = beat + 1, confirmed = CASE WHEN confirmed < @confirmed THEN @confirmed ELSE confirmed END WHERE id = @id;
