"""What must hold of a ranking whatever the units are."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bigscreen.domain.assignments import Assignment, Milestone, Stamp, StampSource
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.city import RunCardLine
from bigscreen.domain.fixes import FixColumns, FixTable
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.domain.units import Duty, UnitKind, UnitState, UnitStatus
from bigscreen.service.recommendation import recommend
from bigscreen.service.road_times import StraightLines
from tests.support.small_city import IN_WEST, NOON, a_unit, small_city

NOISE, VENDOR = small_city().items
CARD = (
    RunCardLine(force_code="police", count=2, kinds=(UnitKind.CAR,)),
    RunCardLine(force_code="police", kinds=(UnitKind.DRONE,)),
    RunCardLine(force_code="cg", capabilities=("camera",)),
)
CITY = replace(
    small_city(),
    items=(
        replace(NOISE, assisting_forces=("cg",)),
        VENDOR,
        replace(NOISE, code="fight", run_card=CARD),
    ),
)
items = st.sampled_from([item.code for item in CITY.items])


def case(number: int, item: str = "noise") -> Incident:
    return Incident(
        id=f"i{number}",
        number=f"JQ{number}",
        work_kind=WorkKind.POLICE_CALL,
        item_code=item,
        title="",
        level=Level.TWO,
        channel=Channel.HOTLINE,
        received_at=NOON,
        grid_id="west",
        location=IN_WEST,
    )


OTHER_CASE = IncidentState(incident=case(2))

one_unit = st.fixed_dictionaries(
    {
        "force_codes": st.sampled_from([("police",), ("cg",), ("police", "cg")]),
        "kind": st.sampled_from(UnitKind),
        "grid_id": st.sampled_from(["west", "east", ""]),
        "capabilities": st.sampled_from([(), ("camera",)]),
        "busy": st.booleans(),
        "duty": st.sampled_from(Duty),
        "age_s": st.one_of(st.none(), st.floats(0, 200)),
        "metres": st.floats(0, 20_000),
    }
)
some_units = st.lists(one_unit, max_size=12)


def picture(drawn) -> tuple[list[UnitState], list[Assignment], FixTable]:
    fixes = FixTable()
    states, assignments = [], []
    for number, facts in enumerate(drawn, start=1):
        unit = a_unit(
            f"u{number:02d}",
            force_codes=facts["force_codes"],
            kind=facts["kind"],
            grid_id=facts["grid_id"],
            capabilities=facts["capabilities"],
        )
        held = (f"a{number}",) if facts["busy"] else ()
        status = UnitStatus.ASSIGNED if held else UnitStatus.AVAILABLE
        states.append(
            UnitState(
                unit=unit, number=number, duty=facts["duty"], status=status, assignment_ids=held
            )
        )
        if held:
            stamp = Stamp(at=NOON, by="x", how=StampSource.HAND)
            assignments.append(
                Assignment(
                    id=held[0],
                    incident_id="i2",
                    unit_id=unit.id,
                    stamps={Milestone.DISPATCHED: stamp},
                )
            )
        if facts["age_s"] is not None:
            at = (NOON - timedelta(seconds=facts["age_s"])).timestamp() * 1000.0
            fixes.update(
                FixColumns(
                    number=np.array([number], np.uint32),
                    lat=np.array([IN_WEST.lat + facts["metres"] / 111_195]),
                    lon=np.array([IN_WEST.lon]),
                    speed_mps=np.zeros(1, np.float32),
                    heading_deg=np.zeros(1, np.float32),
                    fixed_at_ms=np.array([at]),
                )
            )
    return states, assignments, fixes


def ranking(states, assignments, fixes, item: str = "noise"):
    incident = case(1, item)
    held = tuple(a.id for a in assignments)
    situation = Situation(
        Snapshot(
            seq=1,
            units=tuple(states),
            incidents=(
                IncidentState(incident=incident),
                replace(OTHER_CASE, assignment_ids=held),
            ),
            assignments=tuple(assignments),
        )
    )
    return recommend(situation, fixes, CITY, incident, StraightLines(), NOON)


@given(some_units, items)
def test_every_unit_that_can_be_sent_is_shown_once_with_ranks_from_one(drawn, item) -> None:
    states, assignments, fixes = picture(drawn)
    ranked = ranking(states, assignments, fixes, item)
    sendable = {
        s.unit.id for s in states if s.duty is Duty.ON_DUTY and s.unit.kind is not UnitKind.VIDEO
    }
    assert {c.unit_id for c in ranked} == sendable
    assert len(ranked) == len(sendable)
    assert [c.rank for c in ranked] == list(range(1, len(ranked) + 1))


@given(some_units, items)
def test_stale_units_come_after_all_fresh_ones_and_busy_after_free(drawn, item) -> None:
    ranked = ranking(*picture(drawn), item)
    standing = [(c.stale, c.load > 0) for c in ranked]
    assert standing == sorted(standing)


@given(some_units)
def test_only_fresh_free_units_that_can_act_are_proposed_at_most_one_a_force(drawn) -> None:
    states, assignments, fixes = picture(drawn)
    unit_of = {s.unit.id: s.unit for s in states}
    for item, most in (("noise", 2), ("vendor", 1)):
        chosen = [c for c in ranking(states, assignments, fixes, item) if c.proposed]
        assert len(chosen) <= most
        assert all(not c.stale and c.load == 0 for c in chosen)
        assert all(unit_of[c.unit_id].kind is not UnitKind.DRONE for c in chosen)
        forces = [unit_of[c.unit_id].force_codes for c in chosen]
        assert len(set(forces)) == len(forces)


@given(some_units, items, st.randoms(use_true_random=False))
def test_the_order_units_are_known_in_changes_nothing(drawn, item, chance) -> None:
    states, assignments, fixes = picture(drawn)
    shuffled = list(states)
    chance.shuffle(shuffled)
    assert ranking(states, assignments, fixes, item) == ranking(shuffled, assignments, fixes, item)


@given(some_units)
def test_a_run_card_is_filled_by_fresh_free_units_and_never_over_its_counts(drawn) -> None:
    states, assignments, fixes = picture(drawn)
    unit_of = {s.unit.id: s.unit for s in states}
    ranked = ranking(states, assignments, fixes, "fight")
    chosen = [c for c in ranked if c.proposed]
    assert all(not c.stale and c.load == 0 for c in chosen)
    assert all(c.proposed == bool(c.fills) for c in ranked)
    for place, line in enumerate(CARD):
        filling = [c for c in chosen if place in c.fills]
        assert len(filling) <= line.count
        assert all(line.force_code in unit_of[c.unit_id].force_codes for c in filling)
        for found in filling:
            assert place in found.meets or unit_of[found.unit_id].kind is not UnitKind.DRONE


@given(some_units, items)
def test_each_force_that_is_wanted_is_proposed_if_it_has_a_unit_that_can_go(drawn, item) -> None:
    states, assignments, fixes = picture(drawn)
    unit_of = {s.unit.id: s.unit for s in states}
    ranked = ranking(states, assignments, fixes, item)
    brought = {f for c in ranked if c.proposed for f in unit_of[c.unit_id].force_codes}
    ready = {
        force
        for c in ranked
        if not c.stale and c.load == 0 and unit_of[c.unit_id].kind is not UnitKind.DRONE
        for force in unit_of[c.unit_id].force_codes
    }
    wanted = {"noise": {"police", "cg"}, "vendor": {"cg"}, "fight": {"police", "cg"}}[item]
    assert wanted & ready <= brought


@given(some_units, items)
def test_coming_nearer_never_costs_a_unit_its_rank(drawn, item) -> None:
    before = {c.unit_id: c for c in ranking(*picture(drawn), item)}
    for place, facts in enumerate(drawn, start=1):
        unit_id = f"u{place:02d}"
        if unit_id not in before:
            continue
        moved = [*drawn]
        moved[place - 1] = {**facts, "metres": facts["metres"] / 2}
        after = {c.unit_id: c for c in ranking(*picture(moved), item)}
        assert after[unit_id].rank <= before[unit_id].rank
