"""What the alarm banner of a wall or a desk says: what it is, who and where, since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bigscreen.domain.city import City
from bigscreen.domain.incidents import Level
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.situation import Situation
from bigscreen.domain.wall_rules import WallTone, WallTrigger
from bigscreen.viewmodels.durations import running_clock
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.trade_words import force_name, grid_name
from bigscreen.viewmodels.wall_headline import wall_headline
from bigscreen.viewmodels.wording import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmText:
    """The gravest of what is going on.

    ``mark`` is the short word in the shape (``SOS``, ``Ⅰ``, ``!``), ``since`` hub time.
    ``blinks`` only while nobody has answered a call for help or a case of level Ⅰ. ``hint`` says
    what a person can do, ``more`` how much else there is.
    """

    mark: str
    title: str
    detail: str
    tone: WallTone
    since: datetime
    blinks: bool = False
    hint: str = ""
    more: str = ""

    @property
    def spoken(self) -> str:
        """The whole banner as one sentence, for screen readers."""
        return ". ".join(part for part in (self.title, self.detail, self.hint, self.more) if part)


_LEVEL_MARKS = {Level.ONE: "Ⅰ", Level.TWO: "Ⅱ", Level.THREE: "Ⅲ", Level.FOUR: "Ⅳ"}


def alarm_text(
    reactions: Sequence[Reaction],
    going_on: Sequence[Occurrence],
    situation: Situation,
    city: City | None,
    *,
    is_locked: bool = False,
) -> AlarmText | None:
    """Return what the banner says, None for nothing.

    ``reactions`` come gravest first. A call for help stays in the banner until it is ended, also
    when no rule is at work on it any more. ``is_locked``: somebody has moved the map by hand, so
    that it does not jump there by itself.
    """
    calls = [one for one in going_on if one.trigger is WallTrigger.SOS]
    calls.sort(key=lambda one: (one.is_answered, -one.since.timestamp()))
    told = {one.key for one in calls}
    others = [
        one.about
        for one in reactions
        if one.about.key not in told and one.about.trigger is not WallTrigger.FEED_LOST
    ]
    abouts = sorted([*calls, *others], key=_is_answered_call)
    if not abouts:
        return None
    tones = {one.about.key: one.rule.tone for one in reactions}
    first, rest = abouts[0], len(abouts) - 1
    jumps = any(one.rule.centre for one in reactions if one.about.key == first.key)
    return AlarmText(
        mark=_mark(first),
        title=_title(first),
        detail=_detail(first, situation, city),
        tone=_tone(first, tones.get(first.key)),
        since=first.since,
        blinks=_blinks(first),
        hint=tr("Press F to see it on the map") if is_locked and jumps else "",
        more=tr("{n} more", n=rest) if rest else "",
    )


def running(text: AlarmText, now: datetime) -> str:
    """Return how long it has been going on."""
    return running_clock((now - text.since).total_seconds())


def _is_answered_call(about: Occurrence) -> bool:
    """Put calls somebody has answered behind everything that is new."""
    return about.trigger is WallTrigger.SOS and about.is_answered


def _blinks(about: Occurrence) -> bool:
    if about.is_answered:
        return False
    is_gravest = about.trigger is WallTrigger.CASE and about.level is Level.ONE
    return about.trigger is WallTrigger.SOS or is_gravest


def _tone(about: Occurrence, tone: WallTone | None) -> WallTone:
    if about.trigger is WallTrigger.SOS:
        return WallTone.ALARM
    return tone or WallTone.WARNING


def _mark(about: Occurrence) -> str:
    match about.trigger:
        case WallTrigger.SOS:
            return "SOS"
        case WallTrigger.CASE:
            return _LEVEL_MARKS[about.level]
        case _:
            return "!"


def _title(about: Occurrence) -> str:
    match about.trigger:
        case WallTrigger.SOS if about.is_answered:
            return tr("Call for help, answered")
        case WallTrigger.SOS:
            return tr("Call for help")
        case WallTrigger.CASE if about.is_answered:
            return tr("Level {level} case, units sent", level=_LEVEL_MARKS[about.level])
        case WallTrigger.CASE:
            return tr("New level {level} case", level=_LEVEL_MARKS[about.level])
        case _:
            return tr("Units below minimum")


def _detail(about: Occurrence, situation: Situation, city: City | None) -> str:
    match about.trigger:
        case WallTrigger.SOS:
            parts = _of_call(about, situation, city)
        case WallTrigger.CASE:
            state = situation.incidents.get(about.incident_id)
            said = wall_headline(state.incident, city) if state else ""
            parts = [said, grid_name(city, about.grid_id)]
        case _:
            parts = _of_shortage(about, city)
    return " · ".join(part for part in parts if part)


def _of_call(about: Occurrence, situation: Situation, city: City | None) -> list[str]:
    unit = situation.units.get(about.unit_id)
    said = one_line(about.alarm.detail) if about.alarm else ""
    name = one_line(unit.unit.call_sign) if unit else one_line(about.unit_id)
    grid_id = about.grid_id or (unit.unit.grid_id if unit else "")
    return [name, grid_name(city, grid_id) if grid_id else "", said]


def _of_shortage(about: Occurrence, city: City | None) -> list[str]:
    alarm = about.alarm
    if alarm is None:
        return []
    return [
        grid_name(city, alarm.grid_id),
        tr(
            "{force}: {n} of {minimum} units out",
            force=force_name(city, alarm.force_code),
            n=alarm.count,
            minimum=alarm.minimum,
        ),
    ]
