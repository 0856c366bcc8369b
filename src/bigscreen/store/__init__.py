"""The ledger and the only SQL."""
