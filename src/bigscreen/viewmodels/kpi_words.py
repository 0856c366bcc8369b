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
    "duplicate": tr_noop("merged into another case"),
    "drill": tr_noop("drill"),
    "voided": tr_noop("voided"),
    "invalid": tr_noop("turned out invalid"),
    "regraded": tr_noop("regraded later"),
    "not_sent": tr_noop("no unit was sent"),
    "not_handled": tr_noop("not handled yet"),
    "not_opened": tr_noop("not opened"),
    "no_origin": tr_noop("the channel is not known"),
    "not_from_patrol": tr_noop("not found by patrol"),
    "no_deadline": tr_noop("no deadline"),
    "not_due": tr_noop("open and not due yet"),
    "no_card": tr_noop("no card"),
    "still_open": tr_noop("not closed"),
    "not_called_back": tr_noop("not called back"),
    "not_reached": tr_noop("the reporter gave no answer"),
    "other_force": tr_noop("another force's duty"),
    "not_kept": tr_noop("before visits were recorded"),
}
_MANNERS = {
    "system": tr_noop("by the system"),
    "unit": tr_noop("by the unit"),
    "hand": tr_noop("by hand"),
    "unknown": tr_noop("not known how"),
    "corrected": tr_noop("corrected"),
}
_NO_GROUP = {
    "grid": tr_noop("outside every grid"),
    "street": tr_noop("outside every area"),
    "district": tr_noop("outside every area"),
    "force": tr_noop("no lead force"),
    "unit": tr_noop("no unit was sent"),
}
"""What cases have in common that are in no group of a split."""


def unit_word(key: str) -> str:
    """Return the unit of a measure."""
    return tr(_UNITS[key])


def statistic_word(key: str) -> str:
    """Return what a number of a measure is."""
    return tr(_STATISTICS[key])


def reason_word(reason: str) -> str:
    """Return why a case does not count."""
    return tr(_REASONS[reason])


def manner_word(manner: str) -> str:
    """Return how the stamps of a figure were made."""
    return tr(_MANNERS[manner])


def group_word(split: str, label: str | int) -> str:
    """Return the name of a group of a split; a code this version does not know stays as it is."""
    if label == "" and split in _NO_GROUP:
        return tr(_NO_GROUP[split])
    if split == "channel":
        return channel_name(str(label))
    if split == "level" and label in set(Level):
        return level_name(Level(int(label)))
    if split == "work" and label in set(WorkKind):
        return work_kind_name(WorkKind(str(label)))
    return one_line(str(label))
