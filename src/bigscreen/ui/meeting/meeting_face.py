"""One look of the meeting window: bar, period, pages, and the way into any figure and back."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.ui.meeting.area_menu import area_menu, area_words
from bigscreen.ui.meeting.export_menu import ExportMenu
from bigscreen.ui.meeting.map_keeper import MapKeeper
from bigscreen.ui.meeting.meeting_heading import MeetingHeading
from bigscreen.ui.meeting.meeting_parts import MeetingParts
from bigscreen.ui.meeting.meeting_state import CaseStep
from bigscreen.ui.meeting.page_export import PageExport
from bigscreen.ui.meeting.page_host import PageHost
from bigscreen.ui.meeting.passing_notice import PassingNotice
from bigscreen.ui.meeting.period_bar import PeriodBar
from bigscreen.ui.meeting.step_views import StepView, StepViews, step_name
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.action_button import ActionButton
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.screen_frame import GAP, MARGIN, ScreenFrame
from bigscreen.viewmodels.meeting.drill import drill_of
from bigscreen.viewmodels.meeting.look import Look, Only
from bigscreen.viewmodels.order_notice import Notice
from bigscreen.viewmodels.report_blocks import Ground, Page
from bigscreen.viewmodels.wording import named, tr

_BUTTON = 44
_NOT_SENT = "not_sent"


class MeetingFace(ScreenFrame):
    """Shows what :class:`MeetingState` says, and changes it; made anew in another look or size.

    Signals:
        page_shown(Page): what is on screen now, for exports.
    """

    page_shown = Signal(object)

    def __init__(self, parts: MeetingParts, theme: Theme, screen_name: str) -> None:
        super().__init__(parts.live, theme, screen_name)
        self.parts = parts
        self._exports = PageExport(parts)
        self.export: ExportMenu | None = None
        self.notices = PassingNotice(theme, self, MARGIN * 2)
        self.period_bar = PeriodBar(theme)
        self._heading = MeetingHeading(parts, theme, self)
        self._heading.page_chosen.connect(self.show_page)
        self._heading.gone_back.connect(self.go_back)
        self._map = MapKeeper(parts, theme, self)
        self._map.ground_chosen.connect(self._on_map_ground_chosen)
        self._map.choice_changed.connect(self._on_map_choice_changed)
        self.host = PageHost(theme, parts.asker, self._map.inside_of)
        self.host.drill_requested.connect(self.drill_into)
        self.host.case_opened.connect(self.open_case)
        self.host.page_shown.connect(self._on_page_shown)
        self.host.page_going.connect(self._on_host_page_going)
        self.views = QStackedWidget()
        self.views.addWidget(self.host)
        self._step_views = StepViews(parts, theme, self.views)
        self._step_views.case_opened.connect(self.open_case)
        self._step_views.left.connect(self._on_step_views_left)
        self._step_views.cases_shown.connect(self._on_page_shown)
        self._step_views.case_shown.connect(self._on_step_views_case_shown)
        self.area = ActionButton(theme, parts.actions.area, design_height=_BUTTON)
        self._top = QHBoxLayout()
        self._place(theme)
        parts.live.city_changed.connect(self._on_live_city_changed)
        parts.live.link_changed.connect(self._on_live_link_changed)
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
        column = QVBoxLayout(self.content)
        column.setContentsMargins(px(MARGIN), px(MARGIN), px(MARGIN), px(MARGIN))
        column.setSpacing(px(GAP))
        column.addLayout(self._top)
        column.addLayout(self._heading)
        column.addWidget(self.views, 1)

    # what is shown

    @property
    def page(self) -> Page | None:
        """What is on screen, None before the first page."""
        return self._exports.page

    def refresh(self, *, at_once: bool = False) -> None:
        """Show what the state says: a page, or where its steps lead."""
        look = self.parts.look()
        if look is None:
            self.host.notice.show_loading(None)
            return
        self._offer_export()
        self.period_bar.show_look(look)
        self._show_area(look)
        self._show_tabs()
        self._show_steps(look)
        if not self._is_picking():
            self.views.setFocus()
        if not self.parts.state.steps:
            self.views.setCurrentWidget(self.host)
            self.host.show_page(self.parts.page, look, at_once=at_once)
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
        self.show_page(keys[(keys.index(self.parts.page.key) + by) % len(keys)])

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
        if isinstance(shown, StepView):
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

    @property
    def case_in_sight(self) -> str:
        """The id of the case that is looked at, empty for none."""
        steps = self.parts.state.steps
        return steps[-1].incident_id if steps and isinstance(steps[-1], CaseStep) else ""

    def leave(self) -> None:
        """Want no answers any more: the face is about to go."""
        self._step_views.drop()

    # how it is shown

    def _is_picking(self) -> bool:
        """Tell whether somebody types a day."""
        return self.period_bar.first.hasFocus() or self.period_bar.last.hasFocus()

    def _show_tabs(self) -> None:
        self._heading.show_page()
        self.parts.actions.measure.setVisible(self.parts.page.key == "map")

    def _show_area(self, look: Look) -> None:
        words = area_words(look)
        self.parts.actions.area.setText(words)
        self.area.setMaximumWidth(self.theme.px(300))
        _narrow(self.area)

    def _show_steps(self, look: Look) -> None:
        steps = self.parts.state.steps
        if steps:
            self._step_views.show_step(steps[-1], look)
        else:
            self._step_views.drop()
        self._show_crumb(look)

    def _show_crumb(self, look: Look) -> None:
        self._heading.show_steps([step_name(step, look) for step in self.parts.state.steps])

    @Slot()
    def _on_host_page_going(self) -> None:
        self._map.save_from(self.host.view)

    @Slot(object)
    def _on_map_ground_chosen(self, ground: Ground) -> None:
        self.drill_into(ground, "")

    @Slot()
    def _on_map_choice_changed(self) -> None:
        self.refresh()

    # exports

    def _offer_export(self) -> None:
        """Place the export menu, once it is known of which city."""
        if self.export is not None:
            return
        self.export = self._exports.menu(self.theme, self.views.grab)
        if self.export is not None:
            self.export.said.connect(self.say)
            self.export.button.setFixedHeight(self.theme.px(_BUTTON))
            self._top.insertWidget(self._top.indexOf(self.area) + 1, self.export)

    @Slot(object)
    def say(self, notice: Notice) -> None:
        """Say something over the page for a while: what became of an export."""
        self.notices.say(notice)

    @Slot(object)
    def _on_page_shown(self, page: Page) -> None:
        self._exports.page = page
        before: QWidget = self.views
        for panel in self.host.view.panels if self.host.view else ():
            # Tab goes from the page as a whole into its blocks, one after the other.
            QWidget.setTabOrder(before, panel.inside)
            before = panel.inside
        self.page_shown.emit(page)

    @Slot(object)
    def _on_step_views_case_shown(self, page: Page) -> None:
        """Call the case by its number, now that it is known."""
        steps = self.parts.state.steps
        if steps and isinstance(steps[-1], CaseStep):
            steps[-1] = CaseStep(steps[-1].incident_id, page.title)
            if (look := self.parts.look()) is not None:
                self._show_crumb(look)
        self._on_page_shown(page)

    @Slot()
    def _on_step_views_left(self) -> None:
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
        if isinstance(shown, StepView | PageHost) and shown.fault == _NOT_SENT:
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
