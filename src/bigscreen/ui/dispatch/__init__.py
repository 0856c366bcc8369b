"""From a case to an acknowledged order."""
