"""What the page pulls, as the scheme handler asks for it."""

from typing import Protocol


class MapSource(Protocol):
    """The live bytes of one map. Called on the GUI thread: give back what lies ready."""

    def units_frame(self) -> bytes:
        """Return the newest frame; the same sequence means that nothing in it has changed."""
        ...

    def incidents_json(self) -> bytes:
        """Return the incidents as JSON; asked for when the frame's incidents version changed."""
        ...

    def names_json(self) -> bytes:
        """Return call signs and badges as JSON; asked for when the names version changed."""
        ...

    def duty_json(self) -> bytes:
        """Return patrol and operations as JSON; asked for when the duty version changed."""
        ...
