"""The three speeds of a weekly bulletin: accepting, setting out, reporting back; who was worst."""

from collections.abc import Mapping
from dataclasses import dataclass

from bigscreen.viewmodels.meeting.figures_read import (
    FiguresRead,
    Group,
    bucket_name,
    figure_text,
    measure_name,
)
from bigscreen.viewmodels.meeting.look import CALLS, MIN_N, Look
from bigscreen.viewmodels.meeting.time_chart import period_name
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Chart, Series, Table
from bigscreen.viewmodels.wording import tr

SPEEDS = ("acceptance_speed", "turnout_speed", "report_speed")

_TONES = {"now": "now", "previous": "before", "year": "year"}
_TOO_GOOD = 99.5
"""Per cent in the fastest stretch beyond which one looks at how the times were noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The unit with the smallest share in the fastest stretch, of those with enough cases."""

    unit_id: str
    n: int
    fastest: str
    share: str
    slowest: str
    slow_share: str


def speed_chart(
    read: FiguresRead, units: FiguresRead, look: Look, measure: str, names: Mapping[str, str]
) -> Chart:
    """Return one distribution beside those it is compared with; its note names the worst unit."""
    buckets = read.buckets(measure)
    only = look.narrowed(*CALLS)
    return Chart(
        key=f"bulletin_{measure}",
        title=f"{measure_name(read.text(measure))} · {_n(read.side(measure).n)}",
        kind="bar",
        categories=tuple(map(bucket_name, buckets)),
        series=tuple(
            Series(
                name=period_name(period),
                values=tuple(read.figure(measure, one, (), period).value for one in buckets),
                tone=_TONES[period],
                grounds=tuple(read.ground(measure, one, (), only) for one in buckets)
                if period == "now"
                else (),
            )
            for period in ("now", *read.compared[::-1])
        ),
        unit="%",
        decimals=1,
        note="\n".join(filter(None, (worst_words(units, measure, names), _noted(read, measure)))),
        empty=tr("No cases in this period"),
    )


def worst_table(units: FiguresRead, names: Mapping[str, str]) -> Table:
    """Return the worst unit of each speed, with what it stands on."""
    rows: list[tuple[str | float | None, ...]] = []
    for measure in SPEEDS:
        worst = _worst(units, measure)
        name = measure_name(units.text(measure))
        if worst is None:
            said = tr("no unit has {n} cases or more", n=MIN_N)
            rows.append((name, said, None, "", ""))
            continue
        rows.append(
            (
                name,
                unit_name(worst.unit_id, names),
                worst.n,
                f"{worst.fastest}: {worst.share}",
                f"{worst.slowest}: {worst.slow_share}",
            )
        )
    return Table(
        key="bulletin_worst",
        title=tr("Worst unit of each speed"),
        columns=(
            tr("Measure"),
            tr("Unit"),
            "n",
            tr("In the fastest stretch"),
            tr("In the slowest stretch"),
        ),
        rows=tuple(rows),
        note=tr(
            "Worst is the smallest share in the fastest stretch, of units with {n} cases or more.",
            n=MIN_N,
        ),
    )


def worst_words(units: FiguresRead, measure: str, names: Mapping[str, str]) -> str:
    """Return which unit was worst, in a sentence; nothing where none has enough cases."""
    worst = _worst(units, measure)
    if worst is None:
        return ""
    return tr(
        "Worst unit: {unit}, {share} within {stretch} (n {n}).",
        unit=unit_name(worst.unit_id, names),
        share=worst.share,
        stretch=worst.fastest,
        n=worst.n,
    )


def unit_name(unit_id: str, names: Mapping[str, str]) -> str:
    """Return a unit's call sign, its id where it is not known."""
    return one_line(names.get(unit_id) or unit_id)


def _worst(units: FiguresRead, measure: str) -> Worst | None:
    buckets = units.buckets(measure)
    found: list[tuple[float, float, str]] = []
    for group in units.groups(measure):
        fast, slow = (units.figure(measure, key, group) for key in (buckets[0], buckets[-1]))
        unit_id = str(group[0])
        if unit_id and fast.value is not None and fast.n >= MIN_N:
            found.append((fast.value, -(slow.value or 0.0), unit_id))
    if not found:
        return None
    worst: Group = (min(found)[2],)
    fast, slow = (units.figure(measure, key, worst) for key in (buckets[0], buckets[-1]))
    return Worst(
        unit_id=str(worst[0]),
        n=fast.n,
        fastest=bucket_name(buckets[0]),
        share=figure_text(fast),
        slowest=bucket_name(buckets[-1]),
        slow_share=figure_text(slow),
    )


def _noted(read: FiguresRead, measure: str) -> str:
    """Return how the times were noted; of a figure that looks too good, that one should look."""
    buckets = read.buckets(measure)
    if not buckets:
        return ""
    ground = read.ground(measure, buckets[0])
    if not ground.stamps:
        return ""
    said = tr("Times noted: {how}.", how=ground.stamps)
    share = read.figure(measure, buckets[0]).value
    if share is not None and share >= _TOO_GOOD:
        doubt = tr("So high a share asks for a look at how the times were noted.")
        said = f"{said} {doubt}"
    return said


def _n(n: int) -> str:
    return tr("n {n}", n=f"{n:,}")
