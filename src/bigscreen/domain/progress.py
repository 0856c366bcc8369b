"""How far a case has come, and everything that befell it on the way.

Stages and side states of city-management cases follow the 数字城管 flow of GB/T 30428:
上报 → 核实 → 立案 → 派遣 → 处置 → 核查 → 反馈 → 结案, with 退回, 返工, 延期, 挂账 and 作废.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bigscreen.domain.assignments import StampSource
from bigscreen.domain.clocks import Deadline
from bigscreen.domain.incidents import Level


class CaseStage(StrEnum):
    """What has been done about a city-management case so far."""

    REGISTERED = "registered"
    REPORTED = "reported"
    VERIFIED = "verified"
    OPENED = "opened"
    ROUTED = "routed"
    HANDLED = "handled"
    CHECKED = "checked"
    FED_BACK = "fed_back"
    CLOSED = "closed"
    VOID = "void"


class CaseStep(StrEnum):
    """What somebody does to bring a city-management case on, or to hold it."""

    REPORT = "report"
    VERIFY = "verify"
    OPEN = "open"
    ROUTE = "route"
    HANDLE = "handle"
    CHECK = "check"
    FEED_BACK = "feed_back"
    CLOSE = "close"
    RETURN = "return"
    REWORK = "rework"
    SUSPEND = "suspend"
    RESUME = "resume"
    VOID = "void"


class CallStage(StrEnum):
    """Where a police call stands, by the furthest of its units."""

    RECEIVED = "received"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    HANDLED = "handled"
    REPORTED = "reported"
    CLOSED = "closed"
    CALLED_BACK = "called_back"


class LinkKind(StrEnum):
    """What another case is to this one; ``main`` and ``duplicate`` come from merging."""

    RELATED = "related"
    PARENT = "parent"
    CHILD = "child"
    MAIN = "main"
    DUPLICATE = "duplicate"

    @property
    def inverse(self) -> "LinkKind":
        """What this case is to the other one."""
        return _INVERSE[self]


_INVERSE = {
    LinkKind.RELATED: LinkKind.RELATED,
    LinkKind.PARENT: LinkKind.CHILD,
    LinkKind.CHILD: LinkKind.PARENT,
    LinkKind.MAIN: LinkKind.DUPLICATE,
    LinkKind.DUPLICATE: LinkKind.MAIN,
}


class HandlingLevel(StrEnum):
    """Who settles a case 分级处置: small ones level 2, big ones level 1, special by report."""

    LEVEL_TWO = "level_two"
    LEVEL_ONE = "level_one"
    SPECIAL = "special"


class Card(StrEnum):
    """A warning for a case that takes too long: 黄牌, 红牌."""

    YELLOW = "yellow"
    RED = "red"


class Satisfaction(StrEnum):
    """What the caller says when called back 回访."""

    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    NOT_SATISFIED = "not_satisfied"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntry:
    """A stage the case came to: by which step, when, by whom, and how that was noted.

    ``step`` is None for the registration. ``due_at`` is when the next stage that the clock limits
    has to be reached, None where it limits none ahead.
    ``department`` is who it was routed to.
    """

    stage: CaseStage
    step: CaseStep | None
    at: datetime
    by: str
    how: StampSource = StampSource.SYSTEM
    reason: str = ""
    department: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A time in which the clocks stood still 挂账; ``until`` is None while they do."""

    since: datetime
    by: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time 延期 somebody asked for; ``approved`` is None until it is decided.

    ``hours`` count as the case's clock counts them (working or calendar hours).
    """

    hours: float
    reason: str
    asked_by: str
    asked_at: datetime
    approved: bool | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrade:
    """A change of level; the first one's ``was`` is the level the case was registered with."""

    was: Level
    level: Level
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EchelonCall:
    """An echelon 梯队 that was activated: whom the rule named then, and who was notified.

    ``stood_down_at`` is None while it is active.
    """

    echelon: int
    unit_ids: tuple[str, ...]
    commander: str
    reason: str
    at: datetime
    by: str
    stood_down_at: datetime | None = None
    stood_down_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Another case, and what it is to this one."""

    kind: LinkKind
    incident_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """A card the case was shown."""

    card: Card
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """What came of calling the reporter back."""

    satisfaction: Satisfaction
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A proof the catalogue asks for: its kind (``before``, ``after`` …) and where it is kept."""

    kind: str
    reference: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything that befell one case after it was registered.

    ``stage`` is None for police calls, whose stage their units' milestones tell
    (:func:`bigscreen.domain.transitions.call_stage`). ``deadline`` is the whole case's, None
    while suspended and where its item has no clock. ``valid`` turns False when it was closed
    with a disposition that says so, or voided; ``forced`` when it was closed before its time.
    """

    stage: CaseStage | None = None
    stages: tuple[StageEntry, ...] = ()
    deadline: Deadline | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    regrades: tuple[Regrade, ...] = ()
    echelons: tuple[EchelonCall, ...] = ()
    links: tuple[CaseLink, ...] = ()
    handling: HandlingLevel = HandlingLevel.LEVEL_TWO
    cards: tuple[CardShown, ...] = ()
    call_back: CallBack | None = None
    evidence: tuple[Evidence, ...] = ()
    valid: bool = True
    forced: bool = False

    @property
    def suspended(self) -> bool:
        """Whether the clocks stand still now."""
        return bool(self.suspensions) and self.suspensions[-1].until is None

    @property
    def reworks(self) -> int:
        """How often the work did not pass the check 返工次数."""
        return sum(entry.step is CaseStep.REWORK for entry in self.stages)

    @property
    def returns(self) -> int:
        """How often a department sent the case back 退回次数."""
        return sum(entry.step is CaseStep.RETURN for entry in self.stages)

    @property
    def echelon(self) -> int:
        """The highest echelon that is active, 0 for none."""
        active = [call.echelon for call in self.echelons if call.stood_down_at is None]
        return max(active, default=0)

    @property
    def original_level(self) -> Level | None:
        """The level before the first regrading, None when it never changed."""
        return self.regrades[0].was if self.regrades else None

    @property
    def merged_into(self) -> str:
        """The id of the case this one is a duplicate of, empty when it stands for itself."""
        return next((one.incident_id for one in self.links if one.kind is LinkKind.MAIN), "")

    @property
    def card(self) -> Card | None:
        """The gravest card shown so far."""
        shown = {one.card for one in self.cards}
        return Card.RED if Card.RED in shown else Card.YELLOW if shown else None

    @property
    def pending_extension(self) -> Extension | None:
        """The extension that waits for a decision, if any."""
        last = self.extensions[-1] if self.extensions else None
        return last if last is not None and last.approved is None else None

    def entered_at(self, stage: CaseStage) -> datetime | None:
        """Return when the case first came to a stage by somebody's word, None when it never did.

        Back-filled entries do not count: nobody saw them. Nor does a case that was sent back to a
        stage come to it for the first time then.
        """
        entries = [entry for entry in self.stages if entry.stage is stage]
        return next(
            (
                entry.at
                for place, entry in enumerate(entries)
                if entry.how is not StampSource.BACKFILLED and not (place and entry.step in _BACK)
            ),
            None,
        )

    @property
    def worked_to(self) -> CaseStage | None:
        """The stage the work came to: the one it stands at, or stood at when closed by force."""
        if not self.forced or self.stage is not CaseStage.CLOSED:
            return self.stage
        before = (entry.stage for entry in reversed(self.stages[:-1]))
        return next(before, CaseStage.REGISTERED)


_BACK = frozenset({CaseStep.RETURN, CaseStep.REWORK})
