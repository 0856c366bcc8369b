"""The duty model as people meet it: stories told to a real hub, read back by real commands."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from bigscreen.domain.alarms import AlarmKind, AlarmStatus
from bigscreen.domain.assignments import Milestone, Stamp, StampSource
from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.case_orders import (
    AdvanceCase,
    AttachEvidence,
    CorrectMilestone,
    DecideExtension,
    EscalateIncident,
    MergeIncident,
    RecordCallBack,
    RegradeIncident,
    RequestExtension,
    StandDown,
)
from bigscreen.domain.commands import (
    AssignUnits,
    CloseIncident,
    RecordMilestone,
    RegisterIncident,
)
from bigscreen.domain.incidents import Channel, IncidentStatus, Level
from bigscreen.domain.progress import Card, CaseStage, CaseStep, Satisfaction
from bigscreen.domain.refusals import Refusal
from bigscreen.store.opening import open_store
from tests.support.duty_centre import MONDAY_TEN, Seat, centre_at, declare
from tests.support.program import run_program

A_MINUTE = timedelta(minutes=1)
CAR, FOOT, CHENGGUAN = "xun-1-02", "xun-1-01", "cheng-1-01"


def facts_in(folder: Path) -> list[CaseFacts]:
    """Return every case's record as the ledger keeps it, hub or no hub."""
    with open_store(f"sqlite:///{folder / 'ledger.db'}", read_only=True) as store:
        return list(
            store.cases.cases_received(MONDAY_TEN - timedelta(days=1), MONDAY_TEN + timedelta(9))
        )


def figures(folder: Path, *measures: str) -> dict[str, dict]:
    """Return what ``bigscreen kpi`` answers by measure: ``values``, ``n``, ``excluded``."""
    asked = [f"--measure={measure}" for measure in measures]
    done = run_program(
        ["kpi", "--db", "sqlite:///ledger.db", "--format", "json", "--min-n", "1", *asked], folder
    )
    found = {one["measure"]: one["now"] for one in json.loads(done.stdout)["answers"]}
    for one in found.values():
        one["excluded"] = {reason: n for reason, n in one["excluded"].items() if n}
    return found


def share(percent: float) -> dict:
    """Return the values of a share of one case: all of it or none."""
    return {"share": {"value": percent, "count": round(percent / 100)}}


async def take(desk: Seat, case: str, *steps: CaseStep, reason: str = "") -> None:
    """Take a city-management case along these steps."""
    for step in steps:
        await desk.gives(AdvanceCase(incident_id=case, step=step, reason=reason))


async def routed_and_suspended(desk: Seat) -> str:
    """Register a case, send it to the wrong department and to the right one, and hold it."""
    vendors = RegisterIncident(
        item_code="vendor", title="学校门口占道", channel=Channel.PATROL, grid_id="g1"
    )
    case = (await desk.gives(vendors)).incident_id
    refused = await desk.is_refused(AdvanceCase(incident_id=case, step=CaseStep.ROUTE))
    assert (refused.code, refused.facts["could"]) == (Refusal.ILLEGAL_STEP, ["report", "void"])
    await take(desk, case, CaseStep.REPORT, CaseStep.VERIFY, CaseStep.OPEN)
    route = AdvanceCase(incident_id=case, step=CaseStep.ROUTE, department="market")
    await desk.gives(route)
    await take(desk, case, CaseStep.RETURN, reason="不属本部门职责")
    await desk.gives(replace(route, department="chengguan_bureau"))
    await take(desk, case, CaseStep.SUSPEND, reason="等待会商")
    assert desk.progress(case).deadline is None, "a suspended case is never due"
    sent = AssignUnits(incident_id=case, unit_ids=(CHENGGUAN,))
    assert (await desk.is_refused(sent)).code == Refusal.ILLEGAL_STEP
    return case


