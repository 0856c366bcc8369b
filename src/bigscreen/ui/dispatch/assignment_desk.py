"""Gives a desk's orders and keeps what became of each; nothing on the map moves because of it.

The picture changes when the hub's event comes back, on every screen alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from bigscreen.bridge.command_port import CommandPort
from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    Command,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
)
from bigscreen.domain.outcomes import Outcome, OutcomeStatus
from bigscreen.viewmodels.candidate_rows import call_signs
from bigscreen.viewmodels.case_headline import headline
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.order_names import command_name
from bigscreen.viewmodels.order_notice import Notice, Phase, pending, settled
from bigscreen.viewmodels.refusals import refusal_text
from bigscreen.viewmodels.who_holds import with_holders
from bigscreen.viewmodels.wording import tr

REGISTERING = ""
"""The incident id under which the notice of a registration stands: it has no case yet."""
CENTRE = "centre"
"""What the notices of orders about the centre itself stand under: alarms, shift, operations."""
UNDO_REASON = "undo"
_ACCEPTED_SHOWN = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class _Order:
    """An order on its way; ``then`` is given once it was accepted, under the name of both."""

    incident_id: str
    command: Command
    name: str
    then: Command | None = None


@dataclass(frozen=True, slots=True)
class RefusedUnits:
    """An assignment that was refused or warned of: its units, and those there is a word against."""

    unit_ids: tuple[str, ...]
    against: frozenset[str]


@dataclass(frozen=True, slots=True)
class Undoable:
    """An accepted assignment that could be taken back; ``seq`` is the event that made it."""

    incident_id: str
    unit_ids: tuple[str, ...]
    seq: int


class AssignmentDesk(QObject):
    """Orders from click to answer.

    Signals:
        notice_changed(incident_id): there is something new to say of an order on this case
            (an empty id: of a registration).
        undo_changed(): another assignment, or none, could be undone now.
        incident_registered(incident_id): a registration was accepted.
    """

    notice_changed = Signal(str)
    undo_changed = Signal()
    incident_registered = Signal(str)

    def __init__(
        self, live: LiveSituation, commands: CommandPort, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._commands = commands
        self._orders: dict[str, _Order] = {}
        self._notices: dict[str, Notice] = {}
        self._accepted_at: dict[str, datetime] = {}
        self._warned: dict[str, AssignUnits | CloseIncident] = {}
        self._refused: dict[str, RefusedUnits] = {}
        self._undoable: list[Undoable] = []
        self._offered: Undoable | None = None
        commands.command_settled.connect(self._on_commands_command_settled)

    def notice(self, incident_id: str) -> Notice | None:
        """Return what there is to say of the last order on a case."""
        return self._notices.get(incident_id)

    def is_pending(self, incident_id: str) -> bool:
        """Tell whether an order on this case waits for its answer."""
        notice = self._notices.get(incident_id)
        return notice is not None and notice.phase is Phase.PENDING

    def would_confirm(self, incident_id: str, unit_ids: Sequence[str]) -> bool:
        """Tell whether ordering these units now would override a warning."""
        warned = self._warned.get(incident_id)
        return isinstance(warned, AssignUnits) and set(warned.unit_ids) == set(unit_ids)

    def assign(self, incident_id: str, unit_ids: Sequence[str]) -> None:
        """Send units to a case; the same order after a warning confirms it."""
        if not unit_ids or self.is_pending(incident_id):
            return
        confirm = self.would_confirm(incident_id, unit_ids)
        self._give(
            incident_id,
            AssignUnits(incident_id=incident_id, unit_ids=tuple(unit_ids), confirm=confirm),
        )

    def refused(self, incident_id: str) -> RefusedUnits | None:
        """Return the units of the last order on a case if some of them could not be had."""
        return self._refused.get(incident_id)

    def said_disposition(self, incident_id: str) -> str | None:
        """Return the disposition of a close that was warned of; None where none waits."""
        warned = self._warned.get(incident_id)
        return warned.disposition if isinstance(warned, CloseIncident) else None

    def move(self, unit_id: str, from_id: str, to_id: str, reason: str) -> None:
        """Take a unit off one case and, once that is done, send it to another.

        The notice stands under the second case. A refused release sends nobody anywhere.
        """
        if self.is_pending(to_id):
            return
        name = tr(
            "Move {unit} to {case}",
            unit=call_signs([unit_id], self._live.situation),
            case=self._case_name(to_id),
        )
        self._give(
            to_id,
            ReleaseUnit(incident_id=from_id, unit_id=unit_id, reason=reason),
            name=name,
            then=AssignUnits(incident_id=to_id, unit_ids=(unit_id,)),
        )

    def withdraw_warning(self, incident_id: str) -> None:
        """Forget a warning: other units were chosen since."""
        if isinstance(self._warned.get(incident_id), AssignUnits):
            del self._warned[incident_id]
            self._say(incident_id, None)

    def release(self, incident_id: str, unit_id: str) -> None:
        """Take a unit off a case."""
        self._give(incident_id, ReleaseUnit(incident_id=incident_id, unit_id=unit_id))

    def record(self, incident_id: str, unit_id: str, milestone: Milestone) -> None:
        """Note by hand that a unit has reached a milestone."""
        self._give(
            incident_id,
            RecordMilestone(incident_id=incident_id, unit_id=unit_id, milestone=milestone),
        )

    def close(self, incident_id: str, disposition: str, expected_version: int) -> None:
        """Close a case as it was seen in this version; again after a warning forces it 强制结案."""
        confirm = isinstance(self._warned.get(incident_id), CloseIncident)
        self._give(
            incident_id,
            CloseIncident(
                incident_id=incident_id,
                disposition=disposition,
                confirm=confirm,
                expected_version=expected_version,
            ),
        )

    def give(self, about: str, command: Command) -> None:
        """Give any other order; its notice stands under ``about``, a case or :data:`CENTRE`."""
        self._give(about, command)

    def register(self, command: RegisterIncident) -> None:
        """Register a case; the notice stands under :data:`REGISTERING`."""
        self._give(REGISTERING, command)

    def undoable(self) -> Undoable | None:
        """Return the last accepted assignment of this desk whose units still hold the case."""
        while self._undoable:
            last = self._undoable[-1]
            if self._live.situation.seq < last.seq:
                return None  # the answer came before the event that it answers with
            held = tuple(u for u in last.unit_ids if self._holds(u, last.incident_id))
            if held:
                return Undoable(last.incident_id, held, last.seq)
            self._undoable.pop()
        return None

    def undo(self) -> str:
        """Release the units of :meth:`undoable`; return whose case that is, empty for none."""
        last = self.undoable()
        if last is None:
            return ""
        for unit_id in last.unit_ids:
            self._give(
                last.incident_id,
                ReleaseUnit(incident_id=last.incident_id, unit_id=unit_id, reason=UNDO_REASON),
            )
        return last.incident_id

    def look_at_situation(self) -> None:
        """Find out whether something else can be undone now."""
        offered = self.undoable()
        if offered != self._offered:
            self._offered = offered
            self.undo_changed.emit()

    def tick(self, now: datetime) -> None:
        """Let the good news go after a while; what needs attention stays."""
        for incident_id, at in list(self._accepted_at.items()):
            if now - at >= _ACCEPTED_SHOWN:
                self._say(incident_id, None)

    def _holds(self, unit_id: str, incident_id: str) -> bool:
        situation = self._live.situation
        unit = situation.units.get(unit_id)
        return unit is not None and any(
            situation.assignments[a].incident_id == incident_id for a in unit.assignment_ids
        )

    def _case_name(self, incident_id: str) -> str:
        known = self._live.situation.incidents.get(incident_id)
        return headline(known.incident, self._live.city) if known else incident_id

    def _give(
        self, incident_id: str, command: Command, name: str = "", then: Command | None = None
    ) -> None:
        name = name or command_name(command, self._live.situation, self._live.city)
        self._warned.pop(incident_id, None)
        self._refused.pop(incident_id, None)
        command_id = self._commands.submit(command)
        self._orders[command_id] = _Order(incident_id, command, name, then)
        self._say(incident_id, pending(name))

    def _say(self, incident_id: str, notice: Notice | None) -> None:
        self._accepted_at.pop(incident_id, None)
        if notice is None:
            self._notices.pop(incident_id, None)
        else:
            self._notices[incident_id] = notice
            if notice.phase is Phase.ACCEPTED:
                self._accepted_at[incident_id] = self._live.hub_now()
        self.notice_changed.emit(incident_id)

    @Slot(str, object)
    def _on_commands_command_settled(self, command_id: str, outcome: Outcome) -> None:
        order = self._orders.get(command_id)
        if order is None:
            return
        if outcome.status is not OutcomeStatus.UNCONFIRMED:
            del self._orders[command_id]
        if outcome.status is OutcomeStatus.ACCEPTED and order.then is not None:
            self._give(order.incident_id, order.then, name=order.name)
            return
        outcome = with_holders(outcome, self._live.situation)
        if isinstance(order.command, AssignUnits):
            against = frozenset(word.unit_id for word in outcome.units if word.code != "ok")
            if against and outcome.status is OutcomeStatus.REFUSED:
                units = order.command.unit_ids
                self._refused[order.incident_id] = RefusedUnits(units, against)
        if outcome.can_confirm and isinstance(order.command, AssignUnits | CloseIncident):
            self._warned[order.incident_id] = order.command
        sentence = partial(refusal_text, zone=zone_of(self._live.city), city=self._live.city)
        self._say(order.incident_id, settled(order.name, outcome, sentence))
        if outcome.status is OutcomeStatus.ACCEPTED:
            self._take_note(order, outcome)

    def _take_note(self, order: _Order, outcome: Outcome) -> None:
        """Remember what an accepted order makes possible."""
        if isinstance(order.command, AssignUnits):
            self._undoable.append(
                Undoable(order.incident_id, order.command.unit_ids, outcome.last_seq)
            )
            self.look_at_situation()
        elif isinstance(order.command, RegisterIncident):
            self.incident_registered.emit(outcome.incident_id)
