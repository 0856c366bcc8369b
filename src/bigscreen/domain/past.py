"""Questions about where everything was and what the centre knew at any past moment."""

from dataclasses import dataclass, field
from datetime import datetime

from bigscreen.domain.events import Event
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Level

LONGEST_TRACKS_S = 26 * 3600.0
"""The longest period tracks are given for at once, seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracksQuestion:
    """Where units were in [start, end), those with ``unit_ids`` or all that may be seen.

    With ``standing`` the answer begins with each unit's newest fix before ``start``, with its
    own, older time. ``every_s`` leaves at most one fix a unit in so many seconds, 0 all kept.
    """

    start: datetime
    end: datetime
    unit_ids: tuple[str, ...] = ()
    standing: bool = True
    every_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A period in which nobody kept tracks: the hub did not run."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """Kept fixes: ``columns`` are read by :func:`bigscreen.service.track_columns.unpacked`.

    The unit index of a row counts into ``unit_ids``; the rows of a unit stand together, in
    order of time. ``gaps`` are the parts of [start, end) in which no track was kept.
    """

    start: datetime
    end: datetime
    unit_ids: tuple[str, ...] = ()
    columns: bytes = b""
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastQuestion:
    """What the centre knew at ``start``, and what happened in (start, end]."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class NotedEvent:
    """An event of the past: when the hub noted it (milliseconds since the epoch), its number."""

    at_ms: int
    seq: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage:
    """The answer: read by :func:`bigscreen.protocol.past_pages.stretch_of`.

    ``snapshot`` is the situation at ``start`` and ``events`` what changed it, each with the
    moment the hub learnt of it; both are compressed JSON of what the wire carries live.
    ``known_from`` is the first moment anything is known of, None where there is nothing.
    """

    start: datetime
    end: datetime
    snapshot: bytes
    events: bytes
    known_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCaseQuestion:
    """When a case ran, and its milestones."""

    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMark:
    """Something worth jumping to: ``kind`` is an event's or a milestone's name.

    ``unit_id`` is whose milestone it was, empty for the case's own.
    """

    at: datetime
    kind: str
    incident_id: str
    unit_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case to be replayed, from its receipt to its end (or now, while it is open)."""

    incident_id: str
    number: str
    title: str
    level: Level
    start: datetime
    end: datetime
    location: GeoPoint | None = None
    marks: tuple[PastMark, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBoardQuestion:
    """The figures as the board would have shown them at a moment."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastBoard:
    """The answer: the whole board, ``board.as_of`` being the moment."""

    board: KpiBoard
