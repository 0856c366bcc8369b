"""Headline figures: each with its unit, period, n, what it is compared with, and its definition."""

from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.figures import ComplianceFigure, IntervalFigure, KpiBoard
from bigscreen.viewmodels.counts import count_text
from bigscreen.viewmodels.durations import NOTHING, minutes_seconds
from bigscreen.viewmodels.wording import tr


class Judgement(StrEnum):
    """Whether a change is for the better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure against the same period one week before."""

    text: str
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One headline figure. Where nothing was counted, ``value`` is a dash and ``sample`` why.

    ``compared`` is how many cases stand behind what it is compared with.
    """

    title: str
    value: str
    period: str
    sample: str
    compared: str
    definition: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceBar:
    """One response class: the share reached in time, and the share that should be."""

    label: str
    share: float | None
    target: float | None
    value: str
    sample: str
    definition: str

    @property
    def is_short(self) -> bool:
        """Whether the share misses its target."""
        return self.share is not None and self.target is not None and self.share < self.target


def sample(n: int) -> str:
    """Return how many cases a figure counts, or that there are none."""
    return tr("n {n}", n=count_text(n)) if n else tr("no cases yet")


def percent(share: float | None) -> str:
    """Return a share with one decimal; a dash for None."""
    return NOTHING if share is None else f"{share * 100:.1f}%"


def response_tiles(board: KpiBoard) -> tuple[Tile, Tile]:
    """Return median and P90 of the total response over the shift."""
    now, before = board.response, board.response_last_week
    return (
        _interval_tile("P50", now, now.p50_s, before.n, before.p50_s),
        _interval_tile("P90", now, now.p90_s, before.n, before.p90_s),
    )


def _interval_tile(
    title: str,
    figure: IntervalFigure,
    value_s: float | None,
    before_n: int,
    before_s: float | None,
) -> Tile:
    left_out = sum(figure.excluded.values())
    counted = sample(figure.n)
    if left_out:
        counted += tr(", {n} left out", n=count_text(left_out))
    return Tile(
        title=title,
        value=minutes_seconds(value_s, width=2),
        period=tr("this shift"),
        sample=counted,
        compared=tr("last week n {n}", n=count_text(before_n)),
        definition=tr(
            "{title} of the time from received to the first unit on scene, minutes:seconds, "
            "nearest rank, over the police calls received in this shift ({now}); compared with "
            "the same hours one week before ({before})",
            title=title,
            now=counted,
            before=tr("n {n}", n=before_n),
        ),
        change=_shorter_is_better(value_s, before_s),
    )


def _shorter_is_better(value_s: float | None, before_s: float | None) -> Change | None:
    if value_s is None or not before_s:
        return None
    ratio = value_s / before_s - 1
    if abs(ratio) < 0.005:
        return Change(text=tr("± 0% on last week"), judgement=Judgement.NEITHER)
    better = ratio < 0
    return Change(
        text=tr(
            "{arrow} {percent}% on last week",
            arrow="▼" if better else "▲",
            percent=f"{abs(ratio) * 100:.0f}",
        ),
        judgement=Judgement.BETTER if better else Judgement.WORSE,
    )


def volume_tile(board: KpiBoard) -> Tile:
    """Return how many cases have come in today."""
    change = None
    if board.last_week:
        ratio = round(board.today / board.last_week - 1, 2)
        change = Change(
            text=tr(
                "{sign}{percent}% on last week",
                sign="+" if ratio >= 0 else "−",
                percent=f"{abs(ratio) * 100:.0f}",
            ),
            judgement=Judgement.NEITHER,
        )
    return Tile(
        title=tr("Cases today"),
        value=count_text(board.today),
        period=tr("today"),
        sample=tr("n {n}", n=count_text(board.today)),
        compared=tr("last week n {n}", n=count_text(board.last_week)),
        definition=tr(
            "Cases received since local midnight ({n}); compared with the same weekday last week "
            "up to the same time of day ({before})",
            n=board.today,
            before=board.last_week,
        ),
        change=change,
    )


def compliance_title(board: KpiBoard | None) -> str:
    """Return what the compliance figures are called: by the city's own response classes."""
    minutes = " · ".join(str(figure.minutes) for figure in board.compliance) if board else ""
    if not minutes:
        return tr("Response compliance")
    return tr("{minutes} minute compliance", minutes=minutes)


def compliance_bars(board: KpiBoard) -> tuple[ComplianceBar, ...]:
    """Return the share of each response class reached within its minutes."""
    return tuple(_compliance_bar(figure) for figure in board.compliance)


def _compliance_bar(figure: ComplianceFigure) -> ComplianceBar:
    return ComplianceBar(
        label=tr("{n} min", n=figure.minutes),
        share=figure.share,
        target=figure.target,
        value=percent(figure.share),
        sample=sample(figure.n),
        definition=tr(
            "Police calls of the {minutes}-minute class received today that were reached within "
            "{minutes} minutes: {within} of {n}; line: target {target}",
            minutes=figure.minutes,
            within=figure.within,
            n=figure.n,
            target=percent(figure.target),
        ),
    )
