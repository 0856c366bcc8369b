"""Small parts every panel is built from."""
