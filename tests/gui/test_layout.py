"""No text is cut or covered: wall and desk, 1080p and 4K, 32:9 and portrait, both languages."""

from datetime import UTC, datetime, timedelta

import polib
import pytest

from bigscreen.app.assets import resource
from bigscreen.city.package import load_city, load_units
from bigscreen.domain.assignments import Milestone
from bigscreen.domain.commands import AssignUnits, RecordMilestone, RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Level
from bigscreen.domain.link import LinkStatus
from bigscreen.ui.centre.centre_dialog import Page
from bigscreen.ui.dispatch.ask_dialog import AskDialog
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.boards import full_board
from tests.support.desk_scene import DeskScene
from tests.support.duty_scene import busy_duty, with_duty
from tests.support.layout_faults import layout_faults
from tests.support.small_city import SOURCE

SIZES = [(1920, 1080), (3840, 2160), (3840, 1080), (1080, 1920), (1366, 768)]
CASES = (
    ("dispute", "纠纷 · 好又多超市", Level.ONE, Channel.HOTLINE, 47),
    ("vendor", "占道经营 · 大北街", Level.TWO, Channel.VIDEO, 192),
    (
        "parking",
        "机动车违停 · 蜀州路与滨河路交叉口东北角公共停车场",
        Level.TWO,
        Channel.HOTLINE,
        340,
    ),
    ("noise", "噪音扰民 · 滨河路", Level.THREE, Channel.PLATFORM, 7250),
    ("dog", "犬只管理 · 文庙街", Level.THREE, Channel.PATROL, 1111),
    ("muck_truck", "渣土抛洒 · 世纪大道", Level.FOUR, Channel.CITIZEN, 90000),
    ("illegal_taxi", "非法营运 · 客运中心", Level.FOUR, Channel.OTHER, 900000),
)


@pytest.fixture(params=[ENGLISH, CHINESE])
def language(request):
    texts = {}
    if request.param == CHINESE:
        catalogue = polib.pofile(str(resource("locale", CHINESE, "bigscreen.po")))
        texts = {entry.msgid: entry.msgstr for entry in catalogue if entry.msgstr}
    use_language(request.param, texts)
    yield request.param
    use_language(ENGLISH, {})


@pytest.fixture
def scene(qapp, language):
    """Return a busy moment of the demo city."""
    folder = resource("demo_city")
    made = DeskScene(load_city(folder))
    made.set_time(datetime(2026, 11, 21, 6, 32, 7, tzinfo=UTC))
    units = load_units(folder)
    made.declare(units)
    made.place({unit.id: unit.home for unit in units if unit.home})
    police = [unit.id for unit in units if unit.force_codes == ("patrol",)]
    urban = [unit.id for unit in units if unit.force_codes == ("chengguan",)]
    for place, (item, title, level, channel, ago_s) in enumerate(CASES):
        at = made.now - timedelta(seconds=ago_s)
        case = made.happen(
            RegisterIncident(
                item_code=item, title=title, level=level, channel=channel, address="大北街 118 号",
                location=GeoPoint(30.645, 103.668), summary="顾客与商户在入口处争执，" * 9,
            ),
            SOURCE, at=at,
        ).incident_id  # fmt: skip
        if place % 3 != 1:
            crew = (police[place], urban[place], police[place + 9])
            made.happen(AssignUnits(incident_id=case, unit_ids=crew), at=at + timedelta(seconds=9))
            made.happen(
                RecordMilestone(incident_id=case, unit_id=crew[0], milestone=Milestone.ON_SCENE),
                SOURCE, at=made.now - timedelta(seconds=3),
            )  # fmt: skip
    made.show_board(full_board(made.city, made.now))
    return made


@pytest.mark.parametrize("size", SIZES)
def test_the_wall_shows_every_text_whole(open_wall, settle, size):
    window = open_wall(size)
    settle(window)
    assert (window.width(), window.height()) == size
    assert layout_faults(window) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_desk_shows_every_text_whole(open_desk, scene, settle, size):
    window = open_desk(size=size)
    settle(window)
    assert layout_faults(window) == [], "nothing selected"
    for case in list(scene.live.situation.incidents)[:2]:
        window.parts.selection.select_incident(case)
        settle(window)
        assert layout_faults(window) == [], "a case selected"
    window.parts.selection.select_unit(next(iter(scene.live.situation.units)))
    window.parts.actions.assign.trigger()
    settle(window)
    assert layout_faults(window) == [], "an order pending"
    scene.settle()
    settle(window)
    assert layout_faults(window) == [], "an order accepted"
    assert (window.width(), window.height()) == size


@pytest.mark.parametrize("size", SIZES)
def test_a_busy_duty_shows_every_text_whole(open_desk, scene, settle, size):
    busy_duty(scene)
    scene.show_board(with_duty(full_board(scene.city, scene.now), scene))
    window = open_desk(size=size)
    for case in list(scene.live.situation.incidents)[:3]:
        window.parts.selection.select_incident(case)
        settle(window)
        assert layout_faults(window) == [], case
    for page in Page:
        window.centre.dialog.open_page(page)
        settle(window.centre.dialog)
        assert layout_faults(window.centre.dialog) == [], page
    window.centre.dialog.close()
    for name in ("hand_over", "correct", "escalate", "regrade"):
        getattr(window.parts.actions, name).trigger()
        (dialog,) = [one for one in window.findChildren(AskDialog) if one.isVisible()]
        settle(dialog)
        assert layout_faults(dialog) == [], name
        dialog.close()


def test_a_lost_link_covers_no_text(open_wall, open_desk, scene, settle):
    for window in (open_wall(), open_desk()):
        scene.set_link(LinkStatus.LOST, reason="silent")
        settle(window)
        assert window.band.isVisible()
        assert layout_faults(window) == []
