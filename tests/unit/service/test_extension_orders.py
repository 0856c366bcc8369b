"""Asking for more time, and granting it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.case_orders import AdvanceCase, DecideExtension, RequestExtension
from bigscreen.domain.commands import CloseIncident
from bigscreen.domain.progress import CaseStep
from bigscreen.domain.refusals import Refusal
from tests.support.small_city import NOON, OTHER_DESK, SOURCE
from tests.support.watch_room import WatchRoom

HOUR = timedelta(hours=1)


def ask(incident_id: str, hours: float = 24.0, reason: str = "等材料") -> RequestExtension:
    return RequestExtension(incident_id=incident_id, hours=hours, reason=reason)


def grant(incident_id: str, *, approved: bool = True, reason: str = "") -> DecideExtension:
    return DecideExtension(incident_id=incident_id, approved=approved, reason=reason)


def due(room: WatchRoom, case: str) -> tuple[float, float]:
    """Return when the case and its next stage are due, in hours after noon."""
    progress = room.situation.incidents[case].progress
    moments = progress.deadline.due_at, progress.stages[-1].due_at
    return tuple((moment - NOON) / HOUR for moment in moments)


def test_what_is_granted_moves_the_deadline_and_the_running_stage() -> None:
    room = WatchRoom()
    case = room.city_case()
    assert due(room, case) == (72, 8)
    room.accepted(ask(case))
    assert due(room, case) == (72, 8)  # asking moves nothing
    room.accepted(grant(case), OTHER_DESK)
    assert due(room, case) == (96, 32)
    [extension] = room.situation.incidents[case].progress.extensions
    assert (extension.approved, extension.decided_by) == (True, "desk-2")
    assert (extension.asked_by, extension.reason, extension.hours) == ("desk-1", "等材料", 24)


def test_what_is_refused_moves_nothing_and_can_be_asked_for_again() -> None:
    room = WatchRoom()
    case = room.city_case()
    room.accepted(ask(case))
    room.accepted(grant(case, approved=False, reason="不够"))
    assert due(room, case) == (72, 8)
    [extension] = room.situation.incidents[case].progress.extensions
    assert (extension.approved, extension.decision) == (False, "不够")
    room.accepted(ask(case))


def test_granted_times_add_up() -> None:
    room = WatchRoom()
    case = room.city_case()
    for hours in (24, 2.5):
        room.accepted(ask(case, hours=hours))
        room.accepted(grant(case))
    assert due(room, case) == (98.5, 34.5)


def test_time_of_a_working_clock_is_granted_in_working_hours() -> None:
    room = WatchRoom()
    case = room.city_case("shop")
    room.accepted(ask(case, hours=8))
    room.accepted(grant(case))
    assert due(room, case)[0] == 72 + 24  # a working day later


def test_a_call_s_deadline_moves_as_well() -> None:
    room = WatchRoom()
    case = room.case()
    before = room.situation.incidents[case].progress.deadline.due_at
    room.accepted(ask(case))
    room.accepted(grant(case))
    assert room.situation.incidents[case].progress.deadline.due_at == before + 24 * HOUR


def opened(room: WatchRoom) -> str:
    case = room.city_case()
    for step in (CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN):
        room.accepted(AdvanceCase(incident_id=case, step=step))
    return case


def test_what_was_asked_for_before_a_suspension_can_be_granted_in_it() -> None:
    room = WatchRoom()
    case = opened(room)
    room.accepted(ask(case))
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.SUSPEND, reason="停工"))
    room.accepted(grant(case))
    assert room.situation.incidents[case].progress.deadline is None
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.RESUME))
    held = timedelta(minutes=2)  # from the suspension to its end
    deadline = room.situation.incidents[case].progress.deadline
    assert deadline.due_at == NOON + 96 * HOUR + held


def test_a_suspended_case_is_resumed_before_more_time_is_asked_for() -> None:
    room = WatchRoom()
    case = opened(room)
    room.accepted(AdvanceCase(incident_id=case, step=CaseStep.SUSPEND, reason="停工"))
    outcome = room.refused(ask(case))
    assert outcome.code == Refusal.ILLEGAL_STEP
    assert outcome.facts["could"] == ["resume", "void"]


@pytest.mark.parametrize(
    ("changes", "code", "facts"),
    [
        ({"hours": 0.0}, Refusal.VALUE_OUT_OF_RANGE, {"field": "hours", "value": 0.0}),
        ({"hours": -3.0}, Refusal.VALUE_OUT_OF_RANGE, {"lowest": 0.5, "highest": 720.0}),
        ({"hours": 9e9}, Refusal.VALUE_OUT_OF_RANGE, {"field": "hours"}),
        ({"hours": float("nan")}, Refusal.VALUE_OUT_OF_RANGE, {"field": "hours"}),
        ({"reason": " "}, Refusal.TEXT_MISSING, {"field": "reason"}),
        ({"reason": "x" * 300}, Refusal.TEXT_TOO_LONG, {"field": "reason"}),
        ({"incident_id": "i99"}, Refusal.UNKNOWN_INCIDENT, {"incident": "i99"}),
    ],
)
def test_a_request_that_can_not_be_right_is_refused(changes, code, facts) -> None:
    room = WatchRoom()
    outcome = room.refused(ask(**{"incident_id": room.city_case(), **changes}))
    assert outcome.code == code
    assert facts.items() <= outcome.facts.items()


def test_one_request_waits_at_a_time() -> None:
    room = WatchRoom()
    case = room.city_case()
    room.accepted(ask(case))
    asked_at = room.now
    outcome = room.refused(ask(case))
    number = room.situation.incidents[case].incident.number
    assert outcome.code == Refusal.EXTENSION_PENDING
    assert outcome.facts == {"incident": number, "since": asked_at.isoformat(), "by": "desk-1"}


def test_nothing_is_granted_that_nobody_asked_for() -> None:
    room = WatchRoom()
    assert room.refused(grant(room.city_case())).code == Refusal.NO_EXTENSION_PENDING


def test_a_refusal_needs_a_reason() -> None:
    room = WatchRoom()
    case = room.city_case()
    room.accepted(ask(case))
    outcome = room.refused(grant(case, approved=False))
    assert (outcome.code, outcome.facts) == (Refusal.TEXT_MISSING, {"field": "reason"})


def test_a_case_without_clock_gets_no_time() -> None:
    room = WatchRoom()
    case = room.city_case()
    room.city = replace(room.city, items=())
    assert room.refused(ask(case)).code == Refusal.NO_CLOCK


def test_a_closed_case_gets_no_time() -> None:
    room = WatchRoom()
    case = room.case()
    room.accepted(CloseIncident(incident_id=case))
    assert room.refused(ask(case)).code == Refusal.INCIDENT_CLOSED


def test_sources_do_not_ask_for_time() -> None:
    room = WatchRoom()
    assert room.order(ask(room.city_case()), SOURCE).outcome.code == Refusal.NOT_ALLOWED
