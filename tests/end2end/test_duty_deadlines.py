"""What comes due, as people meet it: hand-overs, a hub that was dead, clocks nobody can read."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

from bigscreen.domain.alarms import AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.case_orders import AdvanceHandOver, CreateHandOver
from bigscreen.domain.centre_orders import AcknowledgeAlarm, AddShiftNote
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.hand_overs import HandOverKind, HandOverStatus, HandOverStep
from bigscreen.domain.refusals import Refusal
from tests.support.duty_centre import DEMO_CITY, MONDAY_TEN, Centre, Seat, centre_at
from tests.support.program import run_program


async def handed_over(centre: Centre) -> str:
    """Register a case, hand it over to the construction bureau and return the form's id."""
    async with centre.seat("desk") as desk:
        registered = await desk.gives(
            RegisterIncident(item_code="digging", title="人行道开挖", grid_id="g1")
        )
        await desk.gives(
            CreateHandOver(
                incident_id=registered.incident_id,
                kind=HandOverKind.HAND_OVER,
                department="construction",
                subject="人行道违规开挖",
                text="请三日内恢复路面",
                clock="13710",
            )
        )
        (form,) = desk.situation.hand_overs
        assert form.step_due_at == form.created_at + timedelta(days=1)
        return form.id


async def test_a_hand_over_is_followed_to_its_end(tmp_path: Path) -> None:
    """Nobody acknowledges it: every desk hears of it, one answers, and it is silent for all."""
    async with centre_at(tmp_path, MONDAY_TEN) as centre:
        form_id = await handed_over(centre)

    warned_at = MONDAY_TEN + timedelta(hours=18)  # six hours, a quarter, before the day is over
    async with (
        centre_at(tmp_path, warned_at) as centre,
        centre.seat("desk") as desk,
        centre.seat("desk-2") as other,
        centre.seat("wall") as wall,
    ):
        await other.sees(lambda: other.alarms(AlarmKind.HAND_OVER_DUE))
        (alarm,) = other.alarms(AlarmKind.HAND_OVER_DUE)
        assert (alarm.stage, alarm.status) == (AlarmStage.EARLY, AlarmStatus.SOUNDING)
        assert (alarm.hand_over_id, alarm.detail) == (form_id, "acknowledge")
        department = desk.city.plan.department("construction")
        assert department is not None
        assert alarm.addressee == department.name

        await desk.sees(lambda: desk.alarms(AlarmKind.HAND_OVER_DUE))
        answer = AcknowledgeAlarm(alarm_id=alarm.id, note="已电话催办")
        await desk.gives(answer)
        for seat in (other, wall):
            await seat.sees(lambda seat=seat: _answered(seat) == [AlarmStatus.ACKNOWLEDGED])
        refused = await other.is_refused(answer)
        assert (refused.code, refused.facts["by"]) == (Refusal.ALARM_SETTLED, "desk")

        skipping = AdvanceHandOver(hand_over_id=form_id, step=HandOverStep.COMPLETE)
        refused = await other.is_refused(skipping)
        assert refused.code == Refusal.ILLEGAL_HAND_OVER_STEP
        await other.gives(
            AdvanceHandOver(hand_over_id=form_id, step=HandOverStep.ACKNOWLEDGE, text="已派员")
        )
        await desk.sees(lambda: _answered(desk) == [AlarmStatus.CLEARED])
        await other.gives(
            AdvanceHandOver(hand_over_id=form_id, step=HandOverStep.COMPLETE, text="路面已恢复")
        )
        (form,) = other.situation.hand_overs
        assert form.status is HandOverStatus.COMPLETED
        for seat in (desk, wall):
            await seat.sees(lambda seat=seat: list(seat.situation.hand_overs) == [form])

    paper = ["form", form.number, "--db", "sqlite:///ledger.db", "--out", "form.html"]
    run_program(paper, tmp_path)
    printed = (tmp_path / "form.html").read_text(encoding="utf-8")
    for text in (form.number, "人行道违规开挖", department.name, "已派员", "路面已恢复"):
        assert text in printed


def _answered(seat: Seat) -> list[AlarmStatus]:
    return [alarm.status for alarm in seat.alarms(AlarmKind.HAND_OVER_DUE)]


async def test_what_came_due_while_the_hub_was_dead_does_not_sound(tmp_path: Path) -> None:
    async with centre_at(tmp_path, MONDAY_TEN) as centre:
        form_id = await handed_over(centre)
        async with centre.seat("desk") as desk:
            vendors = RegisterIncident(item_code="vendor", title="占道", grid_id="g1")
            case = (await desk.gives(vendors)).incident_id
        centre.kill()

    async with (
        centre_at(tmp_path, MONDAY_TEN + timedelta(hours=25)) as centre,
        centre.seat("desk") as desk,
    ):
        await desk.sees(lambda: desk.alarms(AlarmKind.HAND_OVER_DUE))
        (alarm,) = desk.alarms(AlarmKind.HAND_OVER_DUE)
        assert (alarm.hand_over_id, alarm.stage) == (form_id, AlarmStage.DUE)
        assert alarm.status is AlarmStatus.EXPIRED
        (of_case,) = desk.alarms(AlarmKind.CASE_DUE)
        assert (of_case.incident_id, of_case.status) == (case, AlarmStatus.EXPIRED)
        due_at = desk.due_at(case)
        await desk.gives(AcknowledgeAlarm(alarm_id=alarm.id, note="补记"))
        assert _answered(desk) == [AlarmStatus.ACKNOWLEDGED]

    as_of = (MONDAY_TEN + timedelta(hours=25)).isoformat()
    options = ["--db", "sqlite:///ledger.db", "--as-of", as_of, "--format", "json"]
    watched = json.loads(run_program(["list", "watch", *options], tmp_path).stdout)
    (row,) = watched["rows"]
    assert (row["item"], row["why"]) == ("vendor", ["red_card"])
    assert row["due"] == due_at.isoformat()


async def test_without_clocks_the_hub_says_so_and_warns_of_no_case(tmp_path: Path) -> None:
    city = tmp_path / "city"
    shutil.copytree(DEMO_CITY, city)
    clocks = city / "clocks.toml"
    clocks.write_text(
        clocks.read_text(encoding="utf-8").replace("limit_hours = 24", "limit_hours = 'soon'"),
        encoding="utf-8",
    )
    async with centre_at(tmp_path, MONDAY_TEN, city) as centre, centre.seat("desk") as desk:
        assert "clocks.toml" in desk.city.clock_fault
        assert "soon" in desk.city.clock_fault
        case = (
            await desk.gives(RegisterIncident(item_code="vendor", title="占道", grid_id="g1"))
        ).incident_id

    long_after = MONDAY_TEN + timedelta(days=9)
    async with centre_at(tmp_path, long_after, city) as centre, centre.seat("desk") as desk:
        assert desk.city.clock_fault
        # Once the shift has begun the hub has looked; a note comes after all it had to say.
        await desk.sees(lambda: (desk.situation.shift.started_at or MONDAY_TEN) > MONDAY_TEN)
        await desk.gives(AddShiftNote(text="时限无法读取"))
        assert not desk.alarms(AlarmKind.CASE_DUE)
        assert not desk.alarms(AlarmKind.STAGE_DUE)
        assert desk.progress(case).card is None
