"""Says what became of a replay: for people line by line, for machines as one JSON object."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bigscreen.app.replay_run import ReplayScript
from bigscreen.feed.recorded_row import RowProblem
from bigscreen.feed.replay import ReplayResult
from bigscreen.viewmodels.wording import tr

_REFUSED_SHOWN = 20


def problem_line(problem: RowProblem) -> str:
    """Return why one row was left out, as a sentence."""
    place = tr("line {n}", n=problem.line)
    if problem.field:
        place = f"{place}, {problem.field}"
    if not problem.value:
        return tr("{place}: is empty; expected {expected}", place=place, expected=problem.expected)
    return tr(
        "{place}: {value} is not right; expected {expected}",
        place=place,
        value=repr(problem.value),
        expected=problem.expected,
    )


def reading_lines(script: ReplayScript) -> Iterator[str]:
    """Yield what was read and what was left out."""
    recording = script.recording
    for problem in recording.problems:
        yield problem_line(problem)
    yield tr(
        "{rows} rows read: {calls} calls, {units} units",
        rows=recording.rows,
        calls=len(recording.calls),
        units=len(script.units),
    )
    if recording.problems:
        rules = Counter(problem.rule for problem in recording.problems)
        yield tr("{n} rows left out: {reasons}", n=len(recording.problems), reasons=_counted(rules))


def progress_line(script: ReplayScript, result: ReplayResult) -> str:
    """Return how far the replay is."""
    due = script.plan[min(result.sent, len(script.plan) - 1)].due
    local = due.astimezone(ZoneInfo(script.city.timezone))
    return tr(
        "{time}: {sent} of {total} commands sent",
        time=f"{local:%Y-%m-%d %H:%M}",
        sent=result.sent,
        total=len(script.plan),
    )


def result_lines(result: ReplayResult) -> Iterator[str]:
    """Yield what the hub took and what it refused."""
    for refused in result.refused[:_REFUSED_SHOWN]:
        yield tr(
            "line {n}: {what} of call {call} refused: {code}",
            n=refused.line,
            what=refused.what,
            call=refused.call_id,
            code=refused.code,
        )
    if len(result.refused) > _REFUSED_SHOWN:
        yield tr("… and {n} more", n=len(result.refused) - _REFUSED_SHOWN)
    yield tr(
        "{accepted} of {sent} commands accepted in {seconds} s",
        accepted=result.accepted,
        sent=result.sent,
        seconds=f"{result.seconds:.1f}",
    )
    if result.refused:
        yield tr(
            "{n} refused: {reasons}",
            n=len(result.refused),
            reasons=_counted(Counter(result.refused_by_code)),
        )


def as_json(script: ReplayScript, result: ReplayResult) -> str:
    """Return everything as one JSON object."""
    recording = script.recording
    content: dict[str, Any] = {
        "rows": recording.rows,
        "calls": len(recording.calls),
        "units": len(script.units),
        "start": script.start,
        "end": script.end,
        "left_out": {
            "rows": len(recording.problems),
            "by_rule": dict(Counter(problem.rule for problem in recording.problems)),
            "problems": recording.problems,
        },
        "commands": {
            "sent": result.sent,
            "accepted": result.accepted,
            "refused_by_code": result.refused_by_code,
            "refused": result.refused,
        },
        "seconds": round(result.seconds, 3),
    }
    return msgspec.json.encode(content).decode()


def _counted(reasons: Counter[str]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
