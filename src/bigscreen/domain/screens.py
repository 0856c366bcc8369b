"""Who shows what: the screens of the hall, and what a desk wishes them to show.

None of this is an order of the ledger: it changes no case and no unit, and ends with the screen.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenWish:
    """What a wall is asked to show: a scene, or the grid or case to show it of, or both.

    Without a ``scene`` the wall takes its own scene for grids or cases. ``hold_s`` is how long it
    stays before scenes take turns again, 0 until somebody resumes; a wish without scene, grid and
    case resumes.
    """

    scene: str = ""
    grid_id: str = ""
    incident_id: str = ""
    hold_s: float = 0.0

    @property
    def resumes(self) -> bool:
        """Whether the wall shall go on by itself."""
        return not (self.scene or self.grid_id or self.incident_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenView:
    """What a wall shows at present.

    ``held_by`` says why it does not change: ``alarm``, ``desk``, ``hand`` (somebody has moved its
    map) or empty; ``fault`` why a wish could not be followed, as a code.
    """

    scene: str = ""
    grid_id: str = ""
    incident_id: str = ""
    held_by: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenState:
    """One wall on the hub, ``id`` for as long as it is connected, and its view ``since`` when."""

    id: str
    name: str
    account: str
    view: ScreenView
    since: datetime
