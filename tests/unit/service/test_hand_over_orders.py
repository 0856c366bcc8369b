"""Forms that go to departments, from their creation to their end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.case_events import IncidentLinked
from bigscreen.domain.case_orders import AdvanceHandOver, CreateHandOver
from bigscreen.domain.clocks import Clock
from bigscreen.domain.commands import CloseIncident
from bigscreen.domain.duty_plan import Department, DutyPlan
from bigscreen.domain.hand_overs import (
    HAND_OVER_STEPS,
    HandOver,
    HandOverEntry,
    HandOverKind,
    HandOverStatus,
    HandOverStep,
    possible_hand_over_steps,
)
from bigscreen.domain.progress import CaseLink, LinkKind
from tests.support.duty_room import DutyRoom
from tests.support.small_city import LEAD, OTHER_DESK, SOURCE, UNIT_ACTOR, small_city

CLOCKS = (
    Clock(code="24h", name="", name_en="", limit_hours=24.0),
    Clock(
        code="13710",
        name="",
        name_en="",
        limit_hours=168.0,
        stage_hours={HandOverStep.ACKNOWLEDGE: 24.0, HandOverStep.PLAN: 48.0},
    ),
)
PLAN = DutyPlan(
    departments=tuple(Department(code=code, name="", name_en="") for code in ("ps", "cg-zd"))
)


class Scene:
    def __init__(self, clocks: tuple[Clock, ...] = CLOCKS) -> None:
        self.room = DutyRoom(replace(small_city(), plan=PLAN, clocks=clocks))
        self.case_id = self.room.case(item_code="vendor")

    def creation(self, **changes) -> CreateHandOver:
        order = CreateHandOver(
            incident_id=self.case_id,
            kind=HandOverKind.HAND_OVER,
            department="ps",
            subject="占道经营",
            text="请依法处理。",
        )
        return replace(order, **changes)

    def created(self, **changes) -> HandOver:
        outcome = self.room.accepted(self.creation(**changes))
        assert outcome.incident_id == self.case_id
        return self.form(f"h{outcome.first_seq}")

    def form(self, form_id: str) -> HandOver:
        found = self.room.situation.hand_overs.get(form_id)
        assert found is not None
        return found

    def step(self, form: HandOver, step: HandOverStep, text: str = "", **actor) -> HandOver:
        order = AdvanceHandOver(hand_over_id=form.id, step=step, text=text)
        outcome = self.room.accepted(order, **actor)
        assert outcome.incident_id == form.incident_id
        return self.form(form.id)

    def at(self, status: HandOverStatus) -> HandOver:
        """Return a form that has come to this state."""
        form = self.created()
        for step in WAY_TO[status]:
            form = self.step(form, step, "因为")
        assert form.status is status
        return form


WAY_TO = {
    HandOverStatus.CREATED: (),
    HandOverStatus.ACKNOWLEDGED: (HandOverStep.ACKNOWLEDGE,),
    HandOverStatus.PLANNED: (HandOverStep.ACKNOWLEDGE, HandOverStep.PLAN),
    HandOverStatus.COMPLETED: (HandOverStep.ACKNOWLEDGE, HandOverStep.COMPLETE),
    HandOverStatus.RETURNED: (HandOverStep.RETURN,),
    HandOverStatus.WITHDRAWN: (HandOverStep.WITHDRAW,),
}


def test_a_form_has_a_number_a_department_and_deadlines() -> None:
    scene = Scene()
    form = scene.created()
    seq = scene.room.situation.seq
    assert (form.id, form.number) == (f"h{seq}", f"JQ-JB-20260302-{seq:04d}")
    assert (form.incident_id, form.department) == (scene.case_id, "ps")
    assert (form.subject, form.text) == ("占道经营", "请依法处理。")
    assert (form.created_at, form.created_by) == (scene.room.now, "desk-1")
    assert (form.status, form.entries) == (HandOverStatus.CREATED, ())
    assert form.deadline.clock == "13710"  # the one that knows how soon to acknowledge
    assert form.deadline.due_at == scene.room.now + timedelta(days=7)
    assert form.step_due_at == scene.room.now + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "letters"),
    [
        (HandOverKind.HAND_OVER, "JB"),
        (HandOverKind.TRANSFER, "YS"),
        (HandOverKind.SUPERVISION, "DB"),
    ],
)
def test_a_number_names_the_kind_and_the_local_day(kind, letters) -> None:
    scene = Scene()
    scene.room.now += timedelta(hours=13)  # past local midnight
    assert scene.created(kind=kind).number.startswith(f"JQ-{letters}-20260303-")


def test_the_clock_that_is_asked_for_holds() -> None:
    scene = Scene()
    form = scene.created(clock="24h")
    assert (form.deadline.clock, form.step_due_at) == ("24h", None)
    assert form.deadline.due_at == scene.room.now + timedelta(days=1)
    refused = scene.room.refused(scene.creation(clock="48h"))
    assert (refused.code, refused.facts["could"]) == ("unknown_clock", ["24h", "13710"])


def test_a_city_without_clocks_still_sets_deadlines() -> None:
    form = Scene(clocks=()).created()
    assert form.deadline.due_at > form.created_at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"incident_id": "i99"}, "unknown_incident"),
        ({"department": "pd"}, "unknown_department"),
        ({"department": ""}, "unknown_department"),
        ({"subject": "  "}, "text_missing"),
        ({"subject": "字" * 201}, "text_too_long"),
        ({"text": "字" * 2001}, "text_too_long"),
        ({"text": "\x07"}, "text_has_control"),
    ],
)
def test_what_can_not_be_right_is_refused(changes, code) -> None:
    scene = Scene()
    refused = scene.room.refused(scene.creation(**changes))
    assert refused.code == code
    if code == "unknown_department":
        assert refused.facts["could"] == ["ps", "cg-zd"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (HandOverKind.HAND_OVER, ""),
        (HandOverKind.TRANSFER, ""),
        (HandOverKind.SUPERVISION, "incident_closed"),
    ],
)
def test_a_closed_case_can_be_handed_over_but_not_supervised(kind, code) -> None:
    scene = Scene()
    scene.case_id = scene.room.case()
    scene.room.accepted(CloseIncident(incident_id=scene.case_id))
    if code:
        assert scene.room.refused(scene.creation(kind=kind)).code == code
    else:
        assert scene.created(kind=kind).kind is kind


@pytest.mark.parametrize("remembered", [True, False])
def test_instead_of_a_duplicate_its_main_case_is_to_be_chosen(remembered) -> None:
    scene = Scene()
    main = scene.room.case(title="主案") if remembered else "i0"
    into = scene.room.situation.incidents[main].incident.number if remembered else "i0"
    scene.room.situation.apply(
        scene.room.situation.seq + 1,
        IncidentLinked(
            incident_id=scene.case_id,
            link=CaseLink(kind=LinkKind.MAIN, incident_id=main),
            reason="",
            at=scene.room.now,
            by="x",
        ),
    )
    refused = scene.room.refused(scene.creation())
    assert (refused.code, refused.facts["into"]) == ("incident_merged", into)


@pytest.mark.parametrize("status", HandOverStatus)
@pytest.mark.parametrize("step", HandOverStep)
def test_every_step_is_taken_or_refused_as_the_table_says(status, step) -> None:
    scene = Scene()
    form = scene.at(status)
    order = AdvanceHandOver(hand_over_id=form.id, step=step, text="因为")
    if status in HAND_OVER_STEPS[step]:
        scene.room.accepted(order)
        after = scene.form(form.id)
        assert after.status is HAND_OVER_STEPS[step][status]
        assert after.entries[-1] == HandOverEntry(
            status=after.status, at=scene.room.now, by="desk-1", text="因为"
        )
        assert after.entries[:-1] == form.entries
        assert after.deadline == form.deadline
        return
    refused = scene.room.refused(order)
    assert refused.code == "illegal_hand_over_step"
    assert refused.facts == {
        "hand_over": form.number,
        "state": status.value,
        "step": step.value,
        "could": [one.value for one in possible_hand_over_steps(status)],
    }


def test_each_step_is_due_in_its_own_time_and_a_settled_form_in_none() -> None:
    scene = Scene()
    form = scene.step(scene.created(), HandOverStep.ACKNOWLEDGE, actor=OTHER_DESK)
    assert form.step_due_at == scene.room.now + timedelta(hours=48)
    assert form.entries[0].by == "desk-2"
    assert scene.step(form, HandOverStep.COMPLETE).step_due_at is None


@pytest.mark.parametrize("step", HandOverStep)
def test_who_sends_a_form_back_or_takes_it_back_says_why(step) -> None:
    scene = Scene()
    taken_from = next(iter(HAND_OVER_STEPS[step]))
    form = scene.at(taken_from)
    order = AdvanceHandOver(hand_over_id=form.id, step=step, text=" ")
    if step in (HandOverStep.RETURN, HandOverStep.WITHDRAW):
        assert scene.room.refused(order).code == "text_missing"
    else:
        scene.room.accepted(order)


def test_a_form_nobody_knows_is_refused() -> None:
    order = AdvanceHandOver(hand_over_id="h99", step=HandOverStep.ACKNOWLEDGE)
    refused = Scene().room.refused(order)
    assert (refused.code, refused.facts) == ("unknown_hand_over", {"hand_over": "h99"})


def test_only_desks_deal_with_forms() -> None:
    scene = Scene()
    form = scene.created()
    for actor in (SOURCE, UNIT_ACTOR, LEAD):
        assert scene.room.refused(scene.creation(), actor).code == "not_allowed"
        order = AdvanceHandOver(hand_over_id=form.id, step=HandOverStep.ACKNOWLEDGE)
        assert scene.room.refused(order, actor).code == "not_allowed"
