"""What a person has arranged at a desk, as one typed value."""

from dataclasses import dataclass, field

from bigscreen.viewmodels.queue_view import QueueView


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPlace:
    """Where a window stood: its frame in the desktop, the screen's name, how it was shown."""

    x: int
    y: int
    width: int
    height: int
    screen: str = ""
    maximized: bool = False
    full_screen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWindow:
    """A further window of a desk: ``kind`` is what it shows, ``map`` or ``queue``."""

    kind: str
    place: WindowPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """Everything that is kept from one start to the next.

    ``language`` and ``look`` are empty until somebody has chosen. ``columns`` are the widths of
    queue, middle and drawer, ``middle`` the heights of map and strip; in pixels, taken as
    proportions. ``layers`` are the map's by name. ``lock_after_min`` is 0 for never.
    """

    language: str = ""
    look: str = ""
    columns: tuple[int, ...] = ()
    middle: tuple[int, ...] = ()
    layers: dict[str, bool] = field(default_factory=dict)
    queue: QueueView = field(default_factory=QueueView)
    views: tuple[QueueView, ...] = ()
    window: WindowPlace | None = None
    sides: tuple[SideWindow, ...] = ()
    lock_after_min: int = 0
    alarm_sound: bool = True
    alarm_speech: bool = False
