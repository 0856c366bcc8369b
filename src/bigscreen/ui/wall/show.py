"""Directs a wall: which scene it shows, where its map looks, what its banner tells."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.bridge.screen_direction import ScreenDirection
from bigscreen.domain.city import City
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.occurrences import Occurrence, Reaction
from bigscreen.domain.scenes import (
    ESSENTIAL,
    PanelKind,
    Scene,
    SceneKind,
    ScenePanel,
    Zone,
)
from bigscreen.domain.screens import ScreenView, ScreenWish
from bigscreen.domain.wall_rules import WallTone, WallTrigger, rules_in_force
from bigscreen.service.nearest_cameras import nearest_cameras
from bigscreen.service.rotation import Rotation, SceneHold
from bigscreen.service.wall_rules import WallRules, occurrences
from bigscreen.ui.theme import State, Theme
from bigscreen.ui.wall.map_hand import MapHand
from bigscreen.ui.wall.night import NightVeil
from bigscreen.ui.wall.show_sounds import WallSounds
from bigscreen.ui.wall.wall_window import WallWindow
from bigscreen.ui.widgets.alarm_banner import AlarmBanner
from bigscreen.ui.widgets.edge_frame import EdgeFrame
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels.wall_alarms import alarm_text
from bigscreen.viewmodels.wording import tr

_PACE_MS = 250
_BANNER_PLACE = 2
"""Under the bar and the band of a lost link."""


class WallShow(QObject):
    """Rotation, rules and wishes over one wall window.

    ``screens`` brings wishes and is told what is shown, ``start`` is what to begin with,
    ``steady_clock`` counts seconds.

    Signals:
        view_changed(ScreenView): something else is shown.
        remembered(ScreenView): begin with this after a new start.
    """

    view_changed = Signal(object)
    remembered = Signal(object)

    def __init__(
        self,
        window: WallWindow,
        screens: ScreenDirection,
        start: ScreenView | None = None,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._live: LiveSituation = window.live
        self._screens = screens
        self._steady_clock = steady_clock
        self._rotation = Rotation(start)
        self._rules = WallRules()
        self._has_been_live = False
        self._waiting: list[ScreenWish] = []
        self._shown: tuple[str, str, str, tuple[str, ...]] | None = None
        self._view = ScreenView()
        self._was_live = False
        self._kept = start
        self.hand = MapHand(window.scenes, steady_clock, self)
        self.banner = AlarmBanner(window.theme)
        self.frame = EdgeFrame(window.theme, window)
        self.veil = NightVeil(window.live, window)
        self.sounds = WallSounds(self)
        window.layout().insertWidget(_BANNER_PLACE, self.banner)  # type: ignore[union-attr]
        self._add_follow_key()
        self._pace = Paced(self.look, _PACE_MS, self)
        for changed in (
            self._live.situation_changed,
            self._live.link_changed,
            self._live.city_changed,
            self.hand.hand_changed,
        ):
            changed.connect(self._pace.ask)
        screens.wish_arrived.connect(self._on_screens_wish_arrived)
        window.ticked.connect(self._on_window_ticked)
        window.theme_changed.connect(self._on_window_theme_changed)
        self.look()

    @property
    def view(self) -> ScreenView:
        """What is shown now."""
        return self._view

    def _add_follow_key(self) -> None:
        follow = QAction(tr("Follow the cases on the map"), self)
        follow.setShortcut(QKeySequence("F"))
        follow.triggered.connect(self.hand.resume)
        self._window.addAction(follow)

    @Slot()
    def look(self) -> None:
        """See what there is to show now, and show it."""
        live = self._live
        city = live.city
        if city is None:
            return
        at_s, now = self._steady_clock(), live.hub_now()
        for wish in self._waiting:
            self._rotation.wish(wish, city, live.situation.incidents, at_s)
        self._waiting.clear()
        self._has_been_live = self._has_been_live or live.link.status.shows_now
        going_on = self._going_on(city) if self._has_been_live else ()
        rules = rules_in_force(city.wall.conduct.rules)
        reactions = self._rules.look(going_on, rules, now, at_s)
        is_touched = self.hand.is_on_map
        holds = [_hold_of(reaction, city) for reaction in reactions]
        cases = live.situation.incidents
        view = self._rotation.look(city, cases, holds, at_s, is_touched=is_touched)
        held = next((r for r in reactions if r.about.key == self._rotation.held_key), None)
        is_other = self._show(view, city, held)
        place = self._place_to_look_at(held)
        self.hand.look_at(place, anew=is_other)
        self._tell(reactions, going_on, now)
        self.sounds.hear(reactions, going_on, city, now, at_s)
        self._report(view)

    def _going_on(self, city: City) -> tuple[Occurrence, ...]:
        """Return what rules could wait for; a call for help comes from where its unit is now."""
        found = []
        for about in occurrences(self._live.situation, self._live.link):
            place = self._unit_place(about.unit_id) if about.unit_id else None
            grid = city.grid_at(place) if place else None
            found.append(replace(about, grid_id=grid.id) if grid else about)
        return tuple(found)

    def _show(self, view: ScreenView, city: City, held: Reaction | None) -> bool:
        """Have the window show it; tell whether that is something else."""
        scene = city.wall.scene(view.scene)
        if scene is None:
            return False
        cameras = self._cameras(scene, city, held)
        wanted = (view.scene, view.grid_id, view.incident_id, cameras)
        if wanted == self._shown:
            return False
        self._shown = wanted
        if cameras:
            scene = replace(scene, panels=(*scene.panels, _video(cameras)))
        self._window.show_scene(scene, grid_id=view.grid_id, incident_id=view.incident_id)
        return True

    def _cameras(self, scene: Scene, city: City, held: Reaction | None) -> tuple[str, ...]:
        """Return the cameras to open beside a scene that has no room for pictures of its own.

        Once opened for something they stay, wherever it moves.
        """
        if held is None or not held.rule.cameras:
            return ()
        if any(panel.kind is PanelKind.VIDEO for panel in scene.panels):
            return ()
        if self._shown is not None and self._shown[0] == scene.code and self._shown[3]:
            return self._shown[3]
        case = self._live.situation.incidents.get(held.about.incident_id)
        units = [a.unit_id for a in self._live.situation.assignments_of(case)] if case else []
        if held.about.unit_id:
            units.append(held.about.unit_id)
        near = nearest_cameras(
            [camera for camera in city.cameras if not camera.is_sensitive],
            self._place(held.about),
            self._unit_place,
            on_case=units,
            most=held.rule.cameras,
        )
        return tuple(one.camera.id for one in near)

    def _place_to_look_at(self, held: Reaction | None) -> GeoPoint | None:
        """Return where a call for help is; a case is its scene's to show."""
        if held is None or not held.rule.centre or held.about.trigger is WallTrigger.CASE:
            return None
        return self._place(held.about)

    def _place(self, about: Occurrence) -> GeoPoint | None:
        case = self._live.situation.incidents.get(about.incident_id)
        if case is not None and case.incident.location is not None:
            return case.incident.location
        return self._unit_place(about.unit_id)

    def _unit_place(self, unit_id: str) -> GeoPoint | None:
        unit = self._live.situation.units.get(unit_id)
        fixes = self._live.fixes
        if unit is None or not fixes.has(unit.number):
            return None
        return GeoPoint(float(fixes.lat[unit.number]), float(fixes.lon[unit.number]))

    def _tell(
        self, reactions: Sequence[Reaction], going_on: Sequence[Occurrence], now: datetime
    ) -> None:
        """Show banner and frame."""
        live, is_locked = self._live, self.hand.is_on_map
        text = alarm_text(reactions, going_on, live.situation, live.city, is_locked=is_locked)
        self.banner.show_text(text, now)
        tone = next((one.rule.tone for one in reactions if one.rule.tone is not None), None)
        colours = {WallTone.ALARM: State.BAD, WallTone.WARNING: State.LATE, None: None}
        self.frame.show_colour(colours[tone])
        self.veil.lift(is_lifted=tone is WallTone.ALARM)

    def _report(self, view: ScreenView) -> None:
        """Say what is shown, and again whenever the hub may have forgotten."""
        is_live = self._live.link.status.shows_now
        if view != self._view or (is_live and not self._was_live):
            self._screens.report_view(view)
        self._was_live = is_live
        if view != self._view:
            self._view = view
            self.view_changed.emit(view)
        kept = self._rotation.to_remember
        if kept != self._kept:
            self._kept = kept
            self.remembered.emit(kept)

    @Slot(object)
    def _on_window_ticked(self, now: datetime) -> None:
        self.hand.look_at_clock()
        self.veil.look()
        self.look()
        self.banner.tick(now)

    @Slot(object)
    def _on_window_theme_changed(self, theme: Theme) -> None:
        self.banner.set_theme(theme)
        self.frame.set_theme(theme)

    @Slot(object, str)
    def _on_screens_wish_arrived(self, wish: ScreenWish, _by: str) -> None:
        self._waiting.append(wish)
        self.look()


def _hold_of(reaction: Reaction, city: City) -> SceneHold:
    rule, about = reaction.rule, reaction.about
    scene = city.wall.scene(rule.scene)
    shows_case = rule.trigger is WallTrigger.CASE and (rule.centre or rule.scene)
    of_grid = scene is not None and scene.kind is SceneKind.GRID and city.grid(about.grid_id)
    return SceneHold(
        key=about.key,
        since_s=reaction.since_s,
        scene=rule.scene,
        grid_id=about.grid_id if of_grid else "",
        incident_id=about.incident_id if shows_case else "",
        needs_map=rule.centre,
    )


def _video(cameras: tuple[str, ...]) -> ScenePanel:
    return ScenePanel(
        kind=PanelKind.VIDEO,
        zone=Zone.SIDE_END,
        priority=ESSENTIAL,
        cameras=cameras,
        tiles=len(cameras),
    )
