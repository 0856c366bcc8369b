"""A city that lives by itself: cases arrive, units patrol, drive, handle and report."""
