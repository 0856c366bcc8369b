"""A running hub, asked for figures, says what its ledger says: every measure, however split."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bigscreen.app.assets import resource
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.incidents import Channel
from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.store.opening import open_store
from tests.support.cases import a_case
from tests.support.duty_centre import DEMO_CITY, Centre, declare
from tests.support.hub_process import hub_process
from tests.support.program import run_program

QUESTIONS = (
    (),
    ("--by", "grid", "--compare", "year", "--compare", "previous", "--min-n", "1"),
    ("--by", "street", "--by", "hour", "--only", "work=police_call"),
    ("--score", "weekly", "--weights", str(resource("demo_city") / "weights.toml")),
)


def past(now: datetime) -> list:
    """Return cases of the last two weeks and of the same weeks a year ago."""
    found = []
    for back in (timedelta(0), timedelta(days=365)):
        for n in range(60):
            at = now - back - timedelta(hours=5 * n + 1)
            found.append(
                a_case(
                    f"p{back.days}-{n}",
                    at,
                    grid_id=f"g{n % 4 + 1}",
                    dispatched_s=5 + n % 3,
                    on_scene_s=30 * (n % 17) - 10,
                    closed_s=4000,
                    drill=n % 13 == 0,
                    stamped_by="suuh--",
                    unit_ids=("xun-1-02",),
                )
            )
    return found


async def work_done(centre: Centre) -> None:
    """Let one call be handled and another be open."""
    await declare(centre, "xun-1-02")
    async with centre.seat("desk") as desk:
        call = RegisterIncident(
            item_code="noise", title="扰民", channel=Channel.HOTLINE, grid_id="g1"
        )
        case = (await desk.gives(call)).incident_id
        await desk.gives(AssignUnits(incident_id=case, unit_ids=("xun-1-02",)))
        for milestone in (Milestone.ON_SCENE, Milestone.HANDLED, Milestone.REPORTED):
            await desk.gives(
                RecordMilestone(incident_id=case, unit_id="xun-1-02", milestone=milestone)
            )
        await desk.gives(CloseIncident(incident_id=case))
        await desk.gives(call)


@pytest.mark.timeout(240)
async def test_the_hub_answers_as_its_ledger_does_measure_by_measure(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_store(f"sqlite:///{tmp_path / 'ledger.db'}") as store:
        store.cases.add_past_cases(past(now))
    (tmp_path / "token").write_text("token-of-wall")
    period = (now - timedelta(days=6)).isoformat(), (now + timedelta(hours=1)).isoformat()
    common = ["kpi", "--format", "json", "--zone", "Asia/Shanghai", "--city", DEMO_CITY]
    common += ["--from", period[0], "--to", period[1]]
    async with hub_process(tmp_path, city=DEMO_CITY) as hub:
        await work_done(Centre(hub.url, hub.kill))
        ledger, asked = ["--db", "sqlite:///ledger.db"], ["--hub", hub.url, "--token-file", "token"]
        for question in QUESTIONS:

            async def said(source: list[str], question=question):
                arguments = [*common, *source, *question]
                done = await asyncio.to_thread(run_program, arguments, tmp_path)
                document = json.loads(done.stdout)
                if isinstance(document, dict):
                    document.pop("as_of", None)  # some seconds lie between
                return document

            # The hub has work of its own, so the ledger may grow while it is asked.
            before, after = None, await said(ledger)
            while before != after:
                before, of_hub, after = after, await said(asked), await said(ledger)
            if not question:
                assert {one["measure"] for one in of_hub["answers"]} == set(ALL_MEASURES)
                for one, other in zip(of_hub["answers"], after["answers"], strict=True):
                    assert one == other
            assert of_hub == after, question
