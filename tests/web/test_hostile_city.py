"""A city whose items, and a case whose notes and ids, are hostile: the page shows only text."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bigscreen.domain.case_state import Note
from bigscreen.domain.city import CatalogueItem
from bigscreen.domain.duty_plan import DutyPlan, PatrolDuty
from bigscreen.domain.incidents import WorkKind
from bigscreen.domain.situation import Snapshot
from bigscreen.viewmodels.map_picture import MapPicture
from bigscreen.viewmodels.plain_text import one_line
from tests.support.duty_records import an_operation
from tests.support.hostile import DIRECTION_MARKS, HOSTILE
from tests.support.map_scene import NOW, SceneSource, at, made_up_city, made_up_snapshot

HOUR = timedelta(hours=1)
RUNS = ("<img src=x onerror=\"window.ran='img'\">", "</script><script>window.ran=1</script>", '"};')


def hostile_snapshot(text: str) -> Snapshot:
    """Return units known by hostile ids, and cases of a hostile item without a title of theirs."""
    snapshot = made_up_snapshot(20)
    note = Note(text=text, by=text, at=NOW)
    return replace(
        snapshot,
        units=tuple(
            replace(u, unit=replace(u.unit, id=f"{u.unit.id}{text}", call_sign=""))
            for u in snapshot.units
        ),
        operations=(an_operation(name=text, starts_at=NOW - HOUR, ends_at=NOW + HOUR),),
        incidents=tuple(
            replace(
                i, notes=(note,), incident=replace(i.incident, title="", item_code=f"{text} code")
            )
            for i in snapshot.incidents
        ),
        assignments=tuple(
            replace(a, unit_id=f"{a.unit_id}{text}", release_reason=text)
            for a in snapshot.assignments
        ),
    )


@pytest.mark.parametrize("text", [*RUNS, *HOSTILE], ids=lambda text: ascii(text[:16]))
def test_hostile_items_notes_and_ids_are_only_text(open_page, text):
    item = CatalogueItem(
        code=f"{text} code", name=text, name_en=text, lead_force="patrol",
        work_kind=WorkKind.POLICE_CALL,
    )  # fmt: skip
    duty = PatrolDuty(id=text, name=text, name_en=text, path=(at(0.4, 0.4), at(0.6, 0.6)))
    city = replace(made_up_city(), items=(item,), plan=DutyPlan(patrol=(duty,)))
    source = SceneSource(hostile_snapshot(text))
    source.picture = MapPicture(city)
    source.picture.show(source.situation)
    source.picture.look_at_duty(NOW)
    source.picture.select(1, "i0")
    told = (source.incidents_json() + source.names_json() + source.duty_json()).decode()
    page = open_page(source, city=city)
    elements = page.ask("document.querySelectorAll('*').length")
    page.view.centre(at(0.5, 0.5), 17)  # so near that the names of duties are written
    page.view.set_link_lost(True)
    page.ask("new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")

    assert page.ask("window.ran ?? 'nothing ran'") == "nothing ran"
    assert page.ask("document.querySelectorAll('*').length") == elements
    assert page.blocked == []
    assert (page.state()["units"], page.state()["incidents"]) == (20, 6)
    assert one_line(text)[:3] in told.replace("\\\\", ""), "the name of the item came so far"
    assert not DIRECTION_MARKS & set(told), "what the page is told turns no direction around"