async def extended_and_reworked(desk: Seat, source: Seat, case: str) -> datetime:
    """Go on, get two hours more, handle it not well enough; return when it is due now."""
    await take(desk, case, CaseStep.RESUME)
    (pause,) = desk.progress(case).suspensions
    assert pause.until is not None
    limit = desk.case(case).incident.received_at + timedelta(hours=4) + (pause.until - pause.since)
    assert desk.due_at(case) == limit
    await desk.gives(RequestExtension(incident_id=case, hours=2, reason="需协调商户"))
    assert desk.due_at(case) == limit, "asking moves nothing"
    await desk.gives(DecideExtension(incident_id=case, approved=True))
    assert desk.due_at(case) == limit + timedelta(hours=2)

    await desk.gives(AssignUnits(incident_id=case, unit_ids=(CHENGGUAN,)))
    await source.gives(
        RecordMilestone(incident_id=case, unit_id=CHENGGUAN, milestone=Milestone.HANDLED)
    )
    await desk.sees(lambda: desk.progress(case).stage is CaseStage.HANDLED)
    refused = await desk.is_refused(AdvanceCase(incident_id=case, step=CaseStep.CHECK))
    assert refused.code == Refusal.EVIDENCE_MISSING
    assert refused.facts["missing"] == ["before", "after"]
    for kind in ("before", "after"):
        await desk.gives(AttachEvidence(incident_id=case, kind=kind, reference=f"{kind}.jpg"))
    await take(desk, case, CaseStep.CHECK)
    await take(desk, case, CaseStep.REWORK, reason="仍有两处占道")
    assert not desk.situation.units[CHENGGUAN].assignment_ids, "who does it again is sent again"
    return limit + timedelta(hours=2)


async def test_a_city_case_from_register_to_close(tmp_path: Path) -> None:
    """Returned, suspended, extended, reworked, shown a yellow card, and closed."""
    async with centre_at(tmp_path, MONDAY_TEN) as centre, centre.seat("desk") as desk:
        await declare(centre, CHENGGUAN)
        case = await routed_and_suspended(desk)
    async with (
        centre_at(tmp_path, MONDAY_TEN + timedelta(hours=2)) as centre,
        centre.seat("desk") as desk,
        centre.seat("source") as source,
    ):
        due_at = await extended_and_reworked(desk, source, case)
    async with centre_at(tmp_path, due_at + A_MINUTE) as centre, centre.seat("desk") as desk:
        await desk.sees(lambda: desk.progress(case).card is Card.YELLOW)
        await desk.gives(AssignUnits(incident_id=case, unit_ids=(CHENGGUAN,)))
        await take(desk, case, CaseStep.HANDLE, CaseStep.CHECK, CaseStep.FEED_BACK)
        wrong = CloseIncident(incident_id=case, disposition="mediated")
        assert (await desk.is_refused(wrong)).code == Refusal.UNKNOWN_DISPOSITION
        await desk.gives(replace(wrong, disposition="put_right"))
        assert desk.case(case).status is IncidentStatus.CLOSED
        sent_to = [one.department for one in desk.progress(case).stages if one.department]
        assert sent_to == ["market", "chengguan_bureau", "chengguan_bureau"]

    (facts,) = facts_in(tmp_path)
    assert (facts.returns, facts.reworks, facts.suspensions, facts.extensions) == (1, 1, 1, 1)
    assert (facts.due_at, facts.yellow_at, facts.red_at) == (due_at, due_at, None)
    assert (facts.stage, facts.valid, facts.forced) == ("closed", True, False)
    assert (facts.lead_force, facts.unit_ids) == ("chengguan", (CHENGGUAN,))
    assert facts.received_at < facts.opened_at < facts.handled_at < facts.checked_at
    assert facts.checked_at < facts.due_at < facts.closed_at

    found = figures(
        tmp_path, "rework_rate", "return_rate", "extension_rate", "yellow_cards",
        "on_time_closing", "closing_rate",
    )  # fmt: skip
    assert {one["n"] for one in found.values()} == {1}
    assert {name: one["values"] for name, one in found.items()} == {
        "rework_rate": share(100),
        "return_rate": share(100),
        "extension_rate": share(100),
        "yellow_cards": {"count": 1},
        "on_time_closing": share(0),
        "closing_rate": share(100),
    }


async def put_right(desk: Seat, source: Seat, case: str) -> None:
    """Send the foot patrol, which forgets to report that it is under way; correct that."""
    await desk.gives(AssignUnits(incident_id=case, unit_ids=(FOOT,)))
    for milestone in (Milestone.ACCEPTED, Milestone.ON_SCENE):
        await source.gives(RecordMilestone(incident_id=case, unit_id=FOOT, milestone=milestone))
    await desk.sees(lambda: desk.situation.seq >= source.situation.seq)
    was = stamps_on(desk, case)[Milestone.EN_ROUTE]
    assert was.how is StampSource.BACKFILLED
    at = stamps_on(desk, case)[Milestone.ACCEPTED].at
    await desk.gives(
        CorrectMilestone(
            incident_id=case, unit_id=FOOT, milestone=Milestone.EN_ROUTE, at=at, reason="漏报"
        )
    )
    assert stamps_on(desk, case)[Milestone.EN_ROUTE] == Stamp(
        at=at, by="desk", how=StampSource.HAND
    )
    (assignment_id,) = desk.case(case).assignment_ids
    (kept,) = desk.situation.assignments[assignment_id].corrections
    assert (kept.was, kept.reason) == (was, "漏报")


