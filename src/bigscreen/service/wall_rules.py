"""What a wall has to react to, and for how long: a city's rules over what is going on.

Facts in, reactions out. Whether the map may jump, who plays the sound and how a banner looks is
for the screen to see to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStatus
from bigscreen.domain.case_state import IncidentState
from bigscreen.domain.link import LinkState, LinkStatus
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.situation import Situation
from bigscreen.domain.wall_rules import WallRule, WallTrigger

_GRAVITY = (
    WallTrigger.SOS,
    WallTrigger.CASE,
    WallTrigger.FEED_LOST,
    WallTrigger.UNITS_BELOW_MINIMUM,
)
"""Which of several a wall shows, the gravest first."""


def occurrences(situation: Situation, link: LinkState) -> tuple[Occurrence, ...]:
    """Return what a rule could wait for: open cases, calls for help, minimums, the feed."""
    return (
        *(_of_alarm(alarm) for alarm in situation.alarms.open() if alarm.kind in _ALARMS),
        *(_of_case(state) for state in situation.open_incidents()),
        *_of_link(link),
    )


_ALARMS = {
    AlarmKind.SOS: WallTrigger.SOS,
    AlarmKind.UNITS_BELOW_MINIMUM: WallTrigger.UNITS_BELOW_MINIMUM,
}
_WAITING = frozenset({AlarmStatus.SOUNDING, AlarmStatus.EXPIRED})


def _of_alarm(alarm: Alarm) -> Occurrence:
    return Occurrence(
        trigger=_ALARMS[alarm.kind],
        key=f"alarm {alarm.id}",
        since=alarm.moment,
        is_answered=alarm.status not in _WAITING,
        incident_id=alarm.incident_id,
        unit_id=alarm.unit_id,
        grid_id=alarm.grid_id,
        alarm=alarm,
    )


def _of_case(state: IncidentState) -> Occurrence:
    incident = state.incident
    return Occurrence(
        trigger=WallTrigger.CASE,
        key=f"case {incident.id} {state.reopened}",
        since=incident.received_at,
        is_answered=bool(state.assignment_ids),
        level=incident.level,
        incident_id=incident.id,
        grid_id=incident.grid_id,
    )


def _of_link(link: LinkState) -> Iterable[Occurrence]:
    if link.status is LinkStatus.LOST:
        yield Occurrence(trigger=WallTrigger.FEED_LOST, key="feed", since=link.since)


class WallRules:
    """Follows a wall's occurrences from look to look.

    A reaction ends when its hold time is over, when what it is about is over, and when somebody
    has answered it; a case with a hold time stays for that time, also when units were sent at
    once. Nothing is reacted to twice. At the first look cases older than the hold time are
    taken for known; calls for help never are.
    """

    def __init__(self) -> None:
        self._known: dict[str, Reaction | None] = {}
        self._has_looked = False

    def look(
        self,
        going_on: Sequence[Occurrence],
        rules: Sequence[WallRule],
        now: datetime,
        at_s: float,
    ) -> tuple[Reaction, ...]:
        """Return the reactions at work, the gravest first, among equals the newest.

        ``now`` is the hub's time, ``at_s`` seconds of a steady clock.
        """
        known: dict[str, Reaction | None] = {}
        for about in going_on:
            rule = _rule_for(about, rules)
            if rule is not None:
                known[about.key] = self._reaction(about, rule, now, at_s)
        self._known, self._has_looked = known, True
        at_work = [reaction for reaction in known.values() if reaction is not None]
        at_work.sort(key=lambda one: one.since_s, reverse=True)
        at_work.sort(key=lambda one: _GRAVITY.index(one.rule.trigger))
        return tuple(at_work)

    def _reaction(
        self, about: Occurrence, rule: WallRule, now: datetime, at_s: float
    ) -> Reaction | None:
        """Return what goes on because of it, None where that is over or never began."""
        if about.key not in self._known:
            begun = Reaction(rule=rule, about=about, since_s=at_s, is_new=True)
            is_old = not self._has_looked and _is_old(about, rule, now)
            return None if is_old or _is_over(begun, at_s) else begun
        earlier = self._known[about.key]
        if earlier is None:
            return None
        going_on = replace(earlier, about=about, rule=rule, is_new=False)
        return None if _is_over(going_on, at_s) else going_on


def _rule_for(about: Occurrence, rules: Sequence[WallRule]) -> WallRule | None:
    """Return the first rule that waits for this; grids and levels bound everything but an SOS."""
    for rule in rules:
        if rule.trigger is not about.trigger:
            continue
        if rule.trigger is WallTrigger.SOS:
            return rule
        if rule.grid_ids and about.grid_id not in rule.grid_ids:
            continue
        if rule.trigger is WallTrigger.CASE and about.level > rule.level:
            continue
        return rule
    return None


def _is_over(reaction: Reaction, at_s: float) -> bool:
    rule = reaction.rule
    if rule.hold_s and at_s - reaction.since_s >= rule.hold_s:
        return True
    stays_anyway = rule.trigger is WallTrigger.CASE and rule.hold_s > 0
    return reaction.about.is_answered and not stays_anyway


def _is_old(about: Occurrence, rule: WallRule, now: datetime) -> bool:
    """Tell whether a case was there long before this wall was."""
    if about.trigger is not WallTrigger.CASE:
        return False
    return (now - about.since).total_seconds() > rule.hold_s
