"""The two lists of a weekly bulletin: what is not finished yet, and the grave cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.case_facts import CaseFacts
from bigscreen.domain.incidents import Level
from bigscreen.domain.past_cases import CaseBehind, CasesQuestion, Part
from bigscreen.domain.progress import CaseStage
from bigscreen.viewmodels.bulletin_speeds import unit_name
from bigscreen.viewmodels.duty_words import case_stage_name
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Table
from bigscreen.viewmodels.trade_words import grid_name, item_name, level_name
from bigscreen.viewmodels.wording import tr

MOST_UNFINISHED = 1_000
GRAVE = (Level.ONE,)
"""The levels of 重大紧急信息."""

_MOST_UNITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinCases:
    """The cases of a bulletin: the ``unfinished`` ones, how many there are, and the ``grave``."""

    unfinished: Sequence[CaseBehind] = ()
    unfinished_total: int = 0
    grave: Sequence[CaseBehind] = ()


def unfinished_question(look: Look) -> CasesQuestion:
    """Return the question for the cases received in the week that are still open."""
    return CasesQuestion(
        measure="open",
        start=look.period.start,
        end=look.until,
        only=look.only,
        part=Part.HELD,
        limit=MOST_UNFINISHED,
    )


def grave_questions(look: Look) -> tuple[CasesQuestion, ...]:
    """Return a question a level for the grave cases received in the week."""
    return tuple(
        CasesQuestion(
            measure="volume",
            start=look.period.start,
            end=look.until,
            only=look.narrowed(("level", str(level.value))),
            part=Part.COUNTED,
            limit=200,
        )
        for level in GRAVE
    )


def unfinished_table(
    cases: BulletinCases, look: Look, cut_off: datetime, names: Mapping[str, str]
) -> Table:
    """Return what is not finished, the nearest deadline first, as it stood at ``cut_off``."""
    far = datetime.max.replace(tzinfo=cut_off.tzinfo)
    listed = sorted(
        cases.unfinished, key=lambda one: (one.facts.due_at or far, one.facts.received_at)
    )
    said = [tr("As of {time}.", time=_time(cut_off, look))]
    more = cases.unfinished_total - len(listed)
    if more > 0:
        said.append(tr("{n} more are not listed.", n=more))
    return Table(
        key="bulletin_unfinished",
        title=tr("Open cases of the week · {n}", n=max(cases.unfinished_total, len(listed))),
        columns=(
            tr("Case"),
            tr("What"),
            tr("Grid"),
            tr("Level"),
            tr("State"),
            tr("Received"),
            tr("Due"),
            tr("Units"),
        ),
        rows=tuple(
            (
                one_line(one.number),
                _what(one, look),
                _grid(one.facts, look),
                level_name(one.facts.level),
                _state(one.facts, cut_off),
                _time(one.facts.received_at, look),
                _time(one.facts.due_at, look),
                _units(one.facts, names),
            )
            for one in listed
        ),
        case_ids=tuple(one.facts.incident_id for one in listed),
        note=" ".join(said),
        empty=tr("Everything received in the week is finished."),
    )


def grave_table(
    cases: BulletinCases, look: Look, cut_off: datetime, names: Mapping[str, str]
) -> Table:
    """Return the grave cases of the week in order of time, and how far each has come."""
    listed = sorted(cases.grave, key=lambda one: (one.facts.level.value, one.facts.received_at))
    return Table(
        key="bulletin_grave",
        title=tr("Cases of level Ⅰ · {n}", n=len(listed)),
        columns=(
            tr("Level"),
            tr("Received"),
            tr("Case"),
            tr("What"),
            tr("Grid"),
            tr("First on scene"),
            tr("State"),
            tr("Units"),
        ),
        rows=tuple(
            (
                level_name(one.facts.level),
                _time(one.facts.received_at, look),
                one_line(one.number),
                _what(one, look),
                _grid(one.facts, look),
                _time(one.facts.on_scene_at, look),
                _state(one.facts, cut_off),
                _units(one.facts, names),
            )
            for one in listed
        ),
        case_ids=tuple(one.facts.incident_id for one in listed),
        note=tr("As of {time}.", time=_time(cut_off, look)),
        empty=tr("No grave or urgent case came in this week."),
    )


def _what(one: CaseBehind, look: Look) -> str:
    city = look.city
    item = item_name(city.item(one.facts.item_code) if city else None)
    title = one_line(one.title)
    return title if not item or item in title else " · ".join(filter(None, (item, title)))


def _grid(facts: CaseFacts, look: Look) -> str:
    return grid_name(look.city, facts.grid_id) or tr("outside every grid")


def _state(facts: CaseFacts, cut_off: datetime) -> str:
    """Return how far a case has come; of an open one, that it is late."""
    if facts.closed_at is not None and facts.closed_at <= cut_off:
        return tr("Closed")
    reached = _reached(facts)
    late = facts.due_at is not None and facts.due_at < cut_off
    return " · ".join((reached, tr("Overdue"))) if late else reached


def _reached(facts: CaseFacts) -> str:
    if facts.stage:
        try:
            return case_stage_name(CaseStage(facts.stage))
        except ValueError:
            return one_line(facts.stage)
    for at, word in (
        (facts.reported_at, tr("Reported")),
        (facts.handled_at, tr("Handled")),
        (facts.on_scene_at, tr("On scene")),
        (facts.en_route_at, tr("En route")),
        (facts.accepted_at, tr("Accepted")),
        (facts.dispatched_at, tr("Dispatched")),
    ):
        if at is not None:
            return word
    return tr("Received")


def _units(facts: CaseFacts, names: Mapping[str, str]) -> str:
    shown = [unit_name(one, names) for one in facts.unit_ids[:_MOST_UNITS]]
    more = len(facts.unit_ids) - len(shown)
    return tr(", ").join([*shown, f"+{more}"] if more > 0 else shown)


def _time(at: datetime | None, look: Look) -> str:
    return "" if at is None else f"{at.astimezone(look.clock.zone):%m-%d %H:%M}"
