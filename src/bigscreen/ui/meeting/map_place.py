"""The place of the grid map on its page: the measures to colour it by, and the map itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bigscreen.kpi.register import ALL_MEASURES
from bigscreen.ui.meeting.grid_map import GridMapView
from bigscreen.ui.meeting.segments import Choice, Segments
from bigscreen.ui.theme import Theme
from bigscreen.viewmodels.meeting.grid_map import CHOICES, MapChoice, choice_name
from bigscreen.viewmodels.report_blocks import GridMap
from bigscreen.viewmodels.wording import named, tr


class MapPlace(QWidget):
    """Holds the map; the map itself outlives it, as a page in it takes a second to load.

    Signals:
        chosen(number): colour by another of ``CHOICES``.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, block: GridMap, view: GridMapView, number: int) -> None:
        super().__init__()
        self.choices = Segments(theme, tr("Measure of the map"), map_choices())
        self.choices.take(CHOICES[number].measure)
        self.choices.chosen.connect(self._on_choices_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self.choices)
        column.addWidget(view, 1)
        view.show_block(block)
        view.show()

    @Slot(str)
    def _on_choices_chosen(self, key: str) -> None:
        self.chosen.emit([choice.measure for choice in CHOICES].index(key))


def map_choices(choices: Sequence[MapChoice] = CHOICES) -> list[Choice]:
    """Return the measures a map can be coloured by, in words."""
    found = []
    for choice in choices:
        measure = ALL_MEASURES[choice.measure]
        name = choice_name(choice, named(measure.name, measure.name_en))
        found.append(Choice(choice.measure, name))
    return found
