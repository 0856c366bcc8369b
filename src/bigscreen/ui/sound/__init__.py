"""What is heard: alarms, by kind, and their sentence where a voice is there."""
