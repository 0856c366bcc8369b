"""The centre's lists at a desk: unfinished, reminder slips, watch list; to copy and to save."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bigscreen.bridge.live_situation import LiveSituation
from bigscreen.domain.situation import Situation
from bigscreen.kpi.duty_list import CellKind, DutyList
from bigscreen.kpi.lists import reminder_list, unfinished_list, watch_list
from bigscreen.report.list_tables import ListWriter
from bigscreen.report.spreadsheets import csv_bytes, xlsx_bytes
from bigscreen.report.tables import Cell, Table
from bigscreen.ui.centre.file_chooser import ask_where_to_save
from bigscreen.ui.centre.row_table import RowTable
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.local_time import zone_of
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.table_rows import RowTone, TableRow
from bigscreen.viewmodels.wording import tr, tr_noop

_LISTS: tuple[tuple[str, Callable[[Situation, datetime], DutyList]], ...] = (
    (tr_noop("Unfinished list"), unfinished_list),
    (tr_noop("Reminder slips"), reminder_list),
    (tr_noop("Watch list"), watch_list),
)
_TITLE_COLUMN = 2


class ListsPage(QWidget):
    """One list at a time.

    Signals:
        case_requested(incident_id): show the case of a row.
        said(notice): what became of copying or saving.
    """

    case_requested = Signal(str)
    said = Signal(object)

    def __init__(self, live: LiveSituation, theme: Theme) -> None:
        super().__init__()
        self._live = live
        self._theme = theme
        self._lists, self._tables = self._read(range(len(_LISTS)))
        self._choices: list[KeyButton] = []
        self.views: list[RowTable] = []
        self._stack = QStackedWidget()
        self._about = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(8))
        for place, (name, _) in enumerate(_LISTS):
            choice = KeyButton(theme, tr(name), str(place + 1), design_height=40)
            choice.clicked.connect(partial(self.choose, place))
            QShortcut(QKeySequence(str(place + 1)), self).activated.connect(choice.click)
            choices.addWidget(choice)
            self._choices.append(choice)
        self.copy_button = KeyButton(theme, tr("Copy"), "C", design_height=40)
        self.save_button = KeyButton(theme, tr("Save"), "S", design_height=40)
        for button, slot in (
            (self.copy_button, self._on_copy_clicked),
            (self.save_button, self._on_save_clicked),
        ):
            button.clicked.connect(slot)
            QShortcut(QKeySequence(button.key), self).activated.connect(button.click)
            choices.addWidget(button)
        keys = [(str(place + 1), tr(name)) for place, (name, _) in enumerate(_LISTS)]
        self.keys = [*keys, ("C", tr("Copy")), ("S", tr("Save"))]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(choices)
        column.addWidget(self._about)
        column.addWidget(self._stack, 1)
        for table in self._tables:
            view = RowTable(theme, table.headings, wide=_TITLE_COLUMN)
            view.row_opened.connect(self._on_view_row_opened)
            self._stack.addWidget(view)
            self.views.append(view)
        self.choose(0)

    def choose(self, place: int) -> None:
        """Show another list."""
        self._stack.setCurrentIndex(place)
        for number, choice in enumerate(self._choices):
            choice.set_look(ButtonLook.PENDING if number == place else ButtonLook.PLAIN)
        self.show_live()

    def show_live(self) -> None:
        """Show the list in front as it stands."""
        front = self._stack.currentIndex()
        (listed,), (shown,) = self._read((front,))
        self._lists[front], self._tables[front] = listed, shown
        ids = {one.incident.number: key for key, one in self._live.situation.incidents.items()}
        left = [column.kind for column in listed.columns].index(CellKind.HOURS)
        self.views[front].show_rows(
            [
                TableRow(
                    id=f"{place} {row[0]}",
                    cells=tuple("" if cell is None else str(cell) for cell in row),
                    tone=RowTone.BAD if _is_below_zero(row[left]) else RowTone.PLAIN,
                    incident_id=ids.get(str(row[0]), ""),
                )
                for place, row in enumerate(shown.rows)
            ]
        )
        self._about.setText(" · ".join((shown.title, *shown.about)))

    def save(self, path: str) -> None:
        """Write the list that is shown, as a workbook or as CSV by the file's name."""
        table = self._whole()
        write = xlsx_bytes if path.lower().endswith(".xlsx") else csv_bytes
        try:
            Path(path).write_bytes(write(table))
        except OSError as fault:
            title = tr("Not saved: {path}", path=one_line(path))
            detail = one_line(str(fault))
            self.said.emit(Notice(phase=Phase.REFUSED, title=title, detail=detail))
        else:
            title = tr("Saved: {path}", path=one_line(path))
            self.said.emit(Notice(phase=Phase.ACCEPTED, title=title))

    def _read(self, places: Iterable[int]) -> tuple[list[DutyList], list[Table]]:
        live = self._live
        now, city = live.hub_now(), live.city
        writer = _ScreenWriter(city, live.situation.units, zone_of(city))
        lists = [_LISTS[place][1](live.situation, now) for place in places]
        about = (tr("as of {time}", time=writer.moment(now)),)
        return lists, [writer.table(listed, about) for listed in lists]

    def _whole(self) -> Table:
        """Return the list that is shown with its times in full, as it leaves the screen."""
        live = self._live
        writer = ListWriter(live.city, live.situation.units, zone_of(live.city))
        listed = self._lists[self._stack.currentIndex()]
        return writer.table(listed, (tr("as of {time}", time=writer.moment(live.hub_now())),))

    @Slot(object)
    def _on_view_row_opened(self, row: TableRow) -> None:
        if row.incident_id:
            self.case_requested.emit(row.incident_id)

    @Slot()
    def _on_copy_clicked(self) -> None:
        table = self._whole()
        lines = [table.headings, *table.rows]
        text = "\n".join("\t".join(_plain(cell) for cell in line) for line in lines)
        QGuiApplication.clipboard().setText(text)
        said = tr("Copied {n} rows", n=len(table.rows))
        self.said.emit(Notice(phase=Phase.ACCEPTED, title=said))

    @Slot()
    def _on_save_clicked(self) -> None:
        name = tr(_LISTS[self._stack.currentIndex()][0])
        today = self._live.hub_now().astimezone(zone_of(self._live.city))
        ask_where_to_save(
            self._theme,
            self,
            tr("Save"),
            name=f"{name} {today:%Y-%m-%d}.xlsx",
            filters=("Excel (*.xlsx)", "CSV (*.csv)"),
            then=self.save,
        )


class _ScreenWriter(ListWriter):
    """Writes times as a screen shows them: without year and zone."""

    def moment(self, at: datetime) -> str:
        """Return day and time."""
        local = at.astimezone(self._zone)
        # Thousands of them: this way takes half as long as a format of dates.
        return f"{local.month:02}-{local.day:02} {local.hour:02}:{local.minute:02}"


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace("\t", " ")


def _is_below_zero(cell: Cell) -> bool:
    return isinstance(cell, float | int) and cell < 0
