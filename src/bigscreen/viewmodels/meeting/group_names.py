"""What the groups of a split are called, in the city's own words."""

from collections.abc import Callable, Mapping

from bigscreen.viewmodels.kpi_words import group_word
from bigscreen.viewmodels.local_time import weekday_name
from bigscreen.viewmodels.meeting.figures_read import bucket_name
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import area_name, force_name, grid_name, item_name
from bigscreen.viewmodels.wording import tr

_AREAS = frozenset({"street", "district"})


def group_title(split: str, label: str | int, look: Look) -> str:
    """Return the name of a group; of what lies in none, that it does."""
    text = str(label)
    if not text:
        return group_word(split, label)
    city = look.city
    if split == "item":
        return item_name(city.item(text) if city else None) or one_line(text)
    if split == "grid":
        return grid_name(city, text)
    if split == "force":
        return force_name(city, text)
    if split in _AREAS:
        return area_name(city, text)
    return group_word(split, int(text) if text.isdecimal() else label)


def only_words(only: Only, look: Look, bucket: str = "") -> str:
    """Return what a figure is narrowed to: ``Grid 3 · 14:00``."""
    said = [_one(split, label, look) for split, label in only]
    if bucket:
        said.append(bucket_name(bucket))
    return " · ".join(said)


def _one(split: str, label: str, look: Look) -> str:
    words = _SPOKEN.get(split)
    return words(label) if words else group_title(split, label, look)


def _hour(label: str) -> str:
    hour = int(label)
    return f"{hour:02}:00 – {(hour + 1) % 24:02}:00"


_SPOKEN: Mapping[str, Callable[[str], str]] = {
    "hour": _hour,
    "weekday": lambda label: weekday_name(int(label)),
    "day": str,
    "week": lambda label: tr("week from {day}", day=label),
    "month": lambda label: label[:7],
    "class": lambda label: tr("{n} min class", n=label),
}
