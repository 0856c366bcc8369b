"""Hub and desk as real processes: a click in the real window ends in the ledger and elsewhere."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest
import shiboken6

from bigscreen.app.assets import resource
from bigscreen.app.children import ChildAccount, HubChild
from bigscreen.app.live_link import open_link
from bigscreen.domain.commands import DeclareUnits, RegisterIncident
from bigscreen.domain.fixes import FixColumns
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Level
from bigscreen.domain.units import Unit
from bigscreen.feed.source_client import SourceClient
from bigscreen.store.opening import open_store
from bigscreen.ui.desk.desk_window import DeskWindow
from bigscreen.ui.dispatch.advisor import Advisor
from bigscreen.ui.map.situation_map import SituationMap
from bigscreen.ui.theme import Theme
from tests.support.program import environment
from tests.support.x_screen import x_screen

SIZE = (1920, 1080)
TOKENS = {"desk-1": "t" * 40, "desk-2": "u" * 40, "source": "v" * 40}
WAIT_MS = 30_000


@pytest.fixture
def hub(tmp_path, monkeypatch):
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    child = HubChild(
        db_url=f"sqlite:///{tmp_path / 'ledger.db'}",
        city_folder=str(resource("demo_city")),
        accounts=[
            ChildAccount(name="desk-1", role="desk", token=TOKENS["desk-1"]),
            ChildAccount(name="desk-2", role="desk", token=TOKENS["desk-2"]),
            ChildAccount(name="source", role="source", token=TOKENS["source"]),
        ],
    )
    child.start()
    yield child
    child.stop()


async def one_call_and_one_car(url: str) -> tuple[str, str]:
    """Report a patrol car and, 400 m from it, a call; return the ids of both."""
    async with SourceClient(url, TOKENS["source"], "source") as source:
        force = source.city.forces[0].code
        unit = Unit(id="car-1", call_sign="巡1-01", force_codes=(force,), grid_id="")
        await source.submit(DeclareUnits(units=(unit,)))
        centre = source.city.centre
        source.report(
            FixColumns(
                number=np.array([source.situation.units["car-1"].number], np.uint32),
                lat=np.array([centre.lat]),
                lon=np.array([centre.lon]),
                speed_mps=np.zeros(1, np.float32),
                heading_deg=np.array([np.nan], np.float32),
                fixed_at_ms=np.array([source.hub_now().timestamp() * 1000.0]),
            )
        )
        item = next(i for i in source.city.items if i.lead_force == force)
        outcome = await source.submit(
            RegisterIncident(
                item_code=item.code,
                title="好又多超市",
                channel=Channel.HOTLINE,
                level=Level.ONE,
                location=GeoPoint(centre.lat + 0.003, centre.lon + 0.002),
            )
        )
        return outcome.incident_id, "car-1"


@pytest.fixture
def second_screen(hub, qtbot):
    """Another desk on the same hub, in this process: it shows what the click brings about."""
    link = open_link(hub.url, TOKENS["desk-2"], "desk", screen="second")
    window = DeskWindow(
        link.live,
        link.commands,
        Advisor(link.live),
        lambda city, theme: SituationMap(link.live, city, resource("web")),
        Theme.for_size(*SIZE),
        "second",
    )
    window.resize(*SIZE)
    window.show()
    yield link.live, window
    window.close()
    link.stop()
    shiboken6.delete(window)  # now: the page has to be gone before its profile is


@pytest.mark.timeout(180)
def test_a_click_in_the_real_window_reaches_the_ledger_and_a_second_screen(
    hub, second_screen, qtbot, tmp_path: Path
):
    incident_id, unit_id = asyncio.run(one_call_and_one_car(hub.url))
    live, window = second_screen
    queue = window.panels.queue
    (tmp_path / "desk.token").write_text(TOKENS["desk-1"], encoding="utf-8")
    with x_screen(*SIZE) as screen:
        desk = subprocess.Popen(
            [
                *(sys.executable, "-m", "bigscreen", "desk", "--hub", hub.url),
                *("--token-file", str(tmp_path / "desk.token"), "--size", "1920x1080"),
            ],
            env=screen.environment(environment(tmp_path)),
            stderr=subprocess.DEVNULL,
        )
        try:
            qtbot.waitUntil(lambda: "desk:desk-1" in clients_of(hub.url), timeout=WAIT_MS)
            qtbot.waitUntil(lambda: screen.window("bigscreen") is not None, timeout=WAIT_MS)
            qtbot.waitUntil(lambda: queue.model.rowCount() == 1, timeout=WAIT_MS)
            row = queue.view.visualRect(queue.model.index(0, 0)).center()
            place = queue.view.viewport().mapTo(window, row)
            screen.click(place.x(), place.y())
            window.parts.selection.select_incident(incident_id)  # shows where the button stands
            qtbot.waitUntil(window.panels.drawer.assign_button.isEnabled, timeout=WAIT_MS)
            button = window.panels.drawer.assign_button
            place = button.mapTo(window, button.rect().center())
            screen.click(place.x(), place.y())
            qtbot.waitUntil(
                lambda: bool(live.situation.units[unit_id].assignment_ids), timeout=WAIT_MS
            )
            qtbot.waitUntil(
                lambda: [chip.unit_id for chip in queue.model.row(0).chips] == [unit_id],
                timeout=WAIT_MS,
            )
        finally:
            desk.terminate()
            desk.wait(20)
    with open_store(f"sqlite:///{tmp_path / 'ledger.db'}", read_only=True) as store:
        (assignment,) = store.ledger.load().assignments
    assert (assignment.incident_id, assignment.unit_id) == (incident_id, unit_id)
    (dispatched,) = assignment.stamps.values()
    assert dispatched.by == "desk-1"


def clients_of(url: str) -> list[str]:
    """Return who the hub says is connected."""
    with urlopen(url.replace("ws://", "http://") + "/healthz") as answer:  # noqa: S310 - our hub
        return json.load(answer)["clients"]
