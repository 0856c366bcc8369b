"""What is out of the ordinary about a case is said in a word, the quiet facts on its sheet only."""

from dataclasses import replace

import pytest

from bigscreen.domain.incidents import Sensitivity
from bigscreen.domain.progress import (
    Card,
    CardShown,
    CaseLink,
    Extension,
    HandlingLevel,
    LinkKind,
)
from bigscreen.viewmodels.case_badges import BadgeKind, case_badges
from tests.support.duty_room import DutyRoom
from tests.support.small_city import NOON


@pytest.fixture
def state():
    room = DutyRoom()
    return room.situation.incidents[room.case()]


def kinds(state, **how):
    return [badge.kind for badge in case_badges(state, None, **{"supervised": False, **how})]


def test_an_ordinary_case_has_no_badge(state):
    assert kinds(state, whole=True) == []


def test_a_yellow_card_is_a_card_with_its_word(state):
    shown = replace(state.progress, cards=(CardShown(card=Card.YELLOW, at=NOON),))
    (badge,) = case_badges(replace(state, progress=shown), None, supervised=False)
    assert (badge.kind, badge.text) == (BadgeKind.YELLOW_CARD, "Yellow card")


def test_more_time_that_waits_and_being_a_duplicate_are_said(state):
    asked = Extension(hours=1, reason="", asked_by="", asked_at=NOON)
    link = CaseLink(kind=LinkKind.MAIN, incident_id="x")
    befell = replace(state.progress, extensions=(asked,), links=(link,))
    assert kinds(replace(state, progress=befell)) == [BadgeKind.EXTENSION, BadgeKind.DUPLICATE]


def test_who_settles_it_and_how_walls_show_it_stand_on_the_sheet_only(state):
    quiet = replace(
        state,
        incident=replace(state.incident, sensitivity=Sensitivity.HIDE),
        progress=replace(state.progress, handling=HandlingLevel.LEVEL_ONE),
    )
    assert kinds(quiet) == []
    assert kinds(quiet, whole=True) == [BadgeKind.HANDLING, BadgeKind.SENSITIVE]
