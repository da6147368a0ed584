SELECT revision FROM registry_head WHERE id = 1;