def stamps_on(seat: Seat, case: str) -> Mapping[Milestone, Stamp]:
    """Return the stamps of the one unit on a case."""
    (assignment_id,) = seat.case(case).assignment_ids
    return seat.situation.assignments[assignment_id].stamps


async def reinforced(desk: Seat, wall: Seat, case: str) -> None:
    """Call two echelons one after the other; the wall sees them, their commanders are told."""
    for echelon in (1, 2):
        await desk.gives(EscalateIncident(incident_id=case, reason="聚集三十余人"))
        await wall.sees(lambda wanted=echelon: wall.progress(case).echelon == wanted)
    first, second = desk.progress(case).echelons
    assert {FOOT, CAR} <= set(first.unit_ids)
    grid = desk.city.grid("g1")
    assert grid is not None
    assert first.commander == grid.commander != second.commander
    await wall.sees(
        lambda: (
            [(one.addressee, one.status) for one in wall.alarms(AlarmKind.ECHELON_ACTIVATED)]
            == [(first.commander, AlarmStatus.SOUNDING), (second.commander, AlarmStatus.SOUNDING)]
        )
    )
    await desk.gives(StandDown(incident_id=case, reason="人群散去"))
    assert desk.progress(case).echelon == 1


async def test_a_police_call_from_two_reports_to_the_call_back(tmp_path: Path) -> None:
    """Corrected, regraded, merged, reinforced, stood down, closed, and the caller called back."""
    async with (
        centre_at(tmp_path, MONDAY_TEN) as centre,
        centre.seat("desk") as desk,
        centre.seat("wall") as wall,
        centre.seat("source") as source,
    ):
        await declare(centre, FOOT, CAR)
        brawl = RegisterIncident(item_code="assault", title="广场打架", grid_id="g1")
        first, again, drill = [
            (await desk.gives(report)).incident_id
            for report in (
                brawl,
                replace(brawl, channel=Channel.CITIZEN),
                replace(brawl, drill=True),
            )
        ]
        await put_right(desk, source, again)
        await desk.gives(RegradeIncident(incident_id=first, level=Level.TWO, reason="人数较少"))
        assert desk.progress(first).original_level is Level.ONE

        into_drill = MergeIncident(incident_id=again, into_id=drill, reason="同一警情")
        assert (await desk.is_refused(into_drill)).code == Refusal.DRILL_AND_REAL
        with_stamps = stamps_on(desk, again)
        await desk.gives(replace(into_drill, into_id=first))
        assert stamps_on(desk, first) == with_stamps, "the unit goes on with what it reported"

        await reinforced(desk, wall, first)
        await desk.gives(CloseIncident(incident_id=first, disposition="mediated"))
        assert desk.progress(first).echelon == 0, "reinforcement ends with the case"
        await wall.sees(
            lambda: (
                {one.status for one in wall.alarms(AlarmKind.ECHELON_ACTIVATED)}
                == {AlarmStatus.CLEARED}
            )
        )
        satisfied = RecordCallBack(incident_id=first, satisfaction=Satisfaction.SATISFIED)
        await desk.gives(satisfied)
        assert (await desk.is_refused(satisfied)).code == Refusal.ILLEGAL_STEP

    facts = {one.incident_id: one for one in facts_in(tmp_path)}
    assert facts[again].duplicate_of == first
    assert (facts[first].original_level, facts[first].level) == (Level.ONE, Level.TWO)
    assert (facts[first].escalations, facts[first].satisfied) == (2, True)
    found = figures(tmp_path, "volume", "satisfaction_rate", "response", "duplicate_share")
    not_counted = {"duplicate": 1, "drill": 1}
    assert found["volume"]["values"] == {"count": 1}
    assert found["volume"]["excluded"] == not_counted
    assert found["satisfaction_rate"]["values"] == share(100)
    assert found["response"]["excluded"] == not_counted | {"regraded": 1}
    assert found["duplicate_share"]["n"] == 2
    assert found["duplicate_share"]["values"]["share"] == {"value": 50.0, "count": 1}
