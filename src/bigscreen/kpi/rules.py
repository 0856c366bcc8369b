"""Which cases do not count: each reason is defined here once, for all measures alike.

A measure names its rules in the order in which they decide, so every case is counted or left
out for exactly one reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bigscreen.domain.incidents import Channel, WorkKind
from bigscreen.domain.progress import CaseStage
from bigscreen.kpi.case_columns import CaseColumns
from bigscreen.kpi.case_times import Mask
from bigscreen.kpi.intervals import MISSING, NEGATIVE, Interval, measure
from bigscreen.kpi.measure import CaseMeasure, Judge, Judged

Given = Callable[[CaseColumns, float], Mask]
"""Tells which cases are hits as of a moment (microseconds since the epoch)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason, and which cases it keeps out as of a moment (microseconds)."""

    reason: str
    leaves_out: Callable[[CaseColumns, float], Mask]


def known(cases: CaseColumns, field: str) -> Mask:
    """Return which cases have this time."""
    return ~np.isnan(cases.times[field])


def happened(cases: CaseColumns, field: str) -> Mask:
    """Return which cases this happened to at least once, for example ``reworks``."""
    return ~cases.coded[field].equal(0)


def of_kind(cases: CaseColumns, kind: WorkKind) -> Mask:
    """Return which cases are this kind of work."""
    return cases.coded["work_kind"].equal(kind)


def is_void(cases: CaseColumns) -> Mask:
    """Return which cases were voided 作废."""
    return cases.coded["stage"].equal(CaseStage.VOID)


def was_sent(cases: CaseColumns) -> Mask:
    """Return which cases a unit was sent to, or a department was given.

    Closing one by force does not say so, sending it back does.
    """
    routed = cases.coded["stage"].among(_ROUTED) | happened(cases, "returns")
    return known(cases, "dispatched_at") | routed | _closed_in_turn(cases)


def was_opened(cases: CaseColumns) -> Mask:
    """Return which city-management cases were opened 立案, be it without a word in between.

    One that was sent out was opened before, whoever left that out.
    """
    opened = known(cases, "opened_at") | cases.coded["stage"].equal(CaseStage.OPENED)
    return opened | was_sent(cases)


def was_handled(cases: CaseColumns) -> Mask:
    """Return which cases somebody reported handled; closing one by force does not say so."""
    handled = cases.coded["stage"].among(_HANDLED) | _closed_in_turn(cases)
    return known(cases, "handled_at") | handled


def _closed_in_turn(cases: CaseColumns) -> Mask:
    return cases.coded["stage"].equal(CaseStage.CLOSED) & cases.coded["forced"].equal(False)


_HANDLED = frozenset({CaseStage.HANDLED, CaseStage.CHECKED, CaseStage.FED_BACK})
_ROUTED = frozenset({*_HANDLED, CaseStage.ROUTED})


DUPLICATE = Rule("duplicate", lambda cases, _: ~cases.coded["duplicate_of"].equal(""))
DRILL = Rule("drill", lambda cases, _: cases.coded["drill"].equal(True))
VOIDED = Rule("voided", lambda cases, _: is_void(cases))
INVALID = Rule("invalid", lambda cases, _: cases.coded["valid"].equal(False) & ~is_void(cases))
STANDING = (DUPLICATE, DRILL, VOIDED, INVALID)
"""What no figure counts: merged cases leave the figures once, drills are none of the work."""

REGRADED = Rule("regraded", lambda cases, _: ~cases.coded["original_level"].equal(None))
NOT_A_CALL = Rule("other_work", lambda cases, _: ~of_kind(cases, WorkKind.POLICE_CALL))
NOT_A_CITY_CASE = Rule("other_work", lambda cases, _: ~of_kind(cases, WorkKind.CITY_CASE))
NOT_SENT = Rule("not_sent", lambda cases, _: ~was_sent(cases))
NOT_HANDLED = Rule(
    "not_handled", lambda cases, _: ~(was_handled(cases) | happened(cases, "reworks"))
)
NOT_OPENED = Rule("not_opened", lambda cases, _: ~was_opened(cases))
NO_ORIGIN = Rule("no_origin", lambda cases, _: cases.coded["channel"].equal(Channel.OTHER))
NOT_FROM_PATROL = Rule(
    "not_from_patrol", lambda cases, _: ~cases.coded["channel"].equal(Channel.PATROL)
)
NO_DEADLINE = Rule("no_deadline", lambda cases, _: ~known(cases, "due_at"))
NOT_DUE = Rule(
    "not_due",
    lambda cases, as_of: ~known(cases, "closed_at") & ~(cases.times["due_at"] < as_of),
)
NO_CARD = Rule("no_card", lambda cases, _: ~(known(cases, "yellow_at") | known(cases, "red_at")))
STILL_OPEN = Rule("still_open", lambda cases, _: ~known(cases, "closed_at"))
NOT_CALLED_BACK = Rule("not_called_back", lambda cases, _: ~known(cases, "called_back_at"))
NOT_REACHED = Rule("not_reached", lambda cases, _: cases.coded["satisfied"].equal(None))


def case_measure(
    *, rules: Sequence[Rule] = STANDING, hits: Given, interval: Interval | None = None, **texts: Any
) -> CaseMeasure:
    """Return a measure of hits; with ``interval`` its missing and negative times are left out."""

    def judge(cases: CaseColumns, as_of: float) -> Judged:
        out = [rule.leaves_out(cases, as_of) for rule in rules]
        if interval is not None:
            measured = measure(interval, cases.times)
            out += [measured.missing, measured.negative]
        return Judged.ruled(hits(cases, as_of), *out)

    return CaseMeasure(reasons=_reasons(rules, interval), judge=judge, interval=interval, **texts)


def timed_measure(
    *, rules: Sequence[Rule] = STANDING, interval: Interval, **texts: Any
) -> CaseMeasure:
    """Return a measure of an interval's seconds; a ``graded`` one leaves out regraded cases."""
    all_rules = (*rules, REGRADED) if interval.graded else tuple(rules)
    judge = _interval_judge(all_rules, interval)
    return CaseMeasure(
        reasons=_reasons(all_rules, interval), judge=judge, interval=interval, **texts
    )


def _interval_judge(rules: Sequence[Rule], interval: Interval) -> Judge:
    def judge(cases: CaseColumns, as_of: float) -> Judged:
        measured = measure(interval, cases.times)
        out = [rule.leaves_out(cases, as_of) for rule in rules]
        seconds: NDArray[np.float64] = measured.seconds
        return Judged.ruled(seconds, *out, measured.missing, measured.negative)

    return judge


def _reasons(rules: Sequence[Rule], interval: Interval | None) -> tuple[str, ...]:
    times = () if interval is None else (MISSING, NEGATIVE)
    return (*(rule.reason for rule in rules), *times)
