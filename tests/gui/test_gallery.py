"""Every widget in every state: no text cut or covered, a name for who can not see it, any eye."""

from itertools import groupby

import numpy as np
import polib
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QWidget

from bigscreen.app.assets import resource
from bigscreen.ui.gallery.all_specimens import ALL_SPECIMENS
from bigscreen.ui.gallery.gallery_window import Gallery
from bigscreen.ui.gallery.stage import Stage, seen_pixmap
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Theme, use_look
from bigscreen.viewmodels.colour_vision import EYES
from bigscreen.viewmodels.design_tokens import CHENGGUAN, LOOKS, POLICE
from bigscreen.viewmodels.wording import CHINESE, ENGLISH, use_language
from tests.support.layout_faults import layout_faults

NAMES = [name for name, _ in groupby(ALL_SPECIMENS, key=lambda one: one.name)]


@pytest.fixture(params=zip(LOOKS, (CHINESE, ENGLISH), strict=True), ids=str)
def worn(request):
    """Wear a look and speak a language."""
    look, lang = request.param
    use_look(look)
    if lang == CHINESE:
        entries = polib.pofile(str(resource("locale", CHINESE, "bigscreen.po")))
        use_language(CHINESE, {entry.msgid: entry.msgstr for entry in entries if entry.msgstr})
    yield look, lang
    use_look("dark")
    use_language(ENGLISH, {})


def staged(qtbot, specimen) -> Stage:
    theme = Theme()
    stage = Stage(theme)
    qtbot.addWidget(stage)
    stage.setPalette(theme.palette())
    stage.setFont(theme.font(16))
    stage.setStyleSheet(style_sheet(theme))
    stage.show_specimen(specimen)
    stage.show()
    for _ in range(3):
        QApplication.processEvents()
    return stage


def nameless(stage: Stage) -> list[str]:
    """Return the widgets a keyboard reaches of which a screen reader would say nothing."""
    found = []
    for widget in stage.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if isinstance(widget.parentWidget(), QAbstractScrollArea | QComboBox):
            continue  # part of what was looked at already
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}".strip())
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_widget_can_be_read_in_every_state(qtbot, worn, name) -> None:
    faults = {}
    for specimen in (one for one in ALL_SPECIMENS if one.name == name):
        stage = staged(qtbot, specimen)
        if found := [*layout_faults(stage), *(f"no name: {one}" for one in nameless(stage))]:
            faults[specimen.state] = found
        stage.close()
    assert faults == {}


def test_every_state_is_shown_once() -> None:
    keys = [(one.name, one.state) for one in ALL_SPECIMENS]
    assert len(keys) == len(set(keys)) > 150


def test_the_gallery_shows_what_is_chosen_and_asks_for_looks_and_languages(qtbot) -> None:
    window = Gallery(Theme(), ALL_SPECIMENS)
    qtbot.addWidget(window)
    first = window.stage.shown
    window.list.setCurrentRow(len(ALL_SPECIMENS) - 1)
    assert window.stage.shown is not first
    asked: list[str] = []
    window.look_requested.connect(asked.append)
    window.language_requested.connect(asked.append)
    for combo, value in ((window.looks, "light"), (window.languages, CHINESE)):
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    assert asked == ["light", CHINESE]


@pytest.mark.parametrize("eye", EYES)
def test_forces_stay_apart_for_every_eye_and_on_paper(qapp, eye) -> None:
    image = QImage(2, 1, QImage.Format.Format_RGB32)
    image.setPixelColor(0, 0, QColor(POLICE))
    image.setPixelColor(1, 0, QColor(CHENGGUAN))
    seen = seen_pixmap(QPixmap.fromImage(image), eye).toImage()
    police, chengguan = (np.array(seen.pixelColor(x, 0).getRgb()[:3]) for x in (0, 1))
    assert np.abs(police - chengguan).max() > 60
