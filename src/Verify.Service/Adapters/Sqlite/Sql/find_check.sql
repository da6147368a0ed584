SELECT 1 FROM check_record WHERE check_id = @check_id;
