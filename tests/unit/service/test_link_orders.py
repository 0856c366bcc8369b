"""Merging duplicates and taking them apart again; links with a direction."""

import pytest

from bigscreen.domain.assignments import Milestone, StampSource
from bigscreen.domain.case_orders import (
    AdvanceCase,
    EscalateIncident,
    LinkIncidents,
    MergeIncident,
    UnlinkIncidents,
    UnmergeIncident,
)
from bigscreen.domain.commands import AssignUnits, CloseIncident
from bigscreen.domain.events import IncidentClosed, UnitReleased
from bigscreen.domain.incidents import IncidentStatus
from bigscreen.domain.progress import CaseLink, CaseStage, CaseStep, LinkKind
from bigscreen.domain.situation import CLOSED_KEPT
from bigscreen.domain.units import UnitStatus
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom(duty_city())


def merge(case: str, into: str) -> MergeIncident:
    return MergeIncident(incident_id=case, into_id=into, reason="同一件事")


def number(room: DutyRoom, case: str) -> str:
    return room.state(case).incident.number


def links(room: DutyRoom, case: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.incident_id) for one in room.state(case).progress.links]


def test_a_merged_case_is_closed_and_both_know_of_each_other(room) -> None:
    main, duplicate = room.case(), room.case()
    outcome = room.accepted(merge(duplicate, main))
    assert outcome.incident_id == main
    state = room.state(duplicate)
    assert (state.status, state.progress.merged_into) == (IncidentStatus.CLOSED, main)
    assert links(room, duplicate) == [("main", main)]
    assert links(room, main) == [("duplicate", duplicate)]
    assert room.state(main).status is IncidentStatus.OPEN


def test_units_go_on_with_the_main_case_with_the_same_real_stamps(room) -> None:
    main, duplicate = room.case(), room.case()
    (before,) = room.assigned(duplicate, "p-1")
    room.reached(duplicate, "p-1", Milestone.ON_SCENE)
    before = room.situation.assignments[before.id]
    decision = room.order(merge(duplicate, main))
    assert isinstance(decision.events[-1], IncidentClosed)
    old = room.situation.assignments[before.id]
    assert (old.is_open, old.release_reason) == (False, "merged")
    unit = room.situation.units["p-1"]
    work = room.situation.holding(unit)
    assert (work.incident_id, work.stacked) == (main, False)
    assert work.stamps == before.stamps
    assert work.stamps[Milestone.EN_ROUTE].how is StampSource.BACKFILLED
    assert unit.status is UnitStatus.ON_SCENE


def test_a_unit_on_both_is_on_the_main_case_once(room) -> None:
    main, duplicate = room.case(), room.case()
    (first,) = room.assigned(main, "p-1")
    room.reached(main, "p-1", Milestone.EN_ROUTE)
    room.accepted(AssignUnits(incident_id=duplicate, unit_ids=("p-1",), confirm=True))
    room.accepted(merge(duplicate, main))
    unit = room.situation.units["p-1"]
    assert (unit.assignment_ids, unit.status) == ((first.id,), UnitStatus.EN_ROUTE)


@pytest.mark.parametrize("merged_waits", [False, True])
def test_what_waits_behind_the_work_of_a_unit_still_waits_after_merging(room, merged_waits) -> None:
    main, present, waiting = room.case(), room.case(), room.case()
    room.assigned(present, "p-1")
    room.reached(present, "p-1", Milestone.ON_SCENE)
    room.accepted(AssignUnits(incident_id=waiting, unit_ids=("p-1",), confirm=True))
    room.reached(waiting, "p-1", Milestone.ACCEPTED)
    room.accepted(merge(waiting if merged_waits else present, main))
    unit = room.situation.units["p-1"]
    held = [room.situation.assignments[one] for one in unit.assignment_ids]
    expected = [present, main] if merged_waits else [main, waiting]
    assert [one.incident_id for one in held] == expected
    assert [one.stacked for one in held] == [False, True]
    assert unit.status is UnitStatus.ON_SCENE
    assert held[1].stamps[Milestone.ACCEPTED].how is StampSource.SYSTEM
    assert {f"a{seq}" for seq in range(1, room.situation.seq + 1)} >= set(unit.assignment_ids)


