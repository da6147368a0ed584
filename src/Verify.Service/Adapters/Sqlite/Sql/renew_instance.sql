UPDATE instance SET beat = beat + 1, confirmed = max(confirmed, @confirmed) WHERE id = @id;
