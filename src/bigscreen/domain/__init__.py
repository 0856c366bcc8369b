"""The trade's facts and rules as plain values: no Qt, no I/O, no clock."""
