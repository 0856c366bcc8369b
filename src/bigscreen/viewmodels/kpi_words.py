"""The words figures are shown with: units, statistics, reasons, group labels."""

from bigscreen.domain.incidents import Level, WorkKind
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import channel_name, level_name, work_kind_name
from bigscreen.viewmodels.wording import tr, tr_noop

_UNITS = {
    "s": tr_noop("s"),
    "%": "%",
    "cases": tr_noop("cases"),
    "cases/day": tr_noop("cases/day"),
}
_STATISTICS = {
    "mean": tr_noop("mean"),
    "p50": "P50",
    "p90": "P90",
    "share": tr_noop("share"),
    "count": tr_noop("number"),
    "per_day": tr_noop("a day"),
}
_REASONS = {
    "missing": tr_noop("a time is missing"),
    "negative": tr_noop("the end lies before the start"),
    "other_work": tr_noop("the other kind of work"),
    "not_sent": tr_noop("no unit was sent"),
    "no_origin": tr_noop("the channel is not known"),
}


def unit_word(key: str) -> str:
    """Return the unit of a measure."""
    return tr(_UNITS[key])


def statistic_word(key: str) -> str:
    """Return what a number of a measure is."""
    return tr(_STATISTICS[key])


def reason_word(reason: str) -> str:
    """Return why a case does not count."""
    return tr(_REASONS[reason])


def group_word(split: str, label: str | int) -> str:
    """Return the name of a group of a split; a code this version does not know stays as it is."""
    if split == "grid" and label == "":
        return tr("outside every grid")
    if split == "force" and label == "":
        return tr("no lead force")
    if split == "channel":
        return channel_name(str(label))
    if split == "level" and label in set(Level):
        return level_name(Level(int(label)))
    if split == "work" and label in set(WorkKind):
        return work_kind_name(WorkKind(str(label)))
    return one_line(str(label))
