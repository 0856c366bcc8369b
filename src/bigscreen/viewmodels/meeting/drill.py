"""From a figure to its cases: what is asked, and the table of what came back."""

from dataclasses import dataclass, replace
from datetime import datetime

from bigscreen.domain.past_cases import CaseBehind, CasesBehind, CasesQuestion, Part
from bigscreen.viewmodels.durations import NOTHING
from bigscreen.viewmodels.kpi_words import reason_word
from bigscreen.viewmodels.meeting.figures_read import duration_text
from bigscreen.viewmodels.meeting.group_names import group_title, only_words
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.meeting.periods import window_words
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Ground, Table
from bigscreen.viewmodels.trade_words import channel_name, level_name
from bigscreen.viewmodels.wording import tr

MOST_SHOWN = 500
_HITS = frozenset({"share", "count", "per_day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A figure whose cases are looked at: its measure, what it is narrowed to, which part.

    ``span`` is the period they are of, None for the one that is looked at.
    """

    measure: str
    name: str
    kind: str
    definition: str
    only: Only = ()
    bucket: str = ""
    part: Part = Part.COUNTED
    span: tuple[datetime, datetime] | None = None

    def of_part(self, part: Part) -> "Drill":
        """Return the same figure's other cases."""
        return replace(self, part=part)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that can be told apart."""
        if self.bucket or self.kind in _HITS:
            return (Part.HELD, Part.MISSED, Part.LEFT_OUT, Part.ALL)
        return (Part.COUNTED, Part.LEFT_OUT, Part.ALL)


def can_drill(ground: Ground) -> bool:
    """Tell whether the cases behind a figure can be asked for."""
    return bool(ground.measure)


def drill_of(ground: Ground, name: str, kind: str) -> Drill:
    """Return the drill of a figure; it begins with the cases the figure holds.

    ``name`` is its measure's, ``kind`` how cases become a figure of it.
    """
    drill = Drill(
        measure=ground.measure,
        name=name,
        kind=kind,
        definition=ground.definition,
        only=ground.only,
        bucket=ground.bucket,
        span=ground.span,
    )
    return drill.of_part(drill.parts[0])


def cases_question(drill: Drill, look: Look) -> CasesQuestion:
    """Return what the hub is asked."""
    start, end = drill.span or (look.period.start, look.until)
    return CasesQuestion(
        measure=drill.measure,
        start=start,
        end=end,
        only=drill.only,
        part=drill.part,
        bucket=drill.bucket,
        limit=MOST_SHOWN,
    )


def drill_title(drill: Drill, look: Look) -> str:
    """Return which figure is looked into: its name, another period, what it is narrowed to."""
    when = window_words(*drill.span, look.clock) if drill.span else ""
    said = (drill.name, when, only_words(drill.only, look, drill.bucket))
    return " · ".join(filter(None, said))


def part_words(drill: Drill, part: Part, found: CasesBehind | None) -> str:
    """Return what a part is called, with how many cases are in it once that is known."""
    if drill.bucket:
        held, missed = tr("In this stretch"), tr("In another stretch")
    elif drill.kind == "share":
        held, missed = tr("Fulfilled"), tr("Not fulfilled")
    else:
        held, missed = tr("Counted"), tr("Not counted")
    name = {
        Part.ALL: tr("All"),
        Part.COUNTED: tr("Counted"),
        Part.HELD: held,
        Part.MISSED: missed,
        Part.LEFT_OUT: tr("Left out"),
    }[part]
    if found is None:
        return name
    left_out = sum(found.excluded.values())
    count = {
        Part.ALL: found.counted + left_out,
        Part.COUNTED: found.counted,
        Part.HELD: found.held,
        Part.MISSED: found.counted - found.held,
        Part.LEFT_OUT: left_out,
    }[part]
    return f"{name} {count:,}"


def cases_table(drill: Drill, found: CasesBehind, look: Look) -> Table:
    """Return the cases as a table, each with what the figure made of it."""
    timed = drill.kind in {"duration", "buckets"}
    shown = len(found.cases)
    said = [f"{reason_word(reason)} {n:,}" for reason, n in found.excluded.items() if n]
    note = [tr("Left out: {why}", why=tr(", ").join(said))] if said else []
    if shown < found.total:
        order = tr("the longest first") if timed else tr("the newest first")
        all_of = tr("the first {n} of {all}", n=f"{shown:,}", all=f"{found.total:,}")
        note.insert(0, f"{all_of}, {order}")
    return Table(
        key="cases",
        title=drill_title(drill, look),
        columns=(
            tr("Case"),
            tr("Item"),
            tr("Title"),
            tr("Grid"),
            tr("Level"),
            tr("Channel"),
            tr("Received"),
            tr("Dispatched"),
            tr("On scene"),
            tr("Closed"),
            tr("Value"),
            tr("Counted or left out"),
        ),
        rows=tuple(_row(case, look, timed=timed) for case in found.cases),
        case_ids=tuple(case.facts.incident_id for case in found.cases),
        note=" · ".join(note),
        empty=tr("No case is in this part"),
    )


def _row(case: CaseBehind, look: Look, *, timed: bool) -> tuple[str | float | None, ...]:
    facts = case.facts
    return (
        one_line(case.number),
        group_title("item", facts.item_code, look),
        one_line(case.title),
        group_title("grid", facts.grid_id, look),
        level_name(facts.level),
        channel_name(facts.channel),
        _moment(facts.received_at, look, None),
        _moment(facts.dispatched_at, look, facts.received_at),
        _moment(facts.on_scene_at, look, facts.received_at),
        _moment(facts.closed_at, look, facts.received_at),
        _value(case, timed=timed),
        tr("left out: {why}", why=reason_word(case.reason)) if case.reason else tr("counted"),
    )


def _value(case: CaseBehind, *, timed: bool) -> str:
    if case.value is None:
        return NOTHING
    if timed:
        return duration_text(case.value)
    return tr("yes") if case.value else tr("no")


def _moment(at: datetime | None, look: Look, received: datetime | None) -> str:
    """Return a moment; of the same day as the receipt only its time."""
    if at is None:
        return NOTHING
    local = at.astimezone(look.clock.zone)
    if received is not None and local.date() == received.astimezone(look.clock.zone).date():
        return f"{local:%H:%M:%S}"
    return f"{local:%m-%d %H:%M}" if received is not None else f"{local:%Y-%m-%d %H:%M:%S}"
