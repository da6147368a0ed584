SELECT id, beat, confirmed FROM instance;
