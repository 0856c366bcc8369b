"""No label overlaps another one or a case, none is cut by the edge, and the gravest come first."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.incidents import Level
from bigscreen.domain.situation import Snapshot
from tests.support.map_scene import CENTRE, NOW, SceneSource, at, made_up_snapshot, made_up_units


def crowd(count: int, spread: float) -> Snapshot:
    chance = random.Random(count)
    pattern = made_up_snapshot().incidents[0]
    incidents = [
        replace(
            pattern,
            assignment_ids=(),
            incident=replace(
                pattern.incident,
                id=f"i{i}",
                title=chance.choice(
                    ["纠纷", "占道经营 · 大北街", "机动车违停 · 蜀州路口东南角", "A"]
                ),
                level=Level(chance.randint(1, 4)),
                received_at=NOW - timedelta(seconds=chance.randint(0, 200_000)),
                location=at(chance.uniform(0, spread), chance.uniform(0, spread)),
            ),
        )
        for i in range(count)
    ]
    return Snapshot(seq=1, units=tuple(made_up_units(60)), incidents=tuple(incidents))


@pytest.mark.parametrize(
    ("count", "spread", "size", "factor"),
    [
        (40, 1.0, (1000, 640), 1.0),
        (12, 0.06, (1000, 640), 1.0),
        (40, 1.0, (1600, 300), 1.0),
        (20, 1.0, (420, 900), 1.0),
        (25, 1.0, (1600, 1000), 2.0),
    ],
)
def test_labels_neither_overlap_nor_are_cut(open_page, count, spread, size, factor):
    page = open_page(SceneSource(crowd(count, spread)), size=size)
    page.view.set_scale(factor)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    boxes = [t["box"] for t in page.state()["targets"] if "box" in t]

    assert len(boxes) >= 5
    for index, box in enumerate(boxes):
        assert box["left"] >= 0
        assert box["top"] >= 0
        assert box["right"] <= size[0]
        assert box["bottom"] <= size[1]
        for other in boxes[index + 1 :]:
            apart = (
                box["right"] <= other["left"]
                or other["right"] <= box["left"]
                or box["bottom"] <= other["top"]
                or other["bottom"] <= box["top"]
            )
            assert apart, (box, other)


def test_when_room_is_short_the_gravest_keep_their_labels(open_page):
    source = SceneSource(crowd(60, 0.15))
    page = open_page(source, size=(600, 400))
    levels = {i.incident.id: i.incident.level for i in source.snapshot.incidents}

    named = [levels[t["id"]] for t in page.state()["targets"] if "box" in t]
    share = {level: named.count(level) / list(levels.values()).count(level) for level in Level}

    assert len(named) < len(levels)
    assert share[Level.ONE] > share[Level.THREE]
    assert share[Level.ONE] > 2 * share[Level.FOUR]


def test_a_label_stays_where_it_was_while_the_clock_runs(open_page):
    page = open_page(SceneSource(crowd(30, 1.0)))

    def boxes() -> dict:
        return {t["id"]: t["box"] for t in page.state()["targets"] if "box" in t}

    before, paints = boxes(), page.state()["paints"]
    page.wait_for(lambda s: s["paints"] > paints + 1)

    assert boxes() == before


@pytest.mark.parametrize(
    ("elapsed_s", "shown"),
    [
        (0, "00:00"),
        (-5, "00:00"),
        (47, "00:47"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (86_399, "23:59:59"),
        (86_400, "1 d"),
        (200_000, "2 d"),
    ],
)
def test_elapsed_time_reads_as_a_clock(page, elapsed_s, shown):
    assert page.ask(f"import('/assets/texts.js').then((t) => t.clock({elapsed_s * 1000}))") == shown


def test_units_are_named_when_the_view_is_close(open_page):
    page = open_page(SceneSource())
    page.view.centre(page.source.situation.incidents["i0"].incident.location, 17)
    page.wait_for(lambda s: s["zoom"] == 17)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    labels = page.state()["labels"]

    assert len(labels) > 2


PLACE = (
    "import('/assets/labels.js').then((m) => { const places = new m.LabelPlaces();"
    "places.reset({ width: 500, height: 300 }); %s"
    "return places.place('a', 250, 150, 80, 20, 12, %s); })"
)


def test_a_label_keeps_off_the_name_of_a_grid_while_there_is_room_near_it(page):
    usual = page.ask(PLACE % ("", "true"))
    spared = page.ask(PLACE % ("places.spare(300, 140, 90, 40);", "true"))
    nowhere = page.ask(PLACE % ("places.spare(250, 150, 900, 900);", "true"))

    assert usual["left"] > 250
    assert spared["right"] <= 255 or spared["top"] >= 160 or spared["bottom"] <= 120
    assert nowhere == usual, "a label that matters covers a name sooner than it stays away"
    assert page.ask(PLACE % ("places.spare(250, 150, 900, 900);", "false")) is None


def test_among_many_cases_only_the_gravest_push_their_labels_far_off(open_page):
    snapshot = made_up_snapshot(20)
    state = snapshot.incidents[0]
    many = tuple(
        IncidentState(incident=replace(state.incident, id=f"i{n:02}", location=CENTRE, level=level))
        for n, level in enumerate([Level.ONE] * 18 + [Level.FOUR] * 30)
    )
    page = open_page(SceneSource(replace(snapshot, incidents=many, assignments=())), follow=False)

    boxes = [target["id"] for target in page.state()["targets"] if target.get("box")]

    assert 8 < len(boxes) <= 18
    assert {int(case[1:]) for case in boxes} <= set(range(18))
