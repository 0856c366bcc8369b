"""What is on the screen of a meeting, as a report that every export writes."""

from collections.abc import Sequence

from bigscreen.viewmodels.meeting.group_names import only_words
from bigscreen.viewmodels.meeting.look import MIN_N, Look
from bigscreen.viewmodels.meeting.periods import period_words, window_words
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Page, Report
from bigscreen.viewmodels.trade_words import area_name
from bigscreen.viewmodels.wording import named, tr


def report_of(pages: Sequence[Page], look: Look) -> Report:
    """Return the report of some pages; ``made_at`` is in the city's own time."""
    city = look.city
    return Report(
        title=tr("Meeting report"),
        city=one_line(named(city.name, city.name_en)) if city else "",
        period=said_period(look),
        made_at=look.now.astimezone(look.clock.zone),
        pages=tuple(pages),
        notes=notes_of(look),
    )


def said_period(look: Look) -> str:
    """Return the period in words, with how far it has come while it runs."""
    said = period_words(look.period, look.clock)
    if not look.period.is_running(look.now):
        return said
    until = look.until.astimezone(look.clock.zone)
    return tr("{period}, up to {time}", period=said, time=f"{until:%m-%d %H:%M}")


def notes_of(look: Look) -> tuple[str, ...]:
    """Return what holds for all figures of a look."""
    notes = [
        tr(
            "Cases received {window}.",
            window=window_words(look.period.start, look.until, look.clock),
        ),
        tr("No percentile of fewer than {n} cases.", n=MIN_N),
    ]
    if look.area_id:
        notes.append(tr("Area: {name}.", name=area_name(look.city, look.area_id)))
    if look.only:
        notes.append(tr("Only: {what}.", what=only_words(look.only, look)))
    return tuple(notes)
