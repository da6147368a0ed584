DELETE FROM check_record WHERE sequence >= @from AND sequence < @below;
