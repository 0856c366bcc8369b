"""Every text for people has its Chinese, with the same places to fill in."""

import re
import string
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir

from bigscreen.viewmodels.wording import CHINESE, ENGLISH, language, named, tr, use_language

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "resources" / "locale" / CHINESE / "bigscreen.po"
KEYWORDS = {"tr": None, "tr_noop": None}


@pytest.fixture(autouse=True)
def english_afterwards():
    yield
    use_language(ENGLISH, {})


def texts_in_code():
    found = extract_from_dir(ROOT / "src", method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {text for _, _, text, _, _ in found}


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_in_the_code_has_its_chinese():
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    assert sorted(text for text in texts_in_code() if not entries.get(text)) == []


def test_no_text_hides_in_a_formatted_string():
    """There it would not be found for translation."""
    hidden = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"\{tr\(['\"]", path.read_text("utf-8"))
    ]
    assert hidden == []


def test_the_catalogue_holds_nothing_the_code_does_not_say():
    entries = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}
    assert sorted(entries - texts_in_code()) == []


def test_a_translation_fills_the_same_places():
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        if places(entry.msgid) != places(entry.msgstr)
    ]
    assert wrong == []


def test_a_text_is_looked_up_and_filled_in():
    use_language(CHINESE, {"{n} open": "未结 {n}"})
    assert language() == CHINESE
    assert tr("{n} open", n=3) == "未结 3"


def test_a_text_without_a_translation_stays_english():
    use_language(CHINESE, {})
    assert tr("{n} open", n=3) == "3 open"


def test_braces_in_a_text_without_places_are_left_alone():
    assert tr("a {strange} text") == "a {strange} text"


def test_a_data_name_follows_the_language():
    use_language(CHINESE, {})
    assert named("第一网格", "Grid 1") == "第一网格"
    use_language(ENGLISH, {})
    assert named("第一网格", "Grid 1") == "Grid 1"
    assert named("第一网格", "") == "第一网格"
