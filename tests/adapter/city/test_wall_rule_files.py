"""How a city's walls behave, read from its package."""

from datetime import time
from pathlib import Path

import pytest

from bigscreen.city.files import PackageFolder
from bigscreen.city.package import load_city
from bigscreen.city.saving_conduct import save_conduct
from bigscreen.city.wall_rule_files import read_conduct
from bigscreen.domain.incidents import Level
from bigscreen.domain.wall_rules import (
    BUILT_IN_SOS,
    DaySpan,
    WallConduct,
    WallHours,
    WallRule,
    WallTone,
    WallTrigger,
    rules_in_force,
)
from bigscreen.domain.wall_rules import SOS_SOUND as SOS

RESOURCES = Path(__file__).parents[3] / "resources"


def read(path: Path, rules: str = "", wall: str = ""):
    """Return what the two files say, and what is wrong with them as field and value."""
    for name, text in (("wall_rules.toml", rules), ("wall.toml", wall)):
        if text:
            (path / name).write_text(text, encoding="utf-8")
    folder = PackageFolder(path)
    found = read_conduct(folder, scenes={"case", "kpi"}, grids={"west"})
    return found, [(note.field, note.value) for note in folder.notes]


def test_without_files_walls_only_tell_of_calls_for_help(tmp_path):
    conduct, notes = read(tmp_path)
    assert (conduct, notes) == (WallConduct(), [])
    assert rules_in_force(conduct.rules) == (BUILT_IN_SOS,)


def test_a_rule_says_what_it_waits_for_and_what_follows(tmp_path):
    conduct, notes = read(
        tmp_path,
        '[[rules]]\ntrigger = "case"\nlevel = 2\ngrids = ["west"]\ncentre = true\ncameras = 3\n'
        'scene = "case"\nsound = "grave"\ntone = "warning"\nhold_s = 30\n'
        '[[rules]]\ntrigger = "feed_lost"\n',
    )
    assert notes == []
    assert conduct.rules == (
        WallRule(
            trigger=WallTrigger.CASE,
            level=Level.TWO,
            grid_ids=("west",),
            hold_s=30.0,
            centre=True,
            cameras=3,
            scene="case",
            sound="grave",
            tone=WallTone.WARNING,
        ),
        WallRule(trigger=WallTrigger.FEED_LOST),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("level = 2", ("level", "level")),
        ('grids = ["west"]', ("grids", "grids")),
        ("hold_s = 5", ("hold_s", "hold_s")),
        ("centre = false", ("centre", "no")),
        ('tone = "warning"', ("tone", "warning")),
        ("enabled = false", ("enabled", False)),
        ('[[rules]]\ntrigger = "sos"', ("trigger", "sos")),
    ],
)
def test_a_call_for_help_can_not_be_filtered_or_switched_off(tmp_path, line, fault):
    conduct, notes = read(tmp_path, f'[[rules]]\ntrigger = "sos"\n{line}\n')
    assert notes == [fault]
    rule = rules_in_force(conduct.rules)[0]
    assert (rule.trigger, rule.centre, rule.sound) == (WallTrigger.SOS, True, SOS)
    assert (rule.grid_ids, rule.hold_s, rule.tone) == ((), 0.0, WallTone.ALARM)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('trigger = "flood"', ("trigger", "flood")),
        ('trigger = "case"\nscene = "cinema"', ("scene", "cinema")),
        ('trigger = "case"\ngrids = ["north"]', ("grids", "north")),
        ('trigger = "case"\nlevel = 5', ("level", 5)),
        ('trigger = "case"\ntone = "pink"', ("tone", "pink")),
        ('trigger = "case"\nlights = true', ("lights", True)),
        ('trigger = "case"\nsound = "bell"', ("sound", "bell")),
        ('trigger = "case"\ncameras = 40', ("cameras", 40)),
    ],
)
def test_what_is_wrong_in_a_rule_is_named(tmp_path, line, fault):
    assert read(tmp_path, f"[[rules]]\n{line}\n")[1] == [fault]


def test_nights_and_quiet_hours_are_spans_of_local_time(tmp_path):
    conduct, notes = read(
        tmp_path,
        wall='[night]\nhours = ["22:30-06:00"]\ndim = 0.5\n[sound]\nquiet_hours = ["00:00-24:00"]',
    )
    assert notes == []
    assert conduct.hours == WallHours(
        night=(DaySpan(time(22, 30), time(6)),), dim=0.5, quiet=(DaySpan(time(0), time(0)),)
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[night]\nhours = ["late"]', ("hours", "late")),
        ('[night]\nhours = ["25:00-06:00"]', ("hours", "25:00-06:00")),
        ("[night]\ndim = 1.0", ("dim", 1.0)),
        ("night = 3", ("", 3)),
    ],
)
def test_hours_that_are_none_are_named(tmp_path, text, fault):
    assert read(tmp_path, wall=text)[1] == [fault]


def test_what_is_saved_reads_back_equal(tmp_path):
    conduct = WallConduct(
        rules=(
            BUILT_IN_SOS,
            WallRule(trigger=WallTrigger.CASE, level=Level.TWO, grid_ids=("west",), scene="kpi"),
        ),
        hours=WallHours(night=(DaySpan(time(22, 30, 15), time(0)),), dim=0.25),
    )
    save_conduct(conduct, tmp_path)
    assert read(tmp_path) == (conduct, [])


@pytest.mark.parametrize("name", ["demo_city", "small_city"])
def test_the_cities_that_come_with_the_program_have_rules_and_hours(name):
    conduct = load_city(RESOURCES / name).wall.conduct
    assert {rule.trigger for rule in conduct.rules} == set(WallTrigger)
    assert conduct.hours.night
    assert conduct.hours.quiet
