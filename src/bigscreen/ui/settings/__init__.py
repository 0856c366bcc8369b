"""What a person has arranged on a screen, and where it is kept."""
