"""The meeting face: figures of any period for the people in the room."""
