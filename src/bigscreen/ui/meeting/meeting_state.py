"""What a meeting is looking at: kept while the window is made anew in another look or size."""

from dataclasses import dataclass, field
from datetime import datetime

from bigscreen.viewmodels.meeting.drill import Drill
from bigscreen.viewmodels.meeting.look import Only
from bigscreen.viewmodels.meeting.periods import Period

LARGEST, SMALLEST = 3, -3
_STEP = 1.12


@dataclass(frozen=True, slots=True)
class CaseStep:
    """A case that is looked at, and what people call it."""

    incident_id: str
    title: str = ""


Step = Drill | CaseStep


@dataclass(slots=True, kw_only=True)
class MeetingState:
    """``period`` is None until the city is known; ``steps`` lead from the page to a case.

    ``larger`` counts how often the type was made larger, below 0 smaller. ``known_from`` is
    when records begin, None while the hub has not said so.
    """

    page: str = "overview"
    period: Period | None = None
    only: Only = ()
    map_choice: int = 0
    steps: list[Step] = field(default_factory=list)
    larger: int = 0
    known_from: datetime | None = None

    @property
    def type_factor(self) -> float:
        """How much larger everything is set than usual."""
        return float(_STEP**self.larger)

    def resize_type(self, by: int) -> bool:
        """Make the type larger or smaller; tell whether that changed anything."""
        wanted = min(LARGEST, max(SMALLEST, self.larger + by)) if by else 0
        changed = wanted != self.larger
        self.larger = wanted
        return changed