def test_units_that_come_bring_a_city_case_on(room) -> None:
    main, duplicate = room.case_at(CaseStage.REPORTED), room.case(item_code="vendor")
    room.assigned(duplicate, "p-1")
    room.accepted(merge(duplicate, main))
    assert room.state(main).progress.stage is CaseStage.ROUTED
    third = room.case(item_code="vendor")
    room.assigned(third, "p-2")
    room.reached(third, "p-2", Milestone.HANDLED)
    room.accepted(merge(third, main))
    assert room.state(main).progress.stage is CaseStage.HANDLED


def test_echelons_end_with_the_duplicate(room) -> None:
    main, duplicate = room.case(), room.case()
    room.accepted(EscalateIncident(incident_id=duplicate, reason="人多"))
    room.accepted(merge(duplicate, main))
    assert room.state(duplicate).progress.echelon == 0


def test_a_case_is_not_merged_into_itself_a_closed_one_or_a_duplicate(room) -> None:
    main, duplicate, closed, other = (room.case() for _ in range(4))
    room.accepted(merge(duplicate, main))
    room.accepted(CloseIncident(incident_id=closed))
    for case, into, code in (
        (other, other, "same_incident"),
        (other, closed, "incident_closed"),
        (other, "i999", "unknown_incident"),
        (other, duplicate, "incident_merged"),
        (main, duplicate, "incident_merged"),  # would be a circle
        (duplicate, other, "incident_closed"),
    ):
        assert room.refused(merge(case, into)).code == code
    facts = room.refused(merge(main, duplicate)).facts
    assert facts == {"incident": number(room, duplicate), "into": number(room, main)}


def test_a_drill_and_a_real_case_are_never_one(room) -> None:
    """Merged, the real case or the work on it would be in no figure."""
    real, drill, other_drill = room.case(), room.case(drill=True), room.case(drill=True)
    for case, into in ((real, drill), (drill, real)):
        outcome = room.refused(merge(case, into))
        assert outcome.code == "drill_and_real"
        assert outcome.facts == {"incident": number(room, case), "into": number(room, into)}
    room.accepted(merge(other_drill, drill))


def test_unmerging_takes_a_case_up_where_it_was_left(room) -> None:
    main, duplicate = room.case_at(CaseStage.REGISTERED), room.case_at(CaseStage.HANDLED)
    stages = room.state(duplicate).progress.stages
    room.accepted(merge(duplicate, main))
    unmerge = UnmergeIncident(incident_id=duplicate, reason="两件事")
    room.accepted(unmerge)
    state = room.state(duplicate)
    assert (state.status, state.progress.merged_into) == (IncidentStatus.OPEN, "")
    assert state.progress.stages == stages
    assert links(room, main) == links(room, duplicate) == []
    outcome = room.refused(unmerge)
    assert (outcome.code, outcome.facts) == (
        "not_linked",
        {"incident": number(room, duplicate), "other": ""},
    )


def test_unmerging_needs_a_reason(room) -> None:
    main, duplicate = room.case(), room.case()
    room.accepted(merge(duplicate, main))
    assert room.refused(UnmergeIncident(incident_id=duplicate, reason="")).code == "text_missing"


def test_a_duplicate_of_a_case_long_forgotten_can_be_unmerged(room) -> None:
    main, duplicate = room.case(), room.case()
    room.accepted(merge(duplicate, main))
    room.accepted(CloseIncident(incident_id=main))
    room.accepted(UnmergeIncident(incident_id=duplicate, reason="先留着"))
    room.accepted(LinkIncidents(incident_id=duplicate, other_id=main, kind=LinkKind.RELATED))
    for _ in range(CLOSED_KEPT):
        room.accepted(CloseIncident(incident_id=room.case()))
    assert main not in room.situation.incidents
    room.accepted(UnlinkIncidents(incident_id=duplicate, other_id=main))
    assert links(room, duplicate) == []


