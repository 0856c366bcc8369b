"""The window in which a desk sees what every wall shows, and sends scenes, grids and cases."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from bigscreen.bridge.screen_direction import ScreenDirection
from bigscreen.domain.screens import ScreenWish
from bigscreen.ui.centre.records_page import RecordsPage
from bigscreen.ui.desk.asker import Asker
from bigscreen.ui.desk.desk_parts import DeskParts
from bigscreen.ui.dispatch.ask_dialog import Choice, Field, Question
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.paced import Paced
from bigscreen.viewmodels import wall_rows
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.wording import tr

_WIDTH = 1180
_HEIGHT = 560
_PACE_MS = 250
_ALL = "*"


class WallDialog(QDialog):
    """The walls as a table, with what can be sent to the chosen one; the desk can be worked on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Walls"))
        self.setStyleSheet(style_sheet(theme))
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.walls = RecordsPage(theme, wall_rows.headings(), tr("No wall is on the hub"), wide=1)
        self.notice = NoticeBar(theme)
        column = QVBoxLayout(self)
        margin = theme.px(20)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(10))
        column.addWidget(self.walls, 1)
        column.addWidget(self.notice)


class WallPanel(QObject):
    """Ties the walls' window to the desk: what is chosen, what is sent, what became of it."""

    def __init__(
        self, parts: DeskParts, screens: ScreenDirection, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._screens = screens
        self.dialog = WallDialog(theme, window)
        self._asker = Asker(theme, self.dialog)
        self._waiting: dict[str, tuple[str, str]] = {}
        self._said: list[tuple[str, str]] = []
        walls = self.dialog.walls
        self._buttons = [
            walls.add_button(tr("Send a scene"), "S", self._ask_scene),
            walls.add_button(tr("Send a grid"), "G", self._ask_grid),
            walls.add_button(tr("Send a case"), "C", self._ask_case),
            walls.add_button(tr("Let scenes take turns"), "R", self._resume),
        ]
        walls.case_requested.connect(self._on_walls_case_requested)
        self._pace = Paced(self.show_walls, _PACE_MS, self)
        for changed in (
            screens.screens_changed,
            parts.live.situation_changed,
            parts.live.city_changed,
            parts.live.link_changed,
        ):
            changed.connect(self._pace.ask)
        screens.direction_settled.connect(self._on_screens_direction_settled)
        parts.actions.walls.triggered.connect(self.open)
        self.dialog.addAction(parts.actions.walls)

    @Slot()
    def open(self) -> None:
        """Show the window."""
        self.dialog.notice.show_notice(None)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.show_walls()
        self.dialog.walls.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_walls(self) -> None:
        """Show the walls as they are; a hidden window has nothing to show."""
        if not self.dialog.isVisible():
            return
        live = self._parts.live
        rows = wall_rows.wall_rows(self._screens.screens, live.situation, live.city, live.hub_now())
        self.dialog.walls.show_rows(rows)
        for button in self._buttons:
            button.setEnabled(bool(rows))

    def _ask_scene(self) -> None:
        choices = wall_rows.scene_choices(self._parts.live.city)
        self._ask(tr("Send a scene"), tr("Scene"), choices, lambda value: ScreenWish(scene=value))

    def _ask_grid(self) -> None:
        choices = wall_rows.grid_choices(self._parts.live.city)
        self._ask(tr("Send a grid"), tr("Grid"), choices, lambda value: ScreenWish(grid_id=value))

    def _ask_case(self) -> None:
        live, selected = self._parts.live, self._parts.selection.incident_id
        choices = wall_rows.case_choices(live.situation, live.city, selected)
        self._ask(
            tr("Send a case"), tr("Case"), choices, lambda value: ScreenWish(incident_id=value)
        )

    def _ask(
        self,
        heading: str,
        label: str,
        choices: Sequence[tuple[str, str]],
        wish: Callable[[str], ScreenWish],
    ) -> None:
        chosen = self.dialog.walls.table.chosen
        if chosen is None:
            return
        if not choices:
            nothing = Notice(phase=Phase.REFUSED, title=heading, detail=tr("There is none now."))
            self.dialog.notice.show_notice(nothing)
            return
        where = [(chosen.cells[0], chosen.id)]
        if len(self._screens.screens) > 1:
            where.append((tr("All walls"), _ALL))
        fields: list[Field] = [
            Choice(name="what", label=label, choices=choices, value=choices[0][1]),
            Choice(name="hold_s", label=tr("Stays"), choices=wall_rows.hold_choices(), value=0.0),
            Choice(name="where", label=tr("Wall"), choices=where, value=chosen.id),
        ]
        names = {value: name for name, value in choices}
        question = Question(heading=heading, fields=fields, order=tr("Send"))
        self._asker.ask(question, partial(self._send_said, wish, names), self.dialog)

    def _send_said(
        self,
        wish: Callable[[str], ScreenWish],
        names: Mapping[str, str],
        said: Mapping[str, Any],
    ) -> None:
        made = wish(said["what"])
        held = ScreenWish(
            scene=made.scene,
            grid_id=made.grid_id,
            incident_id=made.incident_id,
            hold_s=said["hold_s"],
        )
        self._send(said["where"], held, names.get(said["what"], ""))

    def _resume(self) -> None:
        chosen = self.dialog.walls.table.chosen
        if chosen is not None:
            self._send(chosen.id, ScreenWish(), tr("Let scenes take turns"))

    def _send(self, where: str, wish: ScreenWish, what: str) -> None:
        """Send to one wall or to all; each answers for itself."""
        self._said.clear()
        self._waiting.clear()
        for screen in self._screens.screens:
            if where in {_ALL, screen.id}:
                name = wall_rows.wall_name(screen)
                self._waiting[self._screens.direct(screen.id, wish)] = (name, what)
        self._show_notice()

    @Slot(str, str)
    def _on_screens_direction_settled(self, direction_id: str, fault: str) -> None:
        sent = self._waiting.pop(direction_id, None)
        if sent is None:
            return
        name, what = sent
        self._said.append((f"{name} ← {what}", fault))
        self._show_notice()

    def _show_notice(self) -> None:
        """Say what became of it: refusals first, then what is still on its way."""
        faults = [(title, code) for title, code in self._said if code]
        if faults:
            title = "; ".join(title for title, _ in faults)
            detail = " ".join(dict.fromkeys(wall_rows.fault_text(code) for _, code in faults))
            is_down = all(code == "not_sent" for _, code in faults)
            phase = Phase.NOT_SENT if is_down else Phase.REFUSED
            notice = Notice(phase=phase, title=title, detail=detail)
        elif self._waiting:
            title = "; ".join(f"{name} ← {what}" for name, what in self._waiting.values())
            notice = Notice(phase=Phase.PENDING, title=title, detail=tr("on its way to the wall"))
        else:
            title = "; ".join(title for title, _ in self._said)
            notice = Notice(phase=Phase.ACCEPTED, title=title, detail=tr("handed to the wall"))
        self.dialog.notice.show_notice(notice)

    @Slot(str)
    def _on_walls_case_requested(self, incident_id: str) -> None:
        if incident_id in self._parts.live.situation.incidents:
            self._parts.selection.select_incident(incident_id)
