"""Deadlines of cases and hand-overs by the city's clocks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.errors import Rejected
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus
from bigscreen.domain.progress import CaseStage, CaseStep, Extension, StageEntry, Suspension
from bigscreen.domain.refusals import Refusal
from bigscreen.service.deadlines import (
    awaited_stage,
    case_deadline,
    hand_over_clock,
    hand_over_deadline,
    hand_over_step_due,
    next_hand_over_step,
    resumed,
    stage_due,
    stage_warning,
)
from tests.support.small_city import NOON
from tests.support.watch_room import FORM, GRID, WatchRoom, clock_city

HOUR = timedelta(hours=1)


def case_of(item_code: str):
    room = WatchRoom()
    state = room.situation.incidents[room.city_case(item_code)]
    return room.city, state.incident, state.progress


@pytest.mark.parametrize(
    ("item", "clock", "warn", "due", "yellow", "red"),
    [
        ("noise", "call", 22, 24, None, None),
        ("vendor", "grid", 68, 72, 72, 144),
        # Monday noon: five working hours are left of that day, eight on each after it.
        ("shop", "office", 53, 72, 72, 192),
        ("litter", "", 3, 4, None, None),  # no clock: the item's own limit
        ("dust", "", 3, 4, None, None),  # a clock nobody knows: the item's limit stands in
    ],
)
def test_a_case_s_deadline_follows_from_its_item(item, clock, warn, due, yellow, red) -> None:
    city, incident, progress = case_of(item)
    deadline = case_deadline(city, incident, progress)
    assert deadline.clock == clock
    marks = (deadline.warn_at, deadline.due_at, deadline.yellow_at, deadline.red_at)
    assert [mark and (mark - NOON) / HOUR for mark in marks] == [warn, due, yellow, red]
    assert progress.deadline == deadline  # what was registered is what is computed


def test_an_item_the_catalogue_has_no_more_sets_no_deadline() -> None:
    city, incident, progress = case_of("vendor")
    empty = replace(city, items=())
    assert case_deadline(empty, incident, progress) is None
    assert stage_due(empty, incident, progress, CaseStage.REGISTERED, NOON) is None
    assert stage_warning(empty, incident, progress) is None


def pause(since: float, until: float | None) -> Suspension:
    end = None if until is None else NOON + until * HOUR
    return Suspension(since=NOON + since * HOUR, until=end, by="d", reason="等")


def extension(hours: float, *, approved: bool | None, at: float = 1) -> Extension:
    return Extension(
        hours=hours,
        reason="多",
        asked_by="d",
        asked_at=NOON,
        approved=approved,
        decided_at=None if approved is None else NOON + at * HOUR,
    )


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"suspensions": (pause(1, 11),)}, 82),
        ({"suspensions": (pause(1, 11), pause(20, 25))}, 87),
        ({"suspensions": (pause(1, None),)}, None),
        ({"extensions": (extension(24, approved=True),)}, 96),
        ({"extensions": (extension(24, approved=False),)}, 72),
        ({"extensions": (extension(24, approved=None),)}, 72),
        ({"extensions": (extension(24, approved=True), extension(2, approved=True))}, 98),
        ({"suspensions": (pause(1, 2),), "extensions": (extension(24, approved=True),)}, 97),
    ],
)
def test_suspension_and_granted_time_move_it(changes, due) -> None:
    city, incident, progress = case_of("vendor")
    deadline = case_deadline(city, incident, replace(progress, **changes))
    assert (deadline and (deadline.due_at - NOON) / HOUR) == due


@pytest.mark.parametrize(
    ("stage", "changes", "due"),
    [
        (CaseStage.REGISTERED, {}, 8),
        (CaseStage.REPORTED, {}, 8),
        (CaseStage.VERIFIED, {}, None),  # the clock sets no limit for opening
        (CaseStage.CLOSED, {}, None),  # nothing comes after it
        (CaseStage.REGISTERED, {"suspensions": (pause(1, 3),)}, 10),
        (CaseStage.REGISTERED, {"suspensions": (pause(1, None),)}, None),
        (CaseStage.REGISTERED, {"extensions": (extension(4, approved=True),)}, 12),
        # Granted before this stage began: it moved an earlier one.
        (CaseStage.REGISTERED, {"extensions": (extension(4, approved=True, at=-1),)}, 8),
    ],
)
def test_the_next_stage_is_due_by_the_clock(stage, changes, due) -> None:
    city, incident, progress = case_of("vendor")
    found = stage_due(city, incident, replace(progress, **changes), stage, NOON)
    assert (found and (found - NOON) / HOUR) == due


S = CaseStage

SPARSE = {"routed": 8.0, "checked": 4.0}
"""Limits for two of the stages: the others are passed on the way."""


@pytest.mark.parametrize(
    ("past", "stage", "at", "awaited", "due"),
    [
        ([], S.REGISTERED, 0, S.ROUTED, 8),
        ([(None, S.REGISTERED, 0)], S.REPORTED, 2, S.ROUTED, 8),  # still from the registration
        ([(None, S.REGISTERED, 0), (None, S.REPORTED, 2)], S.VERIFIED, 3, S.ROUTED, 8),
        ([(None, S.REGISTERED, 0)], S.ROUTED, 3, S.CHECKED, 7),
        ([(None, S.REGISTERED, 0), (None, S.ROUTED, 3)], S.HANDLED, 5, S.CHECKED, 7),
        ([(None, S.REGISTERED, 0)], S.HANDLED, 5, S.CHECKED, 9),  # skips routing: passed with it
        ([(None, S.REGISTERED, 0)], S.CHECKED, 5, None, None),
        # Sent back: the limit counts anew, also after steps without one.
        ([(None, S.REGISTERED, 0), (None, S.ROUTED, 3)], S.OPENED, 5, S.ROUTED, 13),
        ([(None, S.ROUTED, 3), (CaseStep.RETURN, S.OPENED, 5)], S.OPENED, 5, S.ROUTED, 13),
        ([(None, S.ROUTED, 3), (None, S.HANDLED, 9)], S.ROUTED, 10, S.CHECKED, 14),
        ([(CaseStep.REWORK, S.ROUTED, 10)], S.HANDLED, 12, S.CHECKED, 14),
        # A voided or closed case that was opened again.
        ([(None, S.REGISTERED, 0), (CaseStep.VOID, S.VOID, 3)], S.ROUTED, 10, S.CHECKED, 14),
        ([(None, S.REGISTERED, 0), (CaseStep.CLOSE, S.CLOSED, 3)], S.ROUTED, 10, S.CHECKED, 14),
    ],
)
def test_the_next_limited_stage_counts_from_the_last_limited_one(
    past, stage, at, awaited, due
) -> None:
    city, incident, progress = case_of("vendor")
    clock = replace(GRID, stage_hours=SPARSE)
    entries = tuple(
        StageEntry(
            stage=known,
            step=CaseStep.REPORT if step is None and place else step,
            at=NOON + hours * HOUR,
            by="d",
        )
        for place, (step, known, hours) in enumerate(past)
    )
    found = stage_due(
        replace(city, clocks=(clock,)),
        incident,
        replace(progress, stages=entries),
        stage,
        NOON + at * HOUR,
    )
    assert awaited_stage(clock, stage) is awaited
    assert (found and (found - NOON) / HOUR) == due


def test_nothing_is_awaited_of_a_voided_case_or_without_a_clock() -> None:
    assert awaited_stage(GRID, CaseStage.VOID) is None
    assert awaited_stage(None, CaseStage.REGISTERED) is None


def test_a_resumed_case_is_computed_with_its_suspension_ended() -> None:
    city, incident, progress = case_of("vendor")
    held = replace(progress, suspensions=(pause(0, 1), pause(2, None)))
    deadline = case_deadline(city, incident, resumed(held, NOON + 5 * HOUR))
    assert (deadline.due_at - NOON) / HOUR == 76


@pytest.mark.parametrize(
    ("kind", "asked", "codes", "found"),
    [
        (HandOverKind.HAND_OVER, "other", ("13710", "other"), "other"),
        (HandOverKind.TRANSFER, "", ("13710", "transfer"), "transfer"),
        (HandOverKind.SUPERVISION, "", ("other", "13710"), "13710"),  # the first with such steps
        (HandOverKind.HAND_OVER, "", ("other",), ""),
        (HandOverKind.HAND_OVER, "", (), ""),
    ],
)
def test_a_hand_over_goes_by_the_clock_asked_for_or_its_kind_s(kind, asked, codes, found) -> None:
    steps = {"13710": FORM.stage_hours}
    clocks = tuple(replace(FORM, code=code, stage_hours=steps.get(code, {})) for code in codes)
    assert hand_over_clock(clock_city(clocks=clocks), kind, asked) == found


def test_a_clock_nobody_knows_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        hand_over_clock(clock_city(), HandOverKind.HAND_OVER, "gone")
    assert caught.value.code == Refusal.UNKNOWN_CLOCK
    could = ["call", "grid", "office", "13710"]
    assert caught.value.facts == {"clock": "gone", "could": could}


@pytest.mark.parametrize(
    ("status", "code", "due"),
    [
        (HandOverStatus.CREATED, "13710", 24),
        (HandOverStatus.ACKNOWLEDGED, "13710", 48),
        (HandOverStatus.PLANNED, "13710", 96),
        (HandOverStatus.COMPLETED, "13710", None),
        (HandOverStatus.CREATED, "", 24),  # the built-in one
        (HandOverStatus.ACKNOWLEDGED, "", 48),
        (HandOverStatus.PLANNED, "", None),
    ],
)
def test_each_step_of_a_hand_over_is_due_from_the_one_before(status, code, due) -> None:
    found = hand_over_step_due(clock_city(), code, status, NOON)
    assert (found and (found - NOON) / HOUR) == due
    assert (next_hand_over_step(status) is None) is (status is HandOverStatus.COMPLETED)


@pytest.mark.parametrize("code", ["13710", ""])
def test_a_hand_over_is_due_within_seven_days(code) -> None:
    assert hand_over_deadline(clock_city(), code, NOON).due_at == NOON + timedelta(days=7)