# --- links ------------------------------------------------------------------------------------


def link(case: str, other: str, kind: LinkKind) -> LinkIncidents:
    return LinkIncidents(incident_id=case, other_id=other, kind=kind)


@pytest.mark.parametrize(
    ("kind", "inverse"),
    [
        (LinkKind.RELATED, LinkKind.RELATED),
        (LinkKind.PARENT, LinkKind.CHILD),
        (LinkKind.CHILD, LinkKind.PARENT),
    ],
)
def test_a_link_has_a_direction_and_its_inverse_on_the_other_side(room, kind, inverse) -> None:
    case, other = room.case(), room.case()
    room.accepted(link(case, other, kind))
    assert room.state(case).progress.links == (CaseLink(kind=kind, incident_id=other),)
    assert room.state(other).progress.links == (CaseLink(kind=inverse, incident_id=case),)
    assert room.refused(link(case, other, kind)).code == "nothing_to_do"
    room.accepted(UnlinkIncidents(incident_id=other, other_id=case))
    assert links(room, case) == links(room, other) == []
    outcome = room.refused(UnlinkIncidents(incident_id=other, other_id=case))
    assert (outcome.code, outcome.facts) == (
        "not_linked",
        {"incident": number(room, other), "other": number(room, case)},
    )


def test_a_link_can_be_turned_into_another(room) -> None:
    case, other = room.case(), room.case()
    room.accepted(link(case, other, LinkKind.RELATED))
    room.accepted(link(case, other, LinkKind.CHILD))
    room.accepted(link(case, other, LinkKind.PARENT))
    assert (links(room, case), links(room, other)) == ([("parent", other)], [("child", case)])


def test_no_case_stands_above_itself(room) -> None:
    top, middle, bottom = (room.case() for _ in range(3))
    room.accepted(link(bottom, middle, LinkKind.PARENT))
    room.accepted(link(top, middle, LinkKind.CHILD))
    for order in (link(top, bottom, LinkKind.PARENT), link(bottom, top, LinkKind.CHILD)):
        outcome = room.refused(order)
        assert (outcome.code, outcome.facts) == ("same_incident", {"incident": number(room, top)})
    assert room.refused(link(top, top, LinkKind.RELATED)).code == "same_incident"
    room.accepted(link(bottom, top, LinkKind.PARENT))


def test_links_of_merging_are_made_and_unmade_by_merging_only(room) -> None:
    main, duplicate, other = (room.case() for _ in range(3))
    outcome = room.refused(link(main, other, LinkKind.DUPLICATE))
    assert outcome.code == "invalid_command"
    assert outcome.facts["detail"].startswith("kind: duplicate")
    room.accepted(merge(duplicate, main))
    facts = {"incident": number(room, duplicate), "into": number(room, main)}
    for case, there in ((main, duplicate), (duplicate, main)):
        for order in (
            link(case, there, LinkKind.RELATED),
            UnlinkIncidents(incident_id=case, other_id=there),
        ):
            outcome = room.refused(order)
            assert (outcome.code, outcome.facts) == ("incident_merged", facts)


def test_a_suspended_main_case_takes_the_units_and_stays_suspended(room) -> None:
    main, duplicate = room.case_at(CaseStage.OPENED), room.case(item_code="vendor")
    room.step(main, CaseStep.SUSPEND)
    room.assigned(duplicate, "p-1")
    decision = room.order(merge(duplicate, main))
    assert any(isinstance(event, UnitReleased) for event in decision.events)
    progress = room.state(main).progress
    assert (progress.suspended, progress.stage) == (True, CaseStage.OPENED)
    assert room.situation.holding(room.situation.units["p-1"]).incident_id == main
    room.accepted(AdvanceCase(incident_id=main, step=CaseStep.RESUME))
