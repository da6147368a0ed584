INSERT INTO check_block (number, format, kind, first, count, newest, digests, prior, hash)
VALUES (@number, @format, @kind, @first, @count, @newest, @digests, @prior, @hash);
