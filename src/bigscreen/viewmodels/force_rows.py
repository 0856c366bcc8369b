"""Where each force's units are: on patrol, on the way, on scene, silent, off duty, wanting."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.figures import ForceFigure, KpiBoard, MinimumFigure
from bigscreen.domain.units import Duty, UnitKind, UnitState
from bigscreen.viewmodels.trade_words import force_name, grid_name
from bigscreen.viewmodels.unit_marks import Mark, Tone, mark_of_force
from bigscreen.viewmodels.wording import tr, tr_noop


class ForceState(StrEnum):
    """The parts of a force's bar, in the order they are drawn."""

    PATROL = "patrol"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    OFFLINE = "offline"
    OFF_DUTY = "off_duty"


_NAMES = {
    ForceState.PATROL: tr_noop("On patrol"),
    ForceState.EN_ROUTE: tr_noop("Under way"),
    ForceState.ON_SCENE: tr_noop("At scene"),
    ForceState.OFFLINE: tr_noop("Offline"),
    ForceState.OFF_DUTY: tr_noop("Off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceRow:
    """One force: how many of its units are in each state, and on duty of all.

    ``short`` says how many units the grids below their minimum want, empty while none is.
    """

    name: str
    mark: Mark
    parts: tuple[tuple[ForceState, int], ...]
    on_duty: int
    total: int
    definition: str
    short: str = ""


def state_name(state: ForceState) -> str:
    """Return the word for one part of the bar."""
    return tr(_NAMES[state])


def force_rows(board: KpiBoard, city: City | None) -> tuple[ForceRow, ...]:
    """Return a row for each force that is sent to cases."""
    below = [one for one in board.minimums if one.on_duty < one.minimum]
    return tuple(
        _row(figure, [one for one in below if one.force_code == figure.force_code], city)
        for figure in board.forces
        if not _is_auxiliary(figure, city)
    )


def _row(figure: ForceFigure, below: list[MinimumFigure], city: City | None) -> ForceRow:
    counts = {
        ForceState.PATROL: figure.available,
        ForceState.EN_ROUTE: figure.en_route,
        ForceState.ON_SCENE: figure.on_scene,
        ForceState.OFFLINE: figure.offline,
        ForceState.OFF_DUTY: figure.off_duty,
    }
    total = sum(counts.values())
    name = force_name(city, figure.force_code)
    split = tr(", ").join(f"{state_name(state)} {n}" for state, n in counts.items())
    definition = tr("{force}, units now: {split}", force=name, split=split)
    wanted = ""
    if below:
        wanted = tr("{n} short", n=sum(one.minimum - one.on_duty for one in below))
        places = tr(", ").join(
            f"{grid_name(city, one.grid_id)} {one.on_duty}/{one.minimum}" for one in below
        )
        definition += "\n" + tr("Below the minimum of the duty level: {places}", places=places)
    return ForceRow(
        name=name,
        mark=mark_of_force(city.force(figure.force_code) if city else None),
        parts=tuple((state, n) for state, n in counts.items() if n),
        on_duty=total - figure.off_duty,
        total=total,
        definition=definition,
        short=wanted,
    )


def auxiliaries_text(board: KpiBoard, city: City | None) -> str:
    """Return how many auxiliaries are out: they help and are not sent like officers."""
    count = sum(
        figure.available + figure.en_route + figure.on_scene
        for figure in board.forces
        if _is_auxiliary(figure, city)
    )
    return tr("Auxiliaries {n}", n=count) if count else ""


def drones_text(units: Iterable[UnitState]) -> str:
    """Return how many drones are on duty."""
    count = sum(known.unit.kind is UnitKind.DRONE and known.duty is Duty.ON_DUTY for known in units)
    return tr("Drones {n}", n=count) if count else ""


def _is_auxiliary(figure: ForceFigure, city: City | None) -> bool:
    force = city.force(figure.force_code) if city else None
    return mark_of_force(force).tones == (Tone.AUXILIARY,)
