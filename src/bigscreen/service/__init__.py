"""Use cases: what the centre decides and why, with ports for what it needs."""
