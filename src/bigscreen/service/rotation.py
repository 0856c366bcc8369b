"""Which scene a wall shows: they take turns, an alarm or a desk holds one, and they go on after.

Seconds are those of a steady clock: a replay that runs sixty times as fast does not make scenes
fly by, and setting a clock does not stop them.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from bigscreen.domain.city import City
from bigscreen.domain.scenes import PanelKind, Scene, SceneKind
from bigscreen.domain.screens import ScreenView, ScreenWish

ALARM = "alarm"
DESK = "desk"
HAND = "hand"
"""What a view is ``held_by``; a hand is somebody's who has moved the wall's map."""

UNKNOWN_SCENE = "unknown_scene"
UNKNOWN_GRID = "unknown_grid"
UNKNOWN_CASE = "unknown_case"
NO_SCENE = "no_scene"
"""The city has no scene for what was wished: none for grids, or none for cases."""

SHORTEST_DWELL_S = 3.0
"""A city that writes less means something else; a wall that flickers helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneHold:
    """Why a wall stays with something since ``since_s``, the gravest one first in a list.

    ``key`` names it. ``scene`` is what to show, empty for what is there; ``needs_map`` that
    there has to be a map.
    """

    key: str
    since_s: float
    scene: str = ""
    grid_id: str = ""
    incident_id: str = ""
    needs_map: bool = False


@dataclass(frozen=True, slots=True)
class _Wished:
    wish: ScreenWish
    view: ScreenView
    since_s: float


class Rotation:
    """The scenes of one wall; ``start`` is what it begins with, as :attr:`to_remember` gave it.

    ``held_key`` names the hold that is shown, empty for none.
    """

    def __init__(self, start: ScreenView | None = None) -> None:
        begun = start or ScreenView()
        self._wished: _Wished | None = None
        if begun.held_by == DESK:
            wish = ScreenWish(scene=begun.scene, grid_id=begun.grid_id)
            self._wished = _Wished(wish, begun, float("-inf"))
            begun = ScreenView()
        self._turn = begun
        self._entered_s: float | None = None
        self._is_wish_new = False
        self._fault = ""
        self.held_key = ""
        self._shown = self._turn
        self._last_grid = self._turn.grid_id

    @property
    def to_remember(self) -> ScreenView:
        """What to begin with after a new start: what a desk has pinned, else whose turn it is."""
        wished = self._wished
        if wished is not None and not wished.wish.hold_s and not wished.wish.incident_id:
            return wished.view
        return self._turn

    def wish(self, wish: ScreenWish, city: City, cases: Container[str], at_s: float) -> None:
        """Take a desk's wish; one that can not be followed changes nothing but the view's fault."""
        self._fault = ""
        if wish.resumes:
            self._is_wish_new = self._wished is not None
            self._wished = None
            return
        scene, self._fault = _wished_scene(wish, city)
        if not self._fault and wish.incident_id and wish.incident_id not in cases:
            self._fault = UNKNOWN_CASE
        if scene is None or self._fault:
            return
        view = ScreenView(
            scene=scene.code,
            grid_id=wish.grid_id or _grid_of(scene, city),
            incident_id=wish.incident_id,
            held_by=DESK,
        )
        self._wished = _Wished(wish, view, at_s)
        self._is_wish_new = True

    def look(
        self,
        city: City,
        cases: Container[str],
        holds: Sequence[SceneHold],
        at_s: float,
        *,
        is_touched: bool = False,
    ) -> ScreenView:
        """Return what to show at ``at_s``; ``cases`` are those this wall may show.

        While the wall is touched, somebody looks around on its map: nothing but a desk's new
        wish takes the scene away from under their hand.
        """
        self._drop_wish_that_is_over(city, cases, at_s)
        scenes = city.wall.scenes
        turns = [scene for scene in scenes if scene.in_rotation] or list(scenes[:1])
        self._turn = _still_there(self._turn, turns, city)
        if is_touched and not self._is_wish_new and city.wall.scene(self._shown.scene):
            self._entered_s = None
            return replace(self._shown, held_by=self._shown.held_by or HAND, fault=self._fault)
        self._is_wish_new = False
        held = self._held(city, () if is_touched else holds)
        if held is not None:
            self._entered_s = None  # whoever is interrupted gets its whole turn again
        else:
            self._take_turns(turns, city, at_s)
        self._shown = held or self._turn
        return replace(self._shown, fault=self._fault)

    def _drop_wish_that_is_over(self, city: City, cases: Container[str], at_s: float) -> None:
        wished = self._wished
        if wished is None:
            return
        wish = wished.wish
        is_over = 0 < wish.hold_s <= at_s - wished.since_s
        is_gone = city.wall.scene(wished.view.scene) is None
        if is_over or is_gone or (wish.incident_id and wish.incident_id not in cases):
            self._wished = None

    def _held(self, city: City, holds: Sequence[SceneHold]) -> ScreenView | None:
        """Return what holds the wall: the gravest alarm newer than a desk's wish, or that wish."""
        wished = self._wished
        self.held_key = ""
        for hold in holds:
            if wished is None or hold.since_s > wished.since_s:
                self.held_key = hold.key
                return _view_of(hold, self._shown, city)
        return None if wished is None else wished.view

    def _take_turns(self, turns: Sequence[Scene], city: City, at_s: float) -> None:
        present = city.wall.scene(self._turn.scene)
        if self._entered_s is None:
            self._entered_s = at_s
        if present is None:
            return
        if at_s - self._entered_s < max(SHORTEST_DWELL_S, present.dwell_s):
            return
        self._entered_s = at_s
        codes = [scene.code for scene in turns]
        # A wall may have begun with a scene that takes no turns: the first one follows it.
        place = codes.index(present.code) + 1 if present.code in codes else 0
        following = turns[place % len(turns)]
        grid_id = _grid_of(following, city, after=self._last_grid)
        self._turn = ScreenView(scene=following.code, grid_id=grid_id)
        if following.kind is SceneKind.GRID and not following.grid_id:
            self._last_grid = grid_id


