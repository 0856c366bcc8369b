"""The wall: look only."""
