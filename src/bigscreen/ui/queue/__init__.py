"""The queue of cases."""
