"""Random histories that could have happened: orders the rules accepted, as their events."""

from collections.abc import Iterable
from datetime import timedelta

from hypothesis import strategies as st

from bigscreen.domain import case_orders, centre_orders
from bigscreen.domain.alarms import Alarm
from bigscreen.domain.assignments import MILESTONES, Assignment
from bigscreen.domain.authority import HUB, Actor
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.commands import (
    AddNote,
    AssignUnits,
    CloseIncident,
    Command,
    DeclareUnits,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
    ReopenIncident,
    SetDuty,
)
from bigscreen.domain.events import Event
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.hand_overs import HandOverKind, possible_hand_over_steps
from bigscreen.domain.incidents import Channel, IncidentStatus, Level, Sensitivity, WorkKind
from bigscreen.domain.patrol import Visit
from bigscreen.domain.progress import CaseStep, HandlingLevel, LinkKind, Satisfaction
from bigscreen.domain.situation import Situation
from bigscreen.domain.transitions import possible_steps
from bigscreen.domain.units import Duty
from bigscreen.service.dispatch import decide
from tests.support.duty_city import duty_city
from tests.support.small_city import ADMIN, DESK, IN_WEST, NOON, SOURCE, a_unit

LEAD_FORCES = {"noise": "police", "vendor": "cg"}
"""The force that leads on each item of the city the histories happen in."""

Given = tuple[Actor, Command] | None

_WEIGHTS = {
    "declare": 1, "duty": 1, "register": 4, "assign": 6, "milestone": 8, "release": 2, "note": 1,
    "close": 4, "reopen": 2, "step": 10, "correct": 4, "extend": 2, "decide_extension": 2,
    "regrade": 2, "handling": 1, "sensitivity": 1, "escalate": 2, "stand_down": 1, "merge": 3,
    "unmerge": 2, "link": 2, "unlink": 1, "evidence": 2, "call_back": 2, "hand_over": 2,
    "advance_hand_over": 3, "acknowledge": 2, "mute": 1, "sos": 2, "end_sos": 1,
    "duty_level": 1, "shift_note": 1, "operation": 1, "end_operation": 1, "watch": 3, "visits": 1,
}  # fmt: skip
_KINDS = [kind for kind, weight in _WEIGHTS.items() for _ in range(weight)]


def choices(least: int = 0, most: int = 60) -> st.SearchStrategy[list[tuple[str, int, int]]]:
    """Draw what :func:`history_of` makes a history from: what, which one, how many minutes on."""
    return st.lists(
        st.tuples(st.sampled_from(_KINDS), st.integers(0, 50), st.integers(-40, 40)),
        min_size=least,
        max_size=most,
    )


def history_of(drawn: Iterable[tuple[str, int, int]]) -> list[tuple[Event, ...]]:
    """Return the events of each order in turn; orders that are refused are left out."""
    maker = HistoryMaker()
    for kind, which, minutes in drawn:
        maker.give(kind, which, minutes)
    return maker.orders


