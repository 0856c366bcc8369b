"""The demo centre opens with the duty model at work, by real orders alone."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bigscreen.app.demo_centre import DemoCentre
from bigscreen.app.simulate_command import DUTY_OFFICER
from bigscreen.domain.alarms import AlarmKind
from bigscreen.domain.hand_overs import HandOverKind
from bigscreen.domain.progress import CaseStage, Progress
from bigscreen.domain.units import Duty
from bigscreen.feed.source_client import SourceClient
from tests.support.waiting import PATIENCE_S


def cases(desk: SourceClient) -> list[Progress]:
    return [state.progress for state in desk.situation.open_incidents()]


async def soon(is_so: Callable[[], bool]) -> None:
    """Wait as long as it takes units to set out, which the hub's clock decides."""
    async with asyncio.timeout(4 * PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - asked of a picture that others change
            await asyncio.sleep(0.1)


@pytest.mark.timeout(180)
async def test_soon_there_are_stages_cards_forms_echelons_and_a_roster_to_see(
    tmp_path: Path,
) -> None:
    centre = DemoCentre(tmp_path / "demo.db")
    centre.start()
    try:
        async with SourceClient(centre.url, centre.desk_token, "watcher", kind="desk") as desk:
            await soon(lambda: len(cases(desk)) >= 12)
            handled = {CaseStage.ROUTED, CaseStage.HANDLED}
            await soon(lambda: handled <= {case.stage for case in cases(desk)})
            await soon(lambda: any(case.card for case in cases(desk)))
            await soon(lambda: len(desk.situation.hand_overs) == len(HandOverKind) - 1)
            await soon(lambda: any(case.echelon for case in cases(desk)))
            situation = desk.situation
    finally:
        centre.stop()
    assert {form.kind for form in situation.hand_overs} == {
        HandOverKind.HAND_OVER,
        HandOverKind.SUPERVISION,
    }
    assert {form.created_by for form in situation.hand_overs} == {DUTY_OFFICER}
    kinds = {alarm.kind for alarm in situation.alarms}
    assert {AlarmKind.ECHELON_ACTIVATED, AlarmKind.CASE_DUE} <= kinds
    duties = {state.duty for state in situation.units.values()}
    assert duties == {Duty.ON_DUTY, Duty.OFF_DUTY}
    assert situation.shift.started_at is not None
