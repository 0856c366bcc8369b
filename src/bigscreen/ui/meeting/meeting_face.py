"""One look of the meeting window: bar, period, pages, and the way into any figure and back."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.report.figure_tables import definition
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.meeting.area_menu import area_menu, area_words
from bigscreen.ui.meeting.breadcrumb import Breadcrumb
from bigscreen.ui.meeting.case_view import CaseView
from bigscreen.ui.meeting.drill_view import DrillView
from bigscreen.ui.meeting.export_menu import ExportMenu
from bigscreen.ui.meeting.grid_map import GridMapView
from bigscreen.ui.meeting.map_place import MapPlace
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import CaseStep, Step
from bigscreen.ui.meeting.page_host import PageHost
from bigscreen.ui.meeting.period_bar import PeriodBar
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.theme import Size, Theme
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.screen_frame import GAP, MARGIN, ScreenFrame
from bigscreen.viewmodels.meeting.drill import drill_of, drill_title
from bigscreen.viewmodels.meeting.grid_map import CHOICES, place_of_step
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.meeting.report import report_of
from bigscreen.viewmodels.order_notice import Notice
from bigscreen.viewmodels.report_blocks import Block, GridMap, Ground, Page, Report
from bigscreen.viewmodels.wording import named, tr

_BUTTON = 44
_NOT_SENT = "not_sent"
_NOTICE_MS = 8_000


class MeetingFace(ScreenFrame):
    """Shows what :class:`MeetingState` says, and changes it; made anew in another look or size.

    Signals:
        page_shown(Page): what is on screen now, for exports.
    """

    page_shown = Signal(object)

    def __init__(self, parts: MeetingParts, theme: Theme, screen_name: str) -> None:
        super().__init__(parts.live, theme, screen_name)
        self.parts = parts
        self.page: Page | None = None
        self._map: GridMapView | None = None
        self._map_step = 0
        self.export: ExportMenu | None = None
        self.notices = NoticeBar(theme, self)
        self.period_bar = PeriodBar(theme)
        self.tabs = Segments(theme, tr("Pages"), self._tab_choices())
        self.tabs.chosen.connect(self.show_page)
        self.host = PageHost(theme, parts.asker, self._inside_of)
        self.host.drill_requested.connect(self.drill_into)
        self.host.case_opened.connect(self.open_case)
        self.host.page_shown.connect(self._on_page_shown)
        self.host.page_going.connect(self._on_host_page_going)
        self.views = QStackedWidget()
        self.views.addWidget(self.host)
        self.area = ActionButton(theme, parts.actions.area, design_height=_BUTTON)
        self._crumb: Breadcrumb | None = None
        self.more = KeyButton(theme, "⋯", design_height=_BUTTON)
        self._top = QHBoxLayout()
        self._heading = QHBoxLayout()
        self._place(theme)
        parts.live.city_changed.connect(self._on_live_city_changed)
        parts.live.link_changed.connect(self._on_live_link_changed)
        self._notice_ends = QTimer(self)
        self._notice_ends.setSingleShot(True)
        self._notice_ends.setInterval(_NOTICE_MS)
        self._notice_ends.timeout.connect(self._on_notice_ends_timeout)
        self.ticked.connect(self._on_ticked)
        self.views.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.views.setAccessibleName(tr("Meeting"))
        self.views.setFocus()

    def _place(self, theme: Theme) -> None:
        px, actions = theme.px, self.parts.actions
        self._top.setSpacing(px(10))
        self._top.addWidget(self.period_bar, 1)
        self._top.addWidget(self.area)
        self._top.addWidget(_narrow(ActionButton(theme, actions.replay, design_height=_BUTTON)))
        self._heading.setSpacing(px(10))
        self._heading.addWidget(self.tabs)
        self._heading.addStretch(1)
        self._heading.addWidget(self.more)
        self.more.setFixedWidth(px(64))
        self.more.setAccessibleName(tr("More …"))
        self.more.clicked.connect(self._on_more_clicked)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        column.setSpacing(px(GAP))
        column.addLayout(self._top)
        column.addLayout(self._heading)
        column.addWidget(self.views, 1)

    # what is shown

    def refresh(self, *, at_once: bool = False) -> None:
        """Show what the state says: a page, or where its steps lead."""
        look = self.parts.look()
        if look is None:
            self.host.notice.show_loading(None)
            return
        self._offer_export(look)
        self.period_bar.show_look(look)
        self._show_area(look)
        self._show_tabs()
        self._show_steps(look)
        if not self._is_picking():
            self.views.setFocus()
        if not self.parts.state.steps:
            kind = next(one for one in self.parts.pages if one.key == self._page_key())
            self.views.setCurrentWidget(self.host)
            self.host.show_page(kind, look, at_once=at_once)
            if self.host.page is not None:
                self._on_page_shown(self.host.page)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show another page; steps into one are left."""
        self.parts.state.page = key
        self.parts.state.steps.clear()
        self.refresh()

    def turn(self, by: int) -> None:
        """Turn pages, from the last on to the first."""
        keys = [page.key for page in self.parts.pages]
        self.show_page(keys[(keys.index(self._page_key()) + by) % len(keys)])

    @Slot(object, str)
    def drill_into(self, ground: Ground, _label: str) -> None:
        """Show the cases behind a figure."""
        measure = ALL_MEASURES[ground.measure]
        name = named(measure.name, measure.name_en)
        self.parts.state.steps.append(drill_of(ground, name, measure.kind.value))
        self.refresh()

    @Slot(str)
    def open_case(self, incident_id: str) -> None:
        """Show a case's record."""
        self.parts.state.steps.append(CaseStep(incident_id))
        self.refresh()

    @Slot(int)
    def go_back(self, steps: int = 1) -> bool:
        """Go so many steps back; tell whether there was one."""
        taken = self.parts.state.steps
        if not taken:
            return False
        del taken[max(0, len(taken) - steps) :]
        self.refresh()
        return True

    def again(self) -> None:
        """Ask again for what is on screen."""
        shown = self.views.currentWidget()
        if isinstance(shown, DrillView | CaseView):
            shown.again()
        else:
            self.host.again()

    def narrow(self, only: Only) -> None:
        """Look at another part of the city."""
        self.parts.state.only = only
        self.parts.state.steps.clear()
        self.refresh()

    def pop_up_areas(self) -> None:
        """Offer the parts of the city."""
        if (city := self.parts.live.city) is not None:
            menu = area_menu(city, self.narrow, self.theme, self)
            menu.popup(self.area.mapToGlobal(QPoint(0, self.area.height())))
            menu.setActiveAction(menu.actions()[0])

    @Slot()
    def _on_more_clicked(self) -> None:
        """Offer what a presenter has keys for to the mouse as well."""
        actions = self.parts.actions
        menu = QMenu(self)
        menu.setFont(self.theme.font(Size.LABEL))
        for group in (
            (actions.look, actions.larger, actions.smaller, actions.usual_size),
            (actions.blank, actions.full_screen),
            (actions.again, actions.shortcuts),
        ):
            menu.addActions(list(group))
            menu.addSeparator()
        left = self.more.width() - menu.sizeHint().width()
        menu.popup(self.more.mapToGlobal(QPoint(left, self.more.height())))
        menu.setActiveAction(actions.look)

    @property
    def case_in_sight(self) -> str:
        """The id of the case that is looked at, empty for none."""
        steps = self.parts.state.steps
        return steps[-1].incident_id if steps and isinstance(steps[-1], CaseStep) else ""

    def leave(self) -> None:
        """Want no answers any more: the face is about to go."""
        self._drop_step_views()

    # how it is shown

    def _is_picking(self) -> bool:
        """Tell whether somebody types a day."""
        return self.period_bar.first.hasFocus() or self.period_bar.last.hasFocus()

    def _page_key(self) -> str:
        keys = [page.key for page in self.parts.pages]
        wanted = self.parts.state.page
        return wanted if wanted in keys else keys[0]

    def _tab_choices(self) -> list[Choice]:
        return [
            Choice(page.key, tr(page.title), str(number))
            for number, page in enumerate(self.parts.pages, start=1)
        ]

    def _show_tabs(self) -> None:
        self.tabs.take(self._page_key())
        self.parts.actions.measure.setVisible(self._page_key() == "map")

    def _show_area(self, look: Look) -> None:
        words = area_words(look)
        self.parts.actions.area.setText(words)
        self.area.setMaximumWidth(self.theme.px(300))
        _narrow(self.area)

    def _show_steps(self, look: Look) -> None:
        steps = self.parts.state.steps
        self._drop_step_views()
        if steps:
            shown = self._step_view(steps[-1], look)
            self.views.addWidget(shown)
            self.views.setCurrentWidget(shown)
            self.parts.asker.leave()
        self._show_crumb(look)

    def _step_view(self, step: Step, look: Look) -> QWidget:
        if isinstance(step, CaseStep):
            case = CaseView(self.theme, self.parts.lane, self.live, step.incident_id, look)
            case.shown.connect(self._on_case_shown)
            return case
        drill = DrillView(self.theme, self.parts.lane, step, look)
        drill.case_opened.connect(self.open_case)
        drill.left.connect(self._on_drill_left)
        drill.shown.connect(self._on_page_shown)
        return drill

    def _drop_step_views(self) -> None:
        for place in range(self.views.count() - 1, -1, -1):
            shown = self.views.widget(place)
            if isinstance(shown, DrillView | CaseView):
                shown.leave()
                if shown.isAncestorOf(self.window().focusWidget()):
                    self.views.setFocus()
                self.views.removeWidget(shown)
                shown.deleteLater()

    def _show_crumb(self, look: Look) -> None:
        if self._crumb is not None:
            self._heading.removeWidget(self._crumb)
            self._crumb.hide()
            self._crumb.deleteLater()
            self._crumb = None
        steps = self.parts.state.steps
        self.tabs.setVisible(not steps)
        if not steps:
            return
        page = next(one for one in self.parts.pages if one.key == self._page_key())
        names = [tr(page.title), *(self._step_name(step, look) for step in steps)]
        self._crumb = Breadcrumb(self.theme, names)
        self._crumb.gone_back.connect(self.go_back)
        self._heading.insertWidget(0, self._crumb, 1)

    def _step_name(self, step: Step, look: Look) -> str:
        if isinstance(step, CaseStep):
            return step.title or step.incident_id
        return drill_title(step, look)

    def _inside_of(self, block: Block) -> QWidget | None:
        """Return the map for its block: one map is kept from page to page."""
        city, web_root = self.live.city, self.parts.web_root
        if not isinstance(block, GridMap) or not block.steps or city is None or web_root is None:
            return None
        if self._map is None:
            self._map = GridMapView(self.theme, city, web_root)
            self._map.grid_chosen.connect(self._on_map_grid_chosen)
            self._map.step_changed.connect(self._on_map_step_changed)
        number = self.parts.state.map_choice % len(CHOICES)
        self._map_step = len(block.steps) - 1
        place = MapPlace(self.theme, block, self._map, number)
        place.chosen.connect(self._on_map_place_chosen)
        return place

    @Slot()
    def _on_host_page_going(self) -> None:
        """Keep the map when the page it is on goes, unless the next one has taken it already."""
        view = self.host.view
        if self._map is not None and view is not None and view.isAncestorOf(self._map):
            self._map.setParent(self)
            self._map.hide()

    @Slot(int)
    def _on_map_place_chosen(self, number: int) -> None:
        self.parts.state.map_choice = number
        self.refresh()

    @Slot(int)
    def _on_map_step_changed(self, step: int) -> None:
        self._map_step = step

    @Slot(str)
    def _on_map_grid_chosen(self, grid_id: str) -> None:
        """Show the cases behind a grid's colour."""
        look = self.parts.look()
        if look is None or not grid_id:
            return
        choice = CHOICES[self.parts.state.map_choice % len(CHOICES)]
        measure = ALL_MEASURES[choice.measure]
        only = (*choice.only, ("grid", grid_id), *place_of_step(look, self._map_step))
        only = look.narrowed(*only)
        ground = Ground(measure=choice.measure, only=only, definition=definition(measure))
        self.drill_into(ground, "")

    # exports

    def _offer_export(self, look: Look) -> None:
        """Place the export menu, once it is known of which city."""
        if self.export is not None or look.city is None or self.parts.web_root is None:
            return
        self.export = ExportMenu(
            self.theme, self._report, self.views.grab, look.city, self.parts.web_root
        )
        self.export.offer_bulletin(self.parts.lane, self._look_now, self._unit_names)
        self.export.said.connect(self.say)
        self.export.button.setFixedHeight(self.theme.px(_BUTTON))
        self._top.insertWidget(self._top.indexOf(self.area) + 1, self.export)

    def _report(self) -> Report:
        look = self._look_now()
        return report_of((self.page,) if self.page is not None else (), look)

    def _look_now(self) -> Look:
        look = self.parts.look()
        assert look is not None  # noqa: S101 - there is a menu only when there is a look
        return look

    def _unit_names(self) -> dict[str, str]:
        return {key: one.unit.call_sign for key, one in self.live.situation.units.items()}

    @Slot(object)
    def say(self, notice: Notice) -> None:
        """Say something over the page for a while: what became of an export."""
        self.notices.show_notice(notice)
        wide = min(self.width() // 2, self.theme.px(620))
        self.notices.setFixedWidth(wide)
        self.notices.adjustSize()
        edge = self.theme.px(MARGIN * 2)
        self.notices.move(self.width() - wide - edge, self.height() - self.notices.height() - edge)
        self.notices.raise_()
        self._notice_ends.start()

    @Slot()
    def _on_notice_ends_timeout(self) -> None:
        self.notices.show_notice(None)

    @Slot(object)
    def _on_page_shown(self, page: Page) -> None:
        self.page = page
        before: QWidget = self.views
        for panel in self.host.view.panels if self.host.view else ():
            # Tab goes from the page as a whole into its blocks, one after the other.
            QWidget.setTabOrder(before, panel.inside)
            before = panel.inside
        self.page_shown.emit(page)

    @Slot(object)
    def _on_case_shown(self, page: Page) -> None:
        """Call the case by its number, now that it is known."""
        steps = self.parts.state.steps
        if steps and isinstance(steps[-1], CaseStep):
            steps[-1] = CaseStep(steps[-1].incident_id, page.title)
            if (look := self.parts.look()) is not None:
                self._show_crumb(look)
        self._on_page_shown(page)

    @Slot()
    def _on_drill_left(self) -> None:
        self.go_back()

    @Slot()
    def _on_live_city_changed(self) -> None:
        self.refresh()

    @Slot()
    def _on_live_link_changed(self) -> None:
        """Ask again what the lost link has left unanswered."""
        if not self.live.link.status.shows_now:
            return
        shown = self.views.currentWidget()
        if isinstance(shown, DrillView | CaseView | PageHost) and shown.fault == _NOT_SENT:
            shown.fault = ""
            shown.again()

    @Slot(object)
    def _on_ticked(self, now: datetime) -> None:
        """Follow a running period; while a figure is looked into, it stands still."""
        period, look = self.parts.state.period, self.host.look
        if period is None or look is None or self.parts.state.steps or self.host.fault:
            return
        if period.is_running(now) and period.until(now) != look.until:
            self.refresh()


def _narrow(button: KeyButton) -> KeyButton:
    """Keep a button as wide as its words."""
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.updateGeometry()
    return button
