"""The panels of a desk, made once."""

from PySide6.QtWidgets import QStackedWidget

from bigscreen.ui.centre.centre_bar import CentreBar
from bigscreen.ui.desk.actions import DeskActions
from bigscreen.ui.dispatch.drawer import Drawer
from bigscreen.ui.dispatch.group_bar import GroupBar
from bigscreen.ui.dispatch.timeline_panel import TimelinePanel
from bigscreen.ui.dispatch.unit_card import UnitCard
from bigscreen.ui.dispatch.unit_choice import UnitChoice
from bigscreen.ui.kpi.kpi_column import KpiColumn
from bigscreen.ui.kpi.volume_panel import VolumePanel
from bigscreen.ui.queue.work_queue import WorkQueuePanel
from bigscreen.ui.theme import Theme
from bigscreen.ui.widgets.map_slot import MakeMap, MapSlot


class DeskPanels:
    """Queue and map always; drawer and timeline while a case is selected, figures otherwise."""

    def __init__(
        self, theme: Theme, choice: UnitChoice, actions: DeskActions, make_map: MakeMap
    ) -> None:
        self.queue = WorkQueuePanel(theme)
        self.centre_bar = CentreBar(
            theme,
            actions.alarms,
            (
                actions.forms,
                actions.shift,
                actions.operations,
                actions.lists,
                actions.walls,
                actions.replay,
                actions.register,
                actions.shortcuts,
            ),
        )
        self.map_slot = MapSlot(theme, make_map)
        self.group_bar = GroupBar(theme, actions.send_group)
        self.map_slot.float_over(self.group_bar)
        self.volume = VolumePanel(theme)
        self.timeline = TimelinePanel(theme)
        self.kpis = KpiColumn(theme)
        self.drawer = Drawer(
            theme,
            choice,
            actions.assign,
            actions.pick,
            (
                (actions.escalate,),
                (actions.transfer,),
                (actions.hand_over,),
                (actions.note,),
                (actions.supervise,),
                (actions.close, actions.reopen),
                (actions.step,),
                (actions.record,),
                (actions.more,),
            ),
            actions.undo,
            actions.next_best,
        )
        self.unit_card = UnitCard(theme)
        self.unit_card.hide()
        self.strip = QStackedWidget()
        self.strip.addWidget(self.volume)
        self.strip.addWidget(self.timeline)
        self.side = QStackedWidget()
        self.side.addWidget(self.kpis)
        self.side.addWidget(self.drawer)

    def show_case_panels(self, *, has_case: bool) -> None:
        """Show the panels of a case, or the figures in their place."""
        self.strip.setCurrentWidget(self.timeline if has_case else self.volume)
        self.side.setCurrentWidget(self.drawer if has_case else self.kpis)
