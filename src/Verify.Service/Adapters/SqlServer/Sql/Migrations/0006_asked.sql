-- What a question says beyond the other columns, see AskedDetails of the contract; null where it says nothing more, as in every check from
-- before this.
ALTER TABLE check_record ADD asked VARBINARY(MAX) NULL;
