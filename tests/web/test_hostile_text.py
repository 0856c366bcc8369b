"""Text from outside is shown as text: nothing in it runs, and nothing in it is asked for."""

from dataclasses import replace

import pytest

from bigscreen.domain.base_map import BaseMap
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.situation import Snapshot
from bigscreen.ui.map import page_door
from bigscreen.viewmodels.map_picture import MapPicture
from tests.support.map_scene import FORCES, SceneSource, made_up_city, made_up_snapshot, marked

HOSTILE = [
    "<img src=x onerror=\"window.ran='img'\">",
    "</script><script>window.ran='script'</script>",
    "<svg/onload=\"window.ran='svg'\">",
    "'); window.ran='quote'; ('",
    '"}; window.ran="json"; ({"',
    "${(window.ran='template')}`${window.ran='tick'}`",
    "{{ 7*7 }}{% raw %}{{ this.__class__ }}",
    "javascript:window.ran='url'",
    "<style>body{display:none}</style><link rel=stylesheet href=https://example.com/x.css>",
    "\u202eevil\u2066\u200b\ufeff\x00\x1b[31m",
    "\u2028window.ran='ls'\u2029",
    "警" * 50_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 200,
    "A" * 100_000,
    '=HYPERLINK("https://example.com")',
    "",
]


def hostile_snapshot(text: str) -> Snapshot:
    snapshot = made_up_snapshot(20)
    units = tuple(
        replace(u, unit=replace(u.unit, call_sign=text, squad=text)) for u in snapshot.units
    )
    incidents = tuple(
        replace(
            i, incident=replace(i.incident, title=text, number=text, address=text, summary=text)
        )
        for i in snapshot.incidents
    )
    return replace(snapshot, units=units, incidents=incidents)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: ascii(t[:24]))
def test_hostile_text_in_every_field_is_only_text(open_page, text):
    city = made_up_city()
    streets = tuple(replace(s, name=text) for s in city.base_map.streets)
    city = replace(
        city,
        name=text,
        name_en=text,
        forces=tuple(replace(f, badge=text, name=text, name_en=text) for f in FORCES),
        grids=tuple(replace(g, name=text, name_en=text, commander=text) for g in city.grids),
        base_map=BaseMap(streets=streets),
    )
    source = SceneSource(hostile_snapshot(text))
    source.picture = MapPicture(city)
    source.picture.show(source.situation)
    source.picture.select(1, "i0")
    page = open_page(source, city=city)
    elements = page.ask("document.querySelectorAll('*').length")

    page.view._tell(
        "text", page_door.set_text(dict.fromkeys(("locked", "lost", "days", "minutes"), text))
    )
    page.view.show_candidates(marked(2, 3))
    page.view.centre(GeoPoint(30.634, 103.664), 16.5)
    page.wait_for(lambda s: s["zoom"] == 16.5)
    page.view.set_link_lost(True)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    assert page.ask("window.ran ?? 'nothing ran'") == "nothing ran"
    assert page.ask("document.querySelectorAll('*').length") == elements
    assert page.blocked == []
    assert page.ask("getComputedStyle(document.body).display") == "block"
    state = page.state()
    assert (state["units"], state["incidents"]) == (20, 6)
    assert page.ask("document.querySelector('.banner').getBoundingClientRect().right") <= 1000


def test_an_incident_id_that_is_hostile_comes_back_as_it_was(open_page, qtbot):
    wicked = "i<\"'></script>\u202e"
    snapshot = made_up_snapshot(20)
    first = snapshot.incidents[0]
    incident = replace(first.incident, id=wicked)
    changed = replace(
        snapshot,
        incidents=(replace(first, incident=incident), *snapshot.incidents[1:]),
        assignments=tuple(
            replace(a, incident_id=wicked) if a.incident_id == "i0" else a
            for a in snapshot.assignments
        ),
    )
    page = open_page(SceneSource(changed))

    with qtbot.waitSignal(page.view.incident_clicked) as told:
        page.click(page.screen_of(incident.location.lat, incident.location.lon))

    assert told.args == [wicked]
