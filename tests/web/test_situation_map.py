"""The map on a live picture: fed while it is there, silent once it is gone."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent

from bigscreen.app.assets import resource
from bigscreen.ui.map.situation_map import SituationMap
from tests.support.desk_scene import DeskScene


def test_a_map_that_is_gone_is_fed_no_more(qtbot):
    """The hub may come back with another city: then the old map goes while signals still come."""
    scene = DeskScene()
    made = SituationMap(scene.live, scene.live.city, resource("web"))
    with qtbot.waitSignal(made.view.page_loaded, timeout=20_000):
        made.view.show()
    made.view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(made)
    scene.live.units_changed.emit()
    scene.live.situation_changed.emit()
    scene.live.link_changed.emit()
