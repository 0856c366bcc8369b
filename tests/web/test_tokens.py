"""The page's colours are the program's, and named in no page file."""

import re

import pytest
from PySide6.QtGui import QColor

from bigscreen.domain.incidents import Level
from bigscreen.ui import theme
from bigscreen.viewmodels.map_symbols import Tint
from tests.web.conftest import WEB_ROOT

MIRRORED = {
    "ground": theme.Ground.FIELD,
    "scrim": theme.Ground.WALL,
    "panel": theme.Ground.PANEL,
    "row": theme.Ground.ROW,
    "chosen": theme.Ground.SELECTED,
    "line": theme.Ground.LINE,
    "text": theme.Ink.FULL,
    "textDim": theme.Ink.LABEL,
    "textFaint": theme.Ink.FAINT,
    "onTime": theme.State.GOOD,
    "overdue": theme.State.BAD,
}


@pytest.fixture
def tokens(page):
    return page.ask("import('/assets/tokens.js').then((t) => t.tokens)")


def test_the_page_uses_the_theme_s_colours(tokens):
    assert {name: QColor(tokens[name]) for name in MIRRORED} == MIRRORED
    assert {Level(int(n)): QColor(c) for n, c in tokens["levels"].items()} == theme.LEVELS


def test_identity_colours_are_the_theme_s(tokens):
    tints = [QColor(colour) for colour in tokens["tints"]]
    tones = {tone.name: colour for tone, colour in theme.TONES.items()}

    assert tints[Tint.POLICE] == tones["POLICE"]
    assert tints[Tint.POLICE_SECOND] == tones["TRAFFIC"]
    assert tints[Tint.CHENGGUAN] == tones["CHENGGUAN"]
    assert (tints[Tint.JOINT], QColor(tokens["jointSecond"])) == (
        tones["POLICE"],
        tones["CHENGGUAN"],
    )
    assert tints[Tint.AUXILIARY] == tones["AUXILIARY"]


def test_no_page_file_names_a_colour():
    ours = list(WEB_ROOT.glob("*.*"))

    assert len(ours) > 10
    for path in ours:
        assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", path.read_text("utf-8")) == [], path.name


def test_page_files_stay_small_and_never_set_markup():
    for path in [*WEB_ROOT.glob("*.js"), *WEB_ROOT.glob("*.css")]:
        text = path.read_text("utf-8")
        assert len(text.splitlines()) < 300, path.name
        banned = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function"
        assert re.findall(banned, text) == [], path.name
        assert "http" not in text, path.name
