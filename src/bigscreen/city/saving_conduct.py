"""Writes what a city's walls do by themselves as the files of a package."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path

from bigscreen.city.package_writing import toml_text, write_text
from bigscreen.city.wall_rule_files import RULE_FILE, WALL_FILE
from bigscreen.domain.wall_rules import DaySpan, WallConduct, WallHours, WallRule, WallTrigger


def save_conduct(conduct: WallConduct, path: Path) -> None:
    """Write rules and hours into the folder ``path``; what is as usual gets no file.

    Raises:
        OSError: a file can not be written.
    """
    if conduct.rules:
        tables = [("[[rules]]", _rule(rule)) for rule in conduct.rules]
        write_text(path / RULE_FILE, toml_text(tables))
    hours = conduct.hours
    if hours != WallHours():
        night = {"hours": _spans(hours.night), "dim": hours.dim}
        sound = {"quiet_hours": _spans(hours.quiet)}
        write_text(path / WALL_FILE, toml_text([("[night]", night), ("[sound]", sound)]))


def _rule(rule: WallRule) -> Mapping[str, object]:
    said: dict[str, object] = {
        "trigger": rule.trigger.value,
        "cameras": rule.cameras,
        "scene": rule.scene,
        "sound": rule.sound,
    }
    if rule.trigger is not WallTrigger.SOS:
        said |= {
            "level": rule.level.value,
            "grids": list(rule.grid_ids),
            "hold_s": rule.hold_s,
            "centre": rule.centre,
        }
        if rule.tone is not None:
            said["tone"] = rule.tone.value
    return said


def _spans(spans: tuple[DaySpan, ...]) -> list[str]:
    return [f"{_edge(span.start)}-{_edge(span.end)}" for span in spans]


def _edge(edge: time) -> str:
    return edge.isoformat("auto" if edge.second else "minutes")
