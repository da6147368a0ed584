SELECT min(sequence) FROM check_record WHERE sequence >= @from;
