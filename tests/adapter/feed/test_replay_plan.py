"""A recording as commands: stamps as recorded, sent in the order of cause and effect."""

from datetime import UTC, datetime, timedelta

from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
    ReleaseUnit,
)
from bigscreen.domain.incidents import Channel
from bigscreen.feed.recording import RecordedCall, Recording, UnitRun
from bigscreen.feed.replay_plan import PlannedCommand, plan_of

T0 = datetime(2020, 4, 7, 7, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


def run(unit_id: str, sent: float, free: float | None = None, **reached: float) -> UnitRun:
    return UnitRun(
        line=2,
        unit_id=unit_id,
        unit_type="",
        dispatched_at=at(sent),
        milestones={Milestone(name): at(minute) for name, minute in reached.items()},
        released_at=None if free is None else at(free),
    )


def call(call_id: str, received: float, *runs: UnitRun) -> RecordedCall:
    return RecordedCall(
        line=2, id=call_id, type="Fall", received_at=at(received), disposition="done", runs=runs
    )


def plan(*calls: RecordedCall) -> list[PlannedCommand]:
    recording = Recording(calls=calls, problems=(), rows=len(calls))
    return plan_of(recording, Channel.HOTLINE)


def said(planned: list[PlannedCommand]) -> list[tuple[float, str]]:
    return [((p.due - T0).total_seconds() / 60, p.key) for p in planned]


def test_a_call_from_receipt_to_close() -> None:
    planned = plan(call("c", 0, run("a", 1, 9, en_route=2, on_scene=5), run("b", 3, 4)))
    assert said(planned) == [
        (0, "register"),
        (1, "assign a"),
        (2, "en_route a"),
        (3, "assign b"),
        (4, "release b"),
        (5, "on_scene a"),
        (9, "release a"),
        (9, "close"),
    ]
    register, assign, milestone, *_, close = (p.command for p in planned)
    assert isinstance(register, RegisterIncident)
    assert (register.reference, register.at) == ("c", at(0))
    assert isinstance(assign, AssignUnits)
    assert (assign.unit_ids, assign.at) == (("a",), at(1))
    assert isinstance(milestone, RecordMilestone)
    assert isinstance(close, CloseIncident)
    assert (close.disposition, close.at) == ("done", at(9))


def test_units_sent_in_one_moment_go_out_in_one_order() -> None:
    planned = plan(call("c", 0, run("a", 1), run("b", 2), run("d", 1)))
    orders = [p.command.unit_ids for p in planned if isinstance(p.command, AssignUnits)]
    assert orders == [("a", "d"), ("b",)]


def test_more_units_than_an_order_takes_are_shared_out() -> None:
    planned = plan(call("c", 0, *(run(f"u{n}", 1) for n in range(120))))
    orders = [p for p in planned if isinstance(p.command, AssignUnits)]
    assert [len(p.command.unit_ids) for p in orders] == [50, 50, 20]
    assert len({p.command_id("r") for p in planned}) == len(planned)


def test_stamps_out_of_order_are_kept_and_sent_after_what_they_need() -> None:
    planned = plan(call("c", 5, run("a", 3, 2, en_route=1, on_scene=9)))
    assert said(planned) == [
        (5, "register"),
        (5, "assign a"),
        (5, "en_route a"),
        (5, "release a"),
        (9, "on_scene a"),
        (9, "close"),
    ]
    release = planned[3].command
    assert isinstance(release, ReleaseUnit)
    assert release.at == at(2)


def test_call_nobody_was_released_from_stays_open() -> None:
    assert [p.key for p in plan(call("c", 0, run("a", 1)))] == ["register", "assign a"]
    assert [p.key for p in plan(call("c", 0))] == ["register"]


def test_calls_are_interleaved_by_time() -> None:
    planned = plan(call("one", 0, run("a", 1, 8)), call("two", 2, run("a", 3, 4)))
    assert [p.call_id for p in planned] == ["one", "one", "two", "two", "two", "two", "one", "one"]


def test_incident_id_is_filled_in_and_command_ids_say_the_same_every_time() -> None:
    register, assign = plan(call("c", 0, run("a", 1)))
    assert register.for_case("i7") is register.command
    assert assign.for_case("i7").incident_id == "i7"
    assert assign.command_id("r") == assign.command_id("r")
    others = {assign.command_id("r"), assign.command_id("other"), register.command_id("r")}
    assert len(others) == 3
    assert all(len(command_id) <= 64 for command_id in others)
