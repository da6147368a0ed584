SELECT COUNT_BIG(*) FROM check_record WHERE sequence >= @from AND sequence < @below;