class HistoryMaker:
    """Gives orders one after the other; reported times need not be in order, reports come late.

    ``orders`` are the events of those that were accepted, ``situation`` what came of them, and
    ``given`` the orders themselves with whether they were accepted.
    """

    def __init__(self) -> None:
        self.city = duty_city()
        self.situation = Situation()
        self.orders: list[tuple[Event, ...]] = []
        self.given: list[tuple[Command, bool]] = []
        self.now = NOON
        for which in range(3):
            self.give("declare", which, 0)

    def give(self, kind: str, which: int, minutes: int) -> None:
        """Give an order of a kind; ``which`` chooses what about, ``minutes`` when it was."""
        self.now += timedelta(minutes=1 + max(0, minutes) * (which % 7))
        at = self.now + timedelta(minutes=min(minutes, 0))
        made: Given = getattr(self, f"_{kind}")(which, at)
        if made is None:
            return
        actor, command = made
        number = f"c{len(self.given)}"
        decision = decide(self.situation, self.city, actor, number, command, self.now)
        self.given.append((command, decision.outcome.code == "ok"))
        for event in decision.events:
            self.situation.apply(self.situation.seq + 1, event)
        if decision.events:
            self.orders.append(decision.events)

    def _declare(self, which, at) -> Given:
        forces = (("police",), ("cg",), ("police", "cg"))[which % 3]
        unit = a_unit(
            f"u{which % 6}",
            force_codes=forces,
            squad=f"{which}中队",
            home=IN_WEST if which % 2 else None,
        )
        return SOURCE, DeclareUnits(units=(unit,))

    def _duty(self, which, at) -> Given:
        unit_id = self._unit(which)
        return DESK, SetDuty(unit_id=unit_id, duty=(Duty.ON_DUTY, Duty.OFF_DUTY)[which // 3 % 2])

    def _register(self, which, at) -> Given:
        return (SOURCE, DESK)[which % 2], RegisterIncident(
            item_code=("noise", "vendor")[which // 2 % 2],
            title="<b>吵</b>",
            channel=list(Channel)[which % len(Channel)],
            level=Level(which % 4 + 1) if which % 3 else None,
            grid_id="west" if which % 2 else "",
            location=GeoPoint(30.1, 103.2) if which % 5 else None,
            reference=f"r{self.situation.seq}" if which % 2 == 0 else "",
            drill=which % 11 == 0,
            sensitivity=list(Sensitivity)[which % 3] if which % 4 == 0 else None,
            at=at,
        )

    def _assign(self, which, at) -> Given:
        if case := self._open_case(which):
            return self._owner(case, which), AssignUnits(
                incident_id=case.incident.id,
                unit_ids=(self._unit(which // 3),),
                confirm=True,
                at=at,
            )
        return None

    def _milestone(self, which, at) -> Given:
        if work := _pick(self.situation.assignments.values(), which // 5):
            by_hand = which % 4 == 0
            return DESK if by_hand else SOURCE, RecordMilestone(
                incident_id=work.incident_id,
                unit_id=work.unit_id,
                milestone=MILESTONES[1 + which % 5],
                at=None if by_hand else at,
            )
        return None

    def _correct(self, which, at) -> Given:
        """Any moment between the stamps of a unit: some are between the right ones."""
        if work := _pick(self.situation.assignments.values(), which // 6):
            stamps = sorted(stamp.at for stamp in work.stamps.values())
            moment = stamps[which % len(stamps)] + timedelta(seconds=which - 25)
            return DESK, case_orders.CorrectMilestone(
                incident_id=work.incident_id,
                unit_id=work.unit_id,
                milestone=MILESTONES[which % 6],
                at=moment,
                reason="手误",
            )
        return None

    def _release(self, which, at) -> Given:
        if work := _pick(self._open_work(), which):
            return DESK, ReleaseUnit(
                incident_id=work.incident_id, unit_id=work.unit_id, reason="done"
            )
        return None

    def _note(self, which, at) -> Given:
        if case := self._case(which):
            return DESK, AddNote(incident_id=case.incident.id, text="看过")
        return None

    def _close(self, which, at) -> Given:
        if case := self._open_case(which):
            return self._owner(case, which), CloseIncident(
                incident_id=case.incident.id,
                disposition=("done", "nothing_found", "")[which % 3],
                confirm=which % 2 == 0,
                at=at,
            )
        return None

    def _reopen(self, which, at) -> Given:
        if case := self._closed_case(which):
            return DESK, ReopenIncident(incident_id=case.incident.id, reason="又吵")
        return None

    def _step(self, which, at) -> Given:
        city_cases = [
            case
            for case in self.situation.open_incidents()
            if case.incident.work_kind is WorkKind.CITY_CASE
        ]
        case = _pick(city_cases, which // 4)
        if case is None:
            return None
        actor = self._owner(case, which)
        steps = list(CaseStep) if actor is SOURCE else possible_steps(case)
        return actor, case_orders.AdvanceCase(
            incident_id=case.incident.id,
            step=steps[which % len(steps)],
            reason="说明",
            department="works" if which % 5 == 0 else "",
            at=at,
        )

    def _extend(self, which, at) -> Given:
        if case := self._open_case(which):
            return DESK, case_orders.RequestExtension(
                incident_id=case.incident.id, hours=1.0 + which, reason="要时间"
            )
        return None

    def _decide_extension(self, which, at) -> Given:
        waiting = [i for i in self.situation.open_incidents() if i.progress.pending_extension]
        if case := _pick(waiting, which):
            return DESK, case_orders.DecideExtension(
                incident_id=case.incident.id, approved=which % 3 > 0, reason="研究过"
            )
        return None

    def _regrade(self, which, at) -> Given:
        if case := self._open_case(which // 4):
            return DESK, case_orders.RegradeIncident(
                incident_id=case.incident.id, level=Level(which % 4 + 1), reason="升级"
            )
        return None

    def _handling(self, which, at) -> Given:
        if case := self._open_case(which // 3):
            return DESK, case_orders.SetHandlingLevel(
                incident_id=case.incident.id, handling=list(HandlingLevel)[which % 3], reason="大事"
            )
        return None

    def _sensitivity(self, which, at) -> Given:
        if case := self._case(which // 3):
            return DESK, case_orders.SetSensitivity(
                incident_id=case.incident.id, sensitivity=list(Sensitivity)[which % 3]
            )
        return None

    def _escalate(self, which, at) -> Given:
        if case := self._open_case(which):
            return DESK, case_orders.EscalateIncident(incident_id=case.incident.id, reason="人多")
        return None

    def _stand_down(self, which, at) -> Given:
        up = [case for case in self.situation.open_incidents() if case.progress.echelon]
        if case := _pick(up, which):
            return DESK, case_orders.StandDown(incident_id=case.incident.id, reason="散了")
        return None

    def _merge(self, which, at) -> Given:
        case, into = self._open_case(which), self._open_case(which // 3 + 1)
        if case is None or into is None:
            return None
        return DESK, case_orders.MergeIncident(
            incident_id=case.incident.id, into_id=into.incident.id, reason="重复"
        )

    def _unmerge(self, which, at) -> Given:
        merged = [i for i in self.situation.incidents.values() if i.progress.merged_into]
        if case := _pick(merged, which):
            return DESK, case_orders.UnmergeIncident(incident_id=case.incident.id, reason="两件事")
        return None

    def _link(self, which, at) -> Given:
        case, other = self._case(which), self._case(which // 3 + 1)
        if case is None or other is None:
            return None
        kind = (LinkKind.RELATED, LinkKind.PARENT, LinkKind.CHILD)[which % 3]
        return DESK, case_orders.LinkIncidents(
            incident_id=case.incident.id, other_id=other.incident.id, kind=kind
        )

    def _unlink(self, which, at) -> Given:
        linked = [i for i in self.situation.incidents.values() if i.progress.links]
        case = _pick(linked, which)
        if case is None:
            return None
        return DESK, case_orders.UnlinkIncidents(
            incident_id=case.incident.id, other_id=_pick(case.progress.links, which).incident_id
        )

    def _evidence(self, which, at) -> Given:
        if case := self._case(which // 2):
            return DESK, case_orders.AttachEvidence(
                incident_id=case.incident.id,
                kind=("before", "after")[which % 2],
                reference=f"photo-{self.situation.seq}",
            )
        return None

    def _call_back(self, which, at) -> Given:
        if case := self._closed_case(which):
            return DESK, case_orders.RecordCallBack(
                incident_id=case.incident.id, satisfaction=list(Satisfaction)[which % 4], text="好"
            )
        return None

    def _hand_over(self, which, at) -> Given:
        if case := self._case(which):
            return DESK, case_orders.CreateHandOver(
                incident_id=case.incident.id,
                kind=list(HandOverKind)[which % 3],
                department=("station", "works")[which % 2],
                subject="交办",
            )
        return None

    def _advance_hand_over(self, which, at) -> Given:
        form = _pick(self.situation.hand_overs, which // 4)
        steps = possible_hand_over_steps(form.status) if form else ()
        if not steps:
            return None
        return DESK, case_orders.AdvanceHandOver(
            hand_over_id=form.id, step=_pick(steps, which), text="知道了"
        )

    def _acknowledge(self, which, at) -> Given:
        if alarm := self._alarm(which):
            return DESK, centre_orders.AcknowledgeAlarm(alarm_id=alarm.id)
        return None

    def _mute(self, which, at) -> Given:
        if alarm := self._alarm(which):
            return DESK, centre_orders.MuteAlarm(alarm_id=alarm.id, minutes=1 + which)
        return None

    def _sos(self, which, at) -> Given:
        return (SOURCE, DESK)[which % 2], centre_orders.RaiseSos(
            unit_id=self._unit(which), note="支援" if which % 3 else ""
        )

    def _end_sos(self, which, at) -> Given:
        calls = [one for one in self.situation.alarms.open() if one.unit_id]
        if call := _pick(calls, which):
            return DESK, centre_orders.EndSos(alarm_id=call.id, note="安全")
        return None

    def _duty_level(self, which, at) -> Given:
        level = ("normal", "high")[which % 2]
        return ADMIN, centre_orders.SetDutyLevel(level=level, reason="活动")

    def _shift_note(self, which, at) -> Given:
        return DESK, centre_orders.AddShiftNote(text=f"注意{which}")

    def _operation(self, which, at) -> Given:
        running = _pick(self.situation.operations.open(), which)
        return DESK, centre_orders.PlanOperation(
            name=f"行动{which}",
            starts_at=self.now,
            ends_at=self.now + timedelta(hours=2),
            grid_ids=("west",),
            operation_id=running.id if running and which % 2 else "",
        )

    def _end_operation(self, which, at) -> Given:
        if operation := _pick(self.situation.operations.open(), which):
            return DESK, centre_orders.EndOperation(operation_id=operation.id, summary="完")
        return None

    def _watch(self, which, at) -> Given:
        return HUB, centre_orders.KeepWatch(running_since=NOON + timedelta(hours=which % 3))

    def _visits(self, which, at) -> Given:
        visit = Visit(duty_id="mall", unit_id=self._unit(which), at=at)
        return HUB, centre_orders.RecordVisits(visits=(visit,))

    def _unit(self, which: int) -> str:
        return _pick(self.situation.units, which) or "u0"

    def _case(self, which: int) -> IncidentState | None:
        return _pick(self.situation.incidents.values(), which)

    def _open_case(self, which: int) -> IncidentState | None:
        return _pick(self.situation.open_incidents(), which)

    def _closed_case(self, which: int) -> IncidentState | None:
        cases = self.situation.incidents.values()
        return _pick((i for i in cases if i.status is IncidentStatus.CLOSED), which)

    def _open_work(self) -> list[Assignment]:
        return [a for a in self.situation.assignments.values() if a.is_open]

    def _alarm(self, which: int) -> Alarm | None:
        return _pick(self.situation.alarms.open(), which)

    def _owner(self, case: IncidentState, which: int) -> Actor:
        """Return the source of a case or a desk, whoever speaks this time."""
        return SOURCE if case.incident.source == SOURCE.name and which % 2 == 0 else DESK


def _pick(things, which: int):
    found = list(things)
    return found[which % len(found)] if found else None
