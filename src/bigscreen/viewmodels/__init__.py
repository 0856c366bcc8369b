"""What a screen should say, as plain data."""
