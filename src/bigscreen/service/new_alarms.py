"""Makes the alarms that are raised: whom they are about, who is told, sounding or expired."""

from dataclasses import replace
from datetime import datetime

from bigscreen.domain.alarms import Alarm, AlarmKind, AlarmStage, AlarmStatus
from bigscreen.domain.city import City
from bigscreen.domain.figures import MinimumFigure
from bigscreen.domain.hand_overs import HandOver
from bigscreen.domain.situation import Situation
from bigscreen.service.case_watch import next_warning
from bigscreen.service.hand_over_watch import step_warning
from bigscreen.service.standing import Standing, alarm_id, form_key, place_key


class NewAlarms:
    """Makes alarms ``now`` (UTC); what came before ``running_since`` is expired from the start.

    The grid's commander is told of cases and of missing units, the department of its forms.
    """

    def __init__(
        self, situation: Situation, city: City, now: datetime, running_since: datetime
    ) -> None:
        self._situation = situation
        self._city = city
        self._now = now
        self._running_since = running_since

    def of_case(self, kind: AlarmKind, incident_id: str, standing: Standing) -> Alarm:
        """Return the alarm of a case, or of its next stage."""
        state = self._situation.incidents[incident_id]
        subject = f"{incident_id}/{standing.detail}" if standing.detail else incident_id
        moment = standing.moment or next_warning(self._situation, self._city, state)
        grid_id = state.incident.grid_id
        return replace(
            self._alarm(kind, subject, standing, moment),
            incident_id=incident_id,
            grid_id=grid_id,
            addressee=self._commander(grid_id),
        )

    def of_hand_over(self, form: HandOver, standing: Standing) -> Alarm:
        """Return the alarm of a form, or of its next step."""
        known = self._situation.incidents.get(form.incident_id)
        department = self._city.plan.department(form.department)
        subject = form_key(form.id, standing.detail) if standing.detail else form.id
        moment = standing.moment or step_warning(self._city, form, standing.detail)
        return replace(
            self._alarm(AlarmKind.HAND_OVER_DUE, subject, standing, moment),
            incident_id=form.incident_id,
            hand_over_id=form.id,
            grid_id=known.incident.grid_id if known is not None else "",
            addressee=department.name if department is not None else form.department,
        )

    def of_shortage(self, figure: MinimumFigure) -> Alarm:
        """Return the alarm of units missing in a grid; they are missing since now."""
        subject = place_key(figure.grid_id, figure.force_code)
        standing = Standing(AlarmStage.DUE, self._now)
        return replace(
            self._alarm(AlarmKind.UNITS_BELOW_MINIMUM, subject, standing, self._now),
            grid_id=figure.grid_id,
            force_code=figure.force_code,
            count=figure.on_duty,
            minimum=figure.minimum,
            addressee=self._commander(figure.grid_id),
        )

    def _alarm(
        self, kind: AlarmKind, subject: str, standing: Standing, moment: datetime | None
    ) -> Alarm:
        came = min(moment or self._now, self._now)
        missed = came < self._running_since
        return Alarm(
            id=alarm_id(kind, subject, standing.stage, came),
            kind=kind,
            stage=standing.stage,
            moment=came,
            status=AlarmStatus.EXPIRED if missed else AlarmStatus.SOUNDING,
            detail=standing.detail,
            raised_at=self._now,
        )

    def _commander(self, grid_id: str) -> str:
        grid = self._city.grid(grid_id)
        return grid.commander if grid is not None else ""
