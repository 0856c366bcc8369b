"""The recorded week as case records, made from the file alone, without the program's own reader."""

import csv
from collections import defaultdict
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from bigscreen.domain.case_facts import CaseFacts
from tests.support.cases import a_case
from tests.support.recordings import real_week

_ZONE = ZoneInfo("America/Los_Angeles")

_COLUMNS = {
    "received_at": "Received DtTm",
    "dispatched_at": "Dispatch DtTm",
    "en_route_at": "Response DtTm",
    "on_scene_at": "On Scene DtTm",
    "handled_at": "Transport DtTm",
}


def _first(rows: list[dict[str, str]], column: str) -> datetime | None:
    """Return the first of a call's times of one kind; units without one do not count."""
    return min(
        (
            datetime.strptime(row[column], "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=_ZONE)
            for row in rows
            if row[column]
        ),
        default=None,
    )


@cache
def week_cases() -> list[CaseFacts]:
    """Return the calls of the week; skip where the recording is not beside the checkout."""
    calls: dict[str, list[dict[str, str]]] = defaultdict(list)
    with real_week().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            calls[row["Call Number"]].append(row)
    return [
        a_case(number, **{field: _first(rows, column) for field, column in _COLUMNS.items()})
        for number, rows in calls.items()
    ]
