"""What a desk reads of walls."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Channel, Incident, Level, WorkKind
from bigscreen.domain.screens import ScreenState, ScreenView
from bigscreen.domain.situation import Situation, Snapshot
from bigscreen.viewmodels import wall_rows
from bigscreen.viewmodels.table_rows import RowTone
from bigscreen.viewmodels.wording import CHINESE, use_language
from tests.support.small_city import NOON, small_city

CITY = small_city()
WALL = ScreenState(
    id="s-1",
    name="北厅",
    account="wall-1",
    view=ScreenView(scene="overview"),
    since=NOON - timedelta(minutes=2),
)


def cells(view: ScreenView, **options) -> tuple[str, ...]:
    city = options.get("city", CITY)
    (row,) = wall_rows.wall_rows([replace(WALL, view=view)], Situation(), city, NOON)
    return row.cells


def test_a_row_says_who_what_why_since_when_and_by_which_account():
    assert len(wall_rows.headings()) == 5
    name, shown, why, since, account = cells(ScreenView(scene="overview"))
    assert (name, shown, why, account) == ("北厅", "Overview", "in turn", "wall-1")
    assert since.startswith("11:58")
    assert since.endswith("2 min ago")


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (ScreenView(scene="grid", grid_id="east"), "Grid · East"),
        (ScreenView(scene="incident", incident_id="i-9"), "Case · i-9"),
        (ScreenView(scene="cinema"), "cinema"),
        (ScreenView(), "nothing yet"),
    ],
)
def test_what_is_shown_is_named_as_far_as_it_is_known(view, told):
    assert cells(view)[1] == told


def test_walls_stand_by_name_and_one_without_a_name_goes_by_its_account():
    rows = wall_rows.wall_rows(
        [replace(WALL, id="b", name="南厅"), replace(WALL, id="a"), replace(WALL, id="c", name="")],
        Situation(),
        None,
        NOON,
    )
    assert [row.id for row in rows] == ["c", "a", "b"]
    assert rows[0].cells[0] == "wall-1"
    assert rows[0].cells[1] == "overview"


@pytest.mark.parametrize(
    ("view", "tone", "why"),
    [
        (ScreenView(scene="kpi", held_by="alarm"), RowTone.LATE, "held by an alarm"),
        (ScreenView(scene="kpi", held_by="magic"), RowTone.PLAIN, "magic"),
        (
            ScreenView(scene="kpi", held_by="desk", fault="unknown_case"),
            RowTone.BAD,
            "sent by a desk · This wall does not see this case.",
        ),
        (ScreenView(fault="odd_code"), RowTone.BAD, "in turn · odd_code"),
    ],
)
def test_why_a_wall_stays_and_what_it_could_not_show_stand_out(view, tone, why):
    (row,) = wall_rows.wall_rows([replace(WALL, view=view)], Situation(), CITY, NOON)
    assert (row.tone, row.cells[2]) == (tone, why)


def test_there_is_something_to_choose_from():
    assert ("Overview", "overview") in wall_rows.scene_choices(CITY)
    assert wall_rows.grid_choices(CITY) == [("West", "west"), ("East", "east")]
    assert wall_rows.scene_choices(None) == wall_rows.grid_choices(None) == []
    holds = wall_rows.hold_choices()
    assert holds[0] == ("Until it is let go", 0.0)
    assert holds[2] == ("5 minutes", 300.0)


def test_scenes_are_named_in_the_language_in_use():
    use_language(CHINESE, {})
    assert wall_rows.scene_choices(CITY)[0][0] == "全局态势"


def test_the_case_in_hand_is_offered_first_then_the_newest():
    cases = tuple(
        IncidentState(
            incident=Incident(
                id=f"i-{n}",
                number=f"JQ-{n}",
                work_kind=WorkKind.POLICE_CALL,
                item_code="noise",
                title="店",
                level=Level.TWO,
                channel=Channel.HOTLINE,
                received_at=NOON + timedelta(minutes=n),
            )
        )
        for n in range(3)
    )
    situation = Situation(Snapshot(seq=1, incidents=cases))
    offered = wall_rows.case_choices(situation, CITY, "i-0")
    assert [case_id for _, case_id in offered] == ["i-0", "i-2", "i-1"]
    assert offered[0][0] == "JQ-0  Noise · 店"
    view = ScreenView(scene="incident", incident_id="i-1")
    assert wall_rows.shown(view, situation, CITY) == "Case · Noise · 店"
