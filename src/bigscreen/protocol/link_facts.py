"""What a client learns over its link, as plain facts in the order they became true."""

from dataclasses import dataclass

from bigscreen.domain.city import City
from bigscreen.domain.events import Event
from bigscreen.domain.figures import KpiBoard
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.link import LinkState
from bigscreen.domain.outcomes import Outcome
from bigscreen.domain.questions import QuestionFault
from bigscreen.domain.screens import ScreenState, ScreenWish
from bigscreen.domain.situation import Snapshot
from bigscreen.protocol.hub_clock import HubClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcomed:
    """The hub took the client in; ``resumed`` when only the missed events follow.

    ``area_id`` is the part of the city the account is bound to, empty for all of it.
    """

    account: str
    role: str
    resumed: bool
    area_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CityArrived:
    """The hub's city document, new or changed."""

    city: City


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureReplaced:
    """The situation starts afresh from a snapshot.

    ``new_ledger`` says that the hub's ledger is another one: unit numbers mean other units, so
    every position goes too.
    """

    snapshot: Snapshot
    new_ledger: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHappened:
    """The next ledger event; there is never one missing between two of these."""

    seq: int
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsArrived:
    """A batch of fixes; an older one than known may be among them."""

    fixes: FixColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardArrived:
    """The figures as the hub computed them."""

    board: KpiBoard


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSettled:
    """What became of a command; ``unconfirmed`` is followed by the true outcome later."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTold:
    """What became of the question with this id.

    After ``loading`` more follows; in the end there is an ``answer`` or a ``fault``. A link that
    ends takes open questions with it.
    """

    question_id: str
    loading: float | None = None
    answer: object | None = None
    fault: QuestionFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishArrived:
    """A desk wishes this wall to show something."""

    wish: ScreenWish
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreensTold:
    """Which walls there are now and what they show."""

    screens: tuple[ScreenState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionSettled:
    """A wish was handed to its wall, or ``fault`` says why not."""

    direction_id: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTold:
    """The hub's time has been heard, and this clock now keeps it."""

    clock: HubClock


@dataclass(frozen=True, slots=True, kw_only=True)
class HubComplained:
    """The hub could not use something this client sent."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEnded:
    """The conversation is over and the connection has to be closed.

    ``final`` when trying again would get the same answer (a refused token).
    """

    code: str
    detail: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged:
    """How the link is doing, told by the transport on each change and about once a second."""

    state: LinkState


Fact = (
    Welcomed
    | CityArrived
    | PictureReplaced
    | EventHappened
    | PositionsArrived
    | BoardArrived
    | CommandSettled
    | AnswerTold
    | WishArrived
    | ScreensTold
    | DirectionSettled
    | ClockTold
    | HubComplained
    | LinkEnded
    | LinkChanged
)
