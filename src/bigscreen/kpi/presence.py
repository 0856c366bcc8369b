"""Presence on the street: what a plan asks to be covered, shift by shift, and what was.

Everything rests on visits that the positions themselves have shown
(:class:`bigscreen.domain.patrol.Visit`), so nobody reports their own presence. One duty in one
shift is what is counted: a point visited ten times in a shift is covered once, and one that
nobody came to in the next shift is not. A shift that has not ended by ``as_of`` counts as far
as it has come.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bigscreen.domain.city import City
from bigscreen.domain.duty_plan import PatrolDuty
from bigscreen.domain.minimums import minimum_figures
from bigscreen.domain.patrol import Visit
from bigscreen.domain.units import ForceFamily, UnitState
from bigscreen.kpi.answers import Answer, Statistic
from bigscreen.kpi.comparisons import Window
from bigscreen.kpi.definition_texts import OWN
from bigscreen.kpi.measure import Kind, Measure

OTHER_FORCE = "other_force"
NOT_KEPT = "not_kept"
"""The shift was over before the first visit of any unit was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What the measures of presence look at.

    ``visits`` are those of the period and of the day after it, since a shift may end then;
    ``units`` every unit there is, as it stands at ``as_of``; ``duty_level`` the code of the duty
    level then. ``grid_ids`` are the grids looked at, None for all. ``kept_from`` is when the first
    visit was recorded: of shifts that were over by then nothing is known.
    """

    city: City
    window: Window
    as_of: datetime
    visits: Sequence[Visit] = ()
    units: Sequence[UnitState] = ()
    duty_level: str = ""
    grid_ids: Collection[str] | None = None
    kept_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """One thing that was to be covered, in which grid, whether it was, or why it does not count."""

    grid_id: str
    hit: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceMeasure(Measure):
    """A share of what was to be covered."""

    observe: Callable[[Presence], Iterator[Observed]]


def presence_answers(
    measures: Sequence[Measure],
    presence: Presence,
    labels_of: Sequence[Callable[[str], str]] = (),
) -> list[Answer]:
    """Return every measure of presence among these, of every group that has something to cover.

    ``labels_of`` gives the label of a grid for each split: the grid itself, or its area.
    """
    answers = []
    for measure in measures:
        if not isinstance(measure, PresenceMeasure):
            continue
        groups: dict[tuple[str, ...], list[Observed]] = defaultdict(list)
        for one in measure.observe(presence):
            if presence.grid_ids is not None and one.grid_id not in presence.grid_ids:
                continue
            groups[tuple(label_of(one.grid_id) for label_of in labels_of)].append(one)
        answers += [_answer(measure, group, groups[group]) for group in sorted(groups)]
    return answers


def _answer(measure: Measure, group: tuple[str, ...], observed: Sequence[Observed]) -> Answer:
    counted = [one for one in observed if not one.reason]
    hits = sum(one.hit for one in counted)
    left_out = Counter(one.reason for one in observed)
    share = 100.0 * hits / len(counted) if counted else None
    return Answer(
        measure=measure,
        group=group,
        n=len(counted),
        excluded={reason: left_out[reason] for reason in measure.reasons},
        statistics={"share": Statistic(share, hits)},
    )


def shift_starts(window: Window, city: City, as_of: datetime) -> list[datetime]:
    """Return when the shifts begin that begin in a period and not after ``as_of``."""
    zone = ZoneInfo(city.timezone)
    day = window.start.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    starts = []
    while day < window.end:
        starts += [day.replace(hour=hour) for hour in city.shift_start_hours or (0,)]
        day += timedelta(days=1)
    end = min(window.end, as_of)
    return sorted(start for start in starts if window.start <= start < end)


def _covered(is_line: bool) -> Callable[[Presence], Iterator[Observed]]:
    """Return who tells of each duty of a kind and each shift whether it was covered."""

    def observe(presence: Presence) -> Iterator[Observed]:
        seen = Counter((shift, visit.duty_id) for shift, visit in _by_shift(presence))
        for shift, duty, is_kept in _wanted(presence):
            if duty.is_line is is_line:
                hit = seen[shift, duty.id] >= duty.visits
                yield Observed(duty.grid_id, hit, "" if is_kept else NOT_KEPT)

    return observe


def _seen_by(family: ForceFamily) -> Callable[[Presence], Iterator[Observed]]:
    """Return who tells of each point and each shift whether a unit of a family was there."""

    def observe(presence: Presence) -> Iterator[Observed]:
        codes = {force.code for force in presence.city.forces if force.family is family}
        of_family = {
            state.unit.id for state in presence.units if codes & set(state.unit.force_codes)
        }
        seen = {
            (shift, visit.duty_id)
            for shift, visit in _by_shift(presence)
            if visit.unit_id in of_family
        }
        for shift, duty, is_kept in _wanted(presence):
            if not duty.is_line:
                is_theirs = not duty.forces or codes & set(duty.forces)
                reason = "" if is_theirs else OTHER_FORCE
                reason = reason if is_kept else NOT_KEPT
                yield Observed(duty.grid_id, (shift, duty.id) in seen, reason)

    return observe


def _strong_enough(presence: Presence) -> Iterator[Observed]:
    if not presence.window.start <= presence.as_of < presence.window.end:
        return
    for one in minimum_figures(presence.city.plan, presence.duty_level, presence.units):
        yield Observed(one.grid_id, one.on_duty >= one.minimum)


def _wanted(presence: Presence) -> Iterator[tuple[int, PatrolDuty, bool]]:
    """Give each shift's number with each duty, and whether visits were recorded by then."""
    starts = shift_starts(presence.window, presence.city, presence.as_of)
    since = presence.kept_from
    for shift in range(len(starts)):
        is_kept = since is None or _end_of(starts, shift, presence) > since
        for duty in presence.city.plan.patrol:
            yield shift, duty, is_kept


