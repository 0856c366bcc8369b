"""Finding anything, and doing anything, from one field."""
