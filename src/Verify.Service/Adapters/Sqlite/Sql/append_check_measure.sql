INSERT INTO check_measure (check_id, measure, effect, strength, feedback_required)
VALUES (@check_id, @measure, @effect, @strength, @feedback_required);
