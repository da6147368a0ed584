SELECT subject_key FROM subject_alias WHERE alias_key = @alias;