def _wished_scene(wish: ScreenWish, city: City) -> tuple[Scene | None, str]:
    """Return the scene a wish means, or why there is none."""
    if wish.grid_id and city.grid(wish.grid_id) is None:
        return None, UNKNOWN_GRID
    if wish.scene:
        scene = city.wall.scene(wish.scene)
        return scene, "" if scene else UNKNOWN_SCENE
    kind = SceneKind.INCIDENT if wish.incident_id else SceneKind.GRID
    fitting = [scene for scene in city.wall.scenes if scene.kind is kind]
    own = [scene for scene in fitting if scene.grid_id == wish.grid_id]
    scene = next(iter((*own, *(one for one in fitting if not one.grid_id))), None)
    return scene, "" if scene else NO_SCENE


def _view_of(hold: SceneHold, shown: ScreenView, city: City) -> ScreenView:
    scene = city.wall.scene(hold.scene) or city.wall.scene(shown.scene)
    if hold.needs_map and not _suits(scene, hold):
        scene = next((one for one in city.wall.scenes if _suits(one, hold)), scene)
    code = scene.code if scene else ""
    grid_id, incident_id = hold.grid_id, hold.incident_id
    if code == shown.scene and not incident_id:
        grid_id, incident_id = shown.grid_id, shown.incident_id
    elif scene is not None and scene.kind is SceneKind.GRID and not grid_id:
        grid_id = _grid_of(scene, city)
    return ScreenView(scene=code, grid_id=grid_id, incident_id=incident_id, held_by=ALARM)


def _suits(scene: Scene | None, hold: SceneHold) -> bool:
    """Tell whether a scene shows a place on its map, and no case but the one it is about."""
    if scene is None or (scene.kind is SceneKind.INCIDENT and not hold.incident_id):
        return False
    return any(panel.kind is PanelKind.MAP for panel in scene.panels)


def _still_there(turn: ScreenView, turns: Sequence[Scene], city: City) -> ScreenView:
    """Return the turn, or the first one where the city has its scene no longer."""
    scene = city.wall.scene(turn.scene)
    if scene is None:
        scene = turns[0] if turns else None
        return ScreenView(
            scene=scene.code if scene else "",
            grid_id=_grid_of(scene, city) if scene else "",
        )
    if scene.kind is SceneKind.GRID and city.grid(turn.grid_id) is None:
        return ScreenView(scene=scene.code, grid_id=_grid_of(scene, city))
    return turn


def _grid_of(scene: Scene, city: City, after: str = "") -> str:
    """Return the grid a scene is about: its own, or the one after the last that had its turn."""
    if scene.kind is not SceneKind.GRID or scene.grid_id or not city.grids:
        return scene.grid_id
    ids = [grid.id for grid in city.grids]
    return ids[(ids.index(after) + 1) % len(ids)] if after in ids else ids[0]
