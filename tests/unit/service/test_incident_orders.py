"""Registering, noting, closing and reopening cases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.commands import (
    AddNote,
    CloseIncident,
    RegisterIncident,
    ReopenIncident,
)
from bigscreen.domain.events import IncidentClosed, UnitReleased
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, IncidentStatus, Level, Sensitivity, WorkKind
from bigscreen.domain.progress import CaseStage
from bigscreen.domain.situation import CLOSED_KEPT
from tests.support.duty_city import duty_city
from tests.support.duty_room import DutyRoom
from tests.support.small_city import (
    ADMIN,
    DESK,
    IN_EAST,
    IN_WEST,
    NOON,
    OTHER_SOURCE,
    OUTSIDE,
    SOURCE,
    UNIT_ACTOR,
)


@pytest.fixture
def room() -> DutyRoom:
    return DutyRoom()


def registered(room: DutyRoom, **fields):
    return room.situation.incidents[room.case(**fields)].incident


def test_catalogue_and_map_fill_what_is_left_out(room) -> None:
    incident = registered(room, location=IN_WEST, channel=Channel.HOTLINE)
    assert incident.level is Level.TWO
    assert incident.work_kind is WorkKind.POLICE_CALL
    assert incident.grid_id == "west"
    assert incident.response_minutes == 3
    assert incident.received_at == room.now
    assert incident.source == "desk-1"


def test_empty_title_becomes_the_items_name(room) -> None:
    assert registered(room, title=" ").title == "噪音扰民"


def test_what_is_said_wins_over_catalogue_and_map(room) -> None:
    incident = registered(
        room, location=IN_WEST, grid_id="east", level=Level.FOUR, response_minutes=1
    )
    assert (incident.grid_id, incident.level, incident.response_minutes) == ("east", 4, 1)


def test_place_outside_every_grid_has_none(room) -> None:
    incident = registered(room, location=OUTSIDE)
    assert (incident.grid_id, incident.response_minutes) == ("", 5)


@pytest.mark.parametrize(
    ("fields", "code", "facts"),
    [
        ({"item_code": "ufo"}, "unknown_item", {"item": "ufo"}),
        ({"item_code": "x" * 900}, "unknown_item", {"item": "x" * 60}),
        ({"grid_id": "north"}, "unknown_grid", {"grid": "north"}),
        (
            {"title": "长" * 201},
            "text_too_long",
            {"field": "title", "length": 201, "allowed": 200},
        ),
        ({"title": "a\x07b"}, "text_has_control", {"field": "title", "character": "U+0007"}),
        ({"address": "a\nb"}, "text_has_control", {"field": "address", "character": "U+000A"}),
        (
            {"summary": "x" * 2001},
            "text_too_long",
            {"field": "summary", "length": 2001, "allowed": 2000},
        ),
        (
            {"reference": "r" * 41},
            "text_too_long",
            {"field": "reference", "length": 41, "allowed": 40},
        ),
        (
            {"reference": "12\u200b3"},
            "text_has_control",
            {"field": "reference", "character": "U+200B"},
        ),
        (
            {"response_minutes": 0},
            "value_out_of_range",
            {"field": "response_minutes", "value": 0, "lowest": 1, "highest": 1440},
        ),
    ],
)
def test_what_can_not_be_right_is_refused_by_name(room, fields, code, facts) -> None:
    outcome = room.refused(RegisterIncident(**({"item_code": "noise", "title": "吵"} | fields)))
    assert (outcome.code, outcome.facts) == (code, facts)


@pytest.mark.parametrize("reference", ["JQ-20260302-0004", " jq-1", "ＪＱ－1", "JQ-"])
def test_a_source_can_not_imitate_the_hubs_numbers(room, reference) -> None:
    command = RegisterIncident(item_code="noise", title="吵", reference=reference)
    outcome = room.refused(command, SOURCE)
    assert outcome.code == "reference_reserved"
    assert outcome.facts == {"reference": reference.strip(), "prefix": "JQ-"}
    room.accepted(command)  # a desk's reference never becomes the number
    assert registered(room, actor=SOURCE, reference="JQM-1").number == "JQM-1"


def test_what_a_unit_finds_is_as_grave_as_catalogue_and_grid_say(room) -> None:
    said = {"location": IN_WEST, "level": Level.ONE, "response_minutes": 1}
    incident = registered(room, actor=UNIT_ACTOR, **said)
    assert (incident.level, incident.response_minutes) == (Level.TWO, 3)
    incident = registered(room, actor=SOURCE, **said)
    assert (incident.level, incident.response_minutes) == (Level.ONE, 1)


@pytest.mark.parametrize(
    ("north_m", "minutes"),
    [(0, 1), (200, 1), (400, 2), (1_900, 2), (2_500, 5)],
)
def test_a_place_with_a_class_of_its_own_comes_before_the_grid(north_m, minutes) -> None:
    """A school of 300 m at the same spot as a station of 2 km: the nearest that holds it wins."""
    room = DutyRoom(duty_city())
    there = GeoPoint(IN_EAST.lat + north_m / 111_195, IN_EAST.lon)
    assert registered(room, location=there).response_minutes == minutes
    assert registered(room, location=there, response_minutes=9).response_minutes == 9


def test_the_nearest_of_two_places_counts() -> None:
    city = duty_city()
    east = city.plan.response_places[1]
    west = replace(east, location=GeoPoint(IN_EAST.lat, IN_EAST.lon - 0.02), minutes=4)
    room = DutyRoom(replace(city, plan=replace(city.plan, response_places=(east, west))))
    for lon, minutes in ((IN_EAST.lon - 0.008, 2), (IN_EAST.lon - 0.012, 4)):
        there = GeoPoint(IN_EAST.lat, lon)
        assert registered(room, location=there).response_minutes == minutes


@pytest.mark.parametrize(
    ("actor", "drill", "sensitivity"),
    [
        (DESK, True, Sensitivity.HIDE),
        (ADMIN, True, Sensitivity.HIDE),
        (SOURCE, True, Sensitivity.DIM),
        (UNIT_ACTOR, False, Sensitivity.DIM),
    ],
)
def test_who_may_say_that_it_is_a_drill_and_how_walls_show_it(actor, drill, sensitivity) -> None:
    room = DutyRoom(duty_city())
    incident = registered(
        room, actor=actor, item_code="vendor", drill=True, sensitivity=Sensitivity.HIDE
    )
    assert (incident.drill, incident.sensitivity) == (drill, sensitivity)
    assert registered(room, item_code="vendor").sensitivity is Sensitivity.DIM


def test_the_clock_of_the_item_starts_when_the_case_came_in() -> None:
    room = DutyRoom(duty_city())
    at = NOON - timedelta(minutes=30)
    call = room.state(room.case(actor=SOURCE, at=at)).progress
    assert (call.deadline.clock, call.deadline.due_at) == ("day", at + timedelta(hours=24))
    assert (call.stage, call.stages) == (None, ())
    case = room.state(room.case(actor=SOURCE, item_code="vendor", at=at)).progress
    assert case.deadline.clock == "grid"
    assert case.deadline.yellow_at < case.deadline.red_at < case.deadline.due_at
    (entry,) = case.stages
    assert (entry.stage, entry.at, entry.by) == (CaseStage.REGISTERED, at, "simulator")
    assert entry.due_at == at + timedelta(hours=2)  # an hour of work, with the noon break


def test_number_has_prefix_local_day_and_a_place_never_given_twice(room) -> None:
    room.now = NOON + timedelta(hours=11, minutes=58)  # 23:58 local
    before, after = registered(room), registered(room)
    assert before.number == "JQ-20260302-0004"
    assert after.number == "JQ-20260303-0005"


def test_numbers_stay_unique_when_cases_are_closed_and_forgotten(room) -> None:
    numbers = set()
    for _ in range(CLOSED_KEPT + 20):
        incident_id = room.case()
        numbers.add(room.situation.incidents[incident_id].incident.number)
        room.accepted(CloseIncident(incident_id=incident_id))
    assert len(numbers) == CLOSED_KEPT + 20
    assert len(room.situation.incidents) == CLOSED_KEPT


def test_a_source_keeps_its_own_number_and_time(room) -> None:
    at = NOON - timedelta(hours=3)
    incident = registered(room, actor=SOURCE, reference="A-77", at=at)
    assert (incident.number, incident.reference, incident.received_at) == ("A-77", "A-77", at)


def test_a_desk_gets_hub_time_and_hub_number(room) -> None:
    incident = registered(room, reference="A-77", at=NOON - timedelta(hours=3))
    assert incident.number == "JQ-20260302-0004"
    assert incident.received_at == room.now


def test_a_source_may_run_five_minutes_ahead_and_no_more(room) -> None:
    room.case(actor=SOURCE, at=room.now + timedelta(minutes=5))
    outcome = room.refused(
        RegisterIncident(item_code="noise", title="吵", at=room.now + timedelta(minutes=7)), SOURCE
    )
    assert outcome.code == "in_the_future"
    assert outcome.facts["hub_time"] == room.now.isoformat()


def test_a_time_before_this_century_is_a_device_without_a_clock(room) -> None:
    outcome = room.refused(
        RegisterIncident(item_code="noise", title="吵", at=NOON.replace(year=1970)), SOURCE
    )
    assert outcome.code == "value_out_of_range"
    assert outcome.facts["field"] == "at"


def test_a_source_reports_one_case_once(room) -> None:
    first = room.case(actor=SOURCE, reference="A-77")
    outcome = room.refused(
        RegisterIncident(item_code="noise", title="吵", reference="A-77"), SOURCE
    )
    assert outcome.code == "already_registered"
    assert outcome.incident_id == first
    assert outcome.facts == {"reference": "A-77", "incident": "A-77"}
    room.case(actor=OTHER_SOURCE, reference="A-77")


def test_note_is_added_with_who_and_when(room) -> None:
    incident_id = room.case()
    room.accepted(AddNote(incident_id=incident_id, text="  门口\r\n两人 "))
    (note,) = room.situation.incidents[incident_id].notes
    assert (note.text, note.by, note.at) == ("门口\n两人", "desk-1", room.now)


def test_empty_note_is_refused(room) -> None:
    outcome = room.refused(AddNote(incident_id=room.case(), text=" \n "))
    assert (outcome.code, outcome.facts) == ("text_missing", {"field": "text"})


def test_note_on_a_closed_case_is_taken(room) -> None:
    incident_id = room.case()
    room.accepted(CloseIncident(incident_id=incident_id))
    room.accepted(AddNote(incident_id=incident_id, text="回访满意"))


def test_a_unit_notes_only_on_its_own_cases(room) -> None:
    incident_id = room.case()
    note = AddNote(incident_id=incident_id, text="到了")
    assert room.refused(note, UNIT_ACTOR).code == "not_on_incident"
    room.assigned(incident_id, "p-1")
    room.accepted(note, UNIT_ACTOR)


def test_closing_releases_first(room) -> None:
    incident_id = room.case()
    room.assigned(incident_id, "p-1", "p-2")
    decision = room.order(CloseIncident(incident_id=incident_id, disposition="劝离"))
    assert [type(e) for e in decision.events] == [UnitReleased, UnitReleased, IncidentClosed]
    assert room.situation.units["p-1"].assignment_ids == ()
    state = room.situation.incidents[incident_id]
    assert (state.status, state.disposition) == (IncidentStatus.CLOSED, "劝离")


def test_closed_once_with_who_and_when(room) -> None:
    incident_id = room.case()
    room.accepted(CloseIncident(incident_id=incident_id))
    since = room.now.isoformat()
    outcome = room.refused(CloseIncident(incident_id=incident_id))
    assert outcome.code == "incident_closed"
    assert outcome.facts == {"incident": "JQ-20260302-0004", "since": since, "by": "desk-1"}


def test_closing_what_has_changed_since_is_refused(room) -> None:
    incident_id = room.case()
    room.accepted(AddNote(incident_id=incident_id, text="新情况"))
    outcome = room.refused(CloseIncident(incident_id=incident_id, expected_version=1))
    assert outcome.code == "stale_version"
    assert outcome.facts == {"incident": "JQ-20260302-0004", "expected": 1, "current": 2}
    room.accepted(CloseIncident(incident_id=incident_id, expected_version=2))


def test_a_closed_case_is_opened_again(room) -> None:
    incident_id = room.case()
    room.accepted(CloseIncident(incident_id=incident_id))
    room.accepted(ReopenIncident(incident_id=incident_id, reason="又来"))
    assert room.situation.incidents[incident_id].status is IncidentStatus.OPEN
    outcome = room.refused(ReopenIncident(incident_id=incident_id, reason="又来"))
    assert (outcome.code, outcome.facts) == ("incident_open", {"incident": "JQ-20260302-0004"})


def test_unknown_case_is_named(room) -> None:
    outcome = room.refused(CloseIncident(incident_id="i999"))
    assert (outcome.code, outcome.facts) == ("unknown_incident", {"incident": "i999"})