def _by_shift(presence: Presence) -> Iterator[tuple[int, Visit]]:
    """Give the visits of the shifts that count, each with its shift's number."""
    starts = shift_starts(presence.window, presence.city, presence.as_of)
    for visit in presence.visits:
        shift = bisect_right(starts, visit.at) - 1
        if shift >= 0 and visit.at < _end_of(starts, shift, presence):
            yield shift, visit


def _end_of(starts: Sequence[datetime], shift: int, presence: Presence) -> datetime:
    if shift + 1 < len(starts):
        return starts[shift + 1]
    day_on = Window(start=starts[shift], end=starts[shift] + timedelta(days=2))
    after = shift_starts(day_on, presence.city, day_on.end)[1:]
    return min(after[0], presence.as_of) if after else presence.as_of


_POINTS = ("必到点 × 期内开始的班次", "must-visit points × shifts that begin in the period")
_NOT_THEIRS = ("指定由其他力量到访的点除外", "points that only another force is to visit left out")


def _presence_rate(
    key: str, name: str, name_en: str, family: ForceFamily, who: str, who_en: str
) -> PresenceMeasure:
    return PresenceMeasure(
        key=key,
        kind=Kind.SHARE,
        name=name,
        name_en=name_en,
        formula=f"班次内有{who}到过的必到点班次 ÷ 全部必到点班次",
        formula_en=f"points and shifts at which a unit of {who_en} was ÷ all points and shifts",
        rule=f"{_POINTS[0]}；{_NOT_THEIRS[0]}",
        rule_en=f"{_POINTS[1]}; {_NOT_THEIRS[1]}",
        unit="%",
        source=OWN,
        reasons=(OTHER_FORCE, NOT_KEPT),
        observe=_seen_by(family),
    )


_REGISTER = (
    PresenceMeasure(
        key="must_visit_coverage",
        kind=Kind.SHARE,
        name="必到点覆盖率",
        name_en="Must-visit coverage",
        formula="到访次数达到要求的必到点班次 ÷ 全部必到点班次",
        formula_en="points and shifts visited as often as wanted ÷ all points and shifts",
        rule=_POINTS[0],
        rule_en=_POINTS[1],
        unit="%",
        source=f"patrol plans of Chinese cities: 必到点; {OWN}",
        reasons=(NOT_KEPT,),
        observe=_covered(is_line=False),
    ),
    PresenceMeasure(
        key="must_patrol_coverage",
        kind=Kind.SHARE,
        name="必巡线覆盖率",
        name_en="Must-patrol coverage",
        formula="巡过次数达到要求的必巡线班次 ÷ 全部必巡线班次",
        formula_en="lines and shifts patrolled as often as wanted ÷ all lines and shifts",
        rule="必巡线 × 期内开始的班次",
        rule_en="must-patrol lines × shifts that begin in the period",
        unit="%",
        source=f"patrol plans of Chinese cities: 必巡线; {OWN}",
        reasons=(NOT_KEPT,),
        observe=_covered(is_line=True),
    ),
    _presence_rate(
        "police_presence", "见警率", "Police presence", ForceFamily.POLICE, "公安单元", "the police"
    ),
    _presence_rate(
        "chengguan_presence",
        "见城管率",
        "Urban-management presence",
        ForceFamily.CHENGGUAN,
        "城管单元",
        "urban management",
    ),
    PresenceMeasure(
        key="minimum_strength",
        kind=Kind.SHARE,
        name="最低警力达标率",
        name_en="Minimum strength",
        formula="在岗单元数达到最低要求的网格力量 ÷ 有最低要求的网格力量",
        formula_en="grids and forces with their minimum of units on duty ÷ those with a minimum",
        rule="现勤务等级下的最低要求，以当前在岗为准；当前时刻须在期内",
        rule_en="minimums of the present duty level, units on duty now; the period has to hold now",
        unit="%",
        source=OWN,
        observe=_strong_enough,
    ),
)

PRESENCE_MEASURES: Mapping[str, PresenceMeasure] = {measure.key: measure for measure in _REGISTER}
"""Every measure of presence by its key, in the order they are listed."""
