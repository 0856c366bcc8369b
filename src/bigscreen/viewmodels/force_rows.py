"""Where each force's units are: on patrol, on the way, on scene, silent, off duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bigscreen.domain.city import City
from bigscreen.domain.figures import ForceFigure, KpiBoard
from bigscreen.domain.units import Duty, UnitKind, UnitState
from bigscreen.viewmodels.trade_words import force_name
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
    """One force: how many of its units are in each state, and on duty of all."""

    name: str
    mark: Mark
    parts: tuple[tuple[ForceState, int], ...]
    on_duty: int
    total: int
    definition: str


def state_name(state: ForceState) -> str:
    """Return the word for one part of the bar."""
    return tr(_NAMES[state])


def force_rows(board: KpiBoard, city: City | None) -> tuple[ForceRow, ...]:
    """Return a row for each force that is sent to cases."""
    return tuple(_row(figure, city) for figure in board.forces if not _is_auxiliary(figure, city))


def _row(figure: ForceFigure, city: City | None) -> ForceRow:
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
    return ForceRow(
        name=name,
        mark=mark_of_force(city.force(figure.force_code) if city else None),
        parts=tuple((state, n) for state, n in counts.items() if n),
        on_duty=total - figure.off_duty,
        total=total,
        definition=tr("{force}, units now: {split}", force=name, split=split),
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
