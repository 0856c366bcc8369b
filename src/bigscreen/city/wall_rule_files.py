"""Reads how a city's walls behave by themselves: ``wall_rules.toml`` and ``wall.toml``.

``wall_rules.toml`` has ``[[rules]]``: ``trigger`` (``case``, ``sos``, ``units_below_minimum``,
``feed_lost``) and what follows: ``centre`` (move the map there), ``cameras`` (open so many of the
nearest), ``scene`` (a code; without it the present one stays), ``sound`` (``sos``, ``grave`` or
``notice``), ``tone`` (``alarm`` or ``warning``: the colour of banner and frame), ``hold_s`` (how
long walls stay with it; 0 until it is answered or over). ``level`` is of cases: 1 to 4, those as
grave or graver count. ``grids`` bounds a rule to some grids. A call for help can not be bounded,
cut short or switched off: where the file has no rule for ``sos``, or no file is there, the
built-in one holds.

``wall.toml`` has ``[night]`` with ``hours`` (``["22:30-06:00"]``, local time) and ``dim`` (the
share of light given up, 0 to 0.8), and ``[sound]`` with ``quiet_hours``.
"""

from collections.abc import Collection
from datetime import time

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.domain.incidents import Level
from bigscreen.domain.wall_rules import (
    BUILT_IN_SOS,
    DEFAULT_HOLD_S,
    DaySpan,
    WallConduct,
    WallHours,
    WallRule,
    WallTone,
    WallTrigger,
)
from bigscreen.service.alarm_sounds import Urgency
from bigscreen.viewmodels.wording import tr

RULE_FILE = "wall_rules.toml"
WALL_FILE = "wall.toml"

LONGEST_HOLD_S = 86_400.0
MOST_CAMERAS = 9
SOUNDS = tuple(urgency.value for urgency in Urgency)
DARKEST = 0.8
"""A wall dimmed further could be taken for one that is off."""

_FIELDS = (
    "trigger",
    "level",
    "grids",
    "hold_s",
    "centre",
    "cameras",
    "scene",
    "sound",
    "tone",
)
_FILTERS_OF_SOS = ("level", "grids", "hold_s")


def read_conduct(
    folder: PackageFolder, *, scenes: Collection[str], grids: Collection[str]
) -> WallConduct:
    """Return rules and hours; ``scenes`` and ``grids`` are codes and ids a rule may name.

    Faults go to the folder's notes. Both files are optional.
    """
    return WallConduct(rules=_rules(folder, scenes, grids), hours=_hours(folder))


def _rules(
    folder: PackageFolder, scenes: Collection[str], grids: Collection[str]
) -> tuple[WallRule, ...]:
    if not folder.has(RULE_FILE):
        return ()
    content = folder.toml(RULE_FILE)
    tables = folder.tables(RULE_FILE, "rules", content)
    rows = content.get("rules", [])
    rules = []
    for table, row in zip(tables, rows if isinstance(rows, list) else (), strict=False):
        _note_unknown(table, row)
        rules.append(_rule(table, scenes, grids))
    calls = [place for place, rule in enumerate(rules) if rule.trigger is WallTrigger.SOS]
    for place in calls[1:]:
        tables[place].note("trigger", WallTrigger.SOS.value, tr("one rule for sos"))
    return tuple(rules)


def _note_unknown(table: Record, row: dict[str, object]) -> None:
    for name, value in row.items():
        if name not in _FIELDS:
            table.note(name, value, tr("one of {names}", names=", ".join(_FIELDS)))


def _rule(table: Record, scenes: Collection[str], grids: Collection[str]) -> WallRule:
    trigger = table.choice("trigger", WallTrigger)
    if trigger is WallTrigger.SOS:
        return _sos(table, scenes)
    tone = table.choice("tone", WallTone) if table.has("tone") else None
    return WallRule(
        trigger=trigger,
        level=Level(table.whole("level", 1, 4, 1)),
        grid_ids=table.several("grids", grids),
        hold_s=table.number("hold_s", 0.0, LONGEST_HOLD_S, DEFAULT_HOLD_S),
        centre=table.flag("centre"),
        cameras=table.whole("cameras", 0, MOST_CAMERAS, 0),
        scene=_scene(table, scenes),
        sound=table.known("sound", SOUNDS, ""),
        tone=tone,
    )


def _sos(table: Record, scenes: Collection[str]) -> WallRule:
    """Return the rule for calls for help; a file may add to the built-in one only."""
    for name in _FILTERS_OF_SOS:
        if table.has(name):
            table.note(name, name, tr("nothing: an SOS holds everywhere until it is answered"))
    if not table.flag("centre", default=True):
        table.note("centre", "no", tr("yes: an SOS is always shown"))
    if table.has("tone") and table.choice("tone", WallTone) is not WallTone.ALARM:
        table.note("tone", WallTone.WARNING.value, WallTone.ALARM.value)
    return WallRule(
        trigger=WallTrigger.SOS,
        hold_s=0.0,
        centre=True,
        cameras=table.whole("cameras", 0, MOST_CAMERAS, BUILT_IN_SOS.cameras),
        scene=_scene(table, scenes),
        sound=table.known("sound", SOUNDS, BUILT_IN_SOS.sound),
        tone=WallTone.ALARM,
    )


def _scene(table: Record, scenes: Collection[str]) -> str:
    return table.known("scene", scenes, "")


def _hours(folder: PackageFolder) -> WallHours:
    if not folder.has(WALL_FILE):
        return WallHours()
    content = folder.toml(WALL_FILE)
    night, sound = (_table(folder, content, name) for name in ("night", "sound"))
    return WallHours(
        night=_spans(night, "hours"),
        dim=night.number("dim", 0.0, DARKEST, WallHours().dim),
        quiet=_spans(sound, "quiet_hours"),
    )


def _table(folder: PackageFolder, content: object, name: str) -> Record:
    said = content.get(name, {}) if isinstance(content, dict) else {}
    if not isinstance(said, dict):
        folder.note(WALL_FILE, name, said, tr("a table written as [{name}]", name=name))
        said = {}
    return Record(said, WALL_FILE, name, folder.notes)


def _spans(table: Record, field: str) -> tuple[DaySpan, ...]:
    spans = []
    for text in table.several(field):
        try:
            start, end = (_edge(part) for part in text.split("-"))
        except ValueError:
            table.note(field, text, tr('spans of local time, such as ["22:30-06:00"]'))
        else:
            spans.append(DaySpan(start, end))
    return tuple(spans)


def _edge(text: str) -> time:
    clean = text.strip()
    return time(0) if clean == "24:00" else time.fromisoformat(clean)
