DELETE FROM instance WHERE id = @id AND beat = @beat;
