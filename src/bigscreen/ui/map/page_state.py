"""Remembers what the page was told, so that a page loaded anew shows the same again."""

from bigscreen.domain.geo import GeoPoint
from bigscreen.ui.map import page_door


class PageState:
    """The latest call of each kind, and where the view stands."""

    def __init__(self) -> None:
        self._calls: dict[str, str] = {}

    def keep(self, kind: str, call: str) -> None:
        """Remember a call in place of the earlier one of its kind."""
        self._calls.pop(kind, None)
        self._calls[kind] = call

    def keep_view(self, lat: float, lon: float, zoom: float, *, locked: bool) -> None:
        """Remember where the page says its view stands."""
        self.keep("view", page_door.restore_view(GeoPoint(lat, lon), zoom, locked=locked))

    def script(self) -> str:
        """Return one script that repeats every remembered call, oldest first."""
        return "\n".join(self._calls.values())
