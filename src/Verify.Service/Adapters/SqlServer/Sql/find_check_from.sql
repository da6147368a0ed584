SELECT MIN(sequence) FROM check_record WHERE sequence >= @from;
