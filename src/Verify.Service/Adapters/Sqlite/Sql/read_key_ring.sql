SELECT fingerprint FROM key_ring;
