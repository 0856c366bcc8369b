"""The centre's lists at a desk: unfinished, reminder slips, watch list; to copy and to save."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
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
_PORTION = 60
"""How many rows are shown in one turn of the event loop."""


class ListsPage(QWidget):
    """One list at a time; a long one comes in portions, so that the desk never waits for it.

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
        now = live.hub_now()
        self._lists = [make(Situation(), now) for _, make in _LISTS]  # until one is looked at
        self._rest: Iterator[None] | None = None
        self._is_asked = False
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._on_turns_timeout)
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
        writer = self._writer()
        for listed in self._lists:
            view = RowTable(theme, writer.table(listed, ()).headings, wide=_TITLE_COLUMN)
            view.row_opened.connect(self._on_view_row_opened)
            self._stack.addWidget(view)
            self.views.append(view)
        self._turn_to(0)

    def choose(self, place: int) -> None:
        """Show another list; what is left of the one before is dropped."""
        self._turn_to(place)
        self._rest = None
        self.show_live()

    def show_live(self) -> None:
        """Show the list in front as it stands, once it is wholly there as it stood before."""
        if self._rest is not None:
            self._is_asked = True
            return
        self._is_asked = False
        self._rest = self._portions(self._stack.currentIndex())
        self._on_turns_timeout()

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        for number, choice in enumerate(self._choices):
            choice.set_look(ButtonLook.PENDING if number == place else ButtonLook.PLAIN)

    def _portions(self, front: int) -> Iterator[None]:
        """Show a list, and stop after each portion that is not the last."""
        live, view, writer = self._live, self.views[front], self._writer()
        now = live.hub_now()
        listed = self._lists[front] = _LISTS[front][1](live.situation, now)
        ids = {one.incident.number: key for key, one in live.situation.incidents.items()}
        left = [column.kind for column in listed.columns].index(CellKind.HOURS)
        for first in range(0, max(1, len(listed.rows)), _PORTION):
            some = replace(listed, rows=listed.rows[first : first + _PORTION])
            shown = writer.table(some, (tr("as of {time}", time=writer.moment(now)),))
            self._about.setText(" · ".join((shown.title, *shown.about)))
            rows = [
                TableRow(
                    id=f"{place} {row[0]}",
                    cells=tuple("" if cell is None else str(cell) for cell in row),
                    tone=RowTone.BAD if _is_below_zero(row[left]) else RowTone.PLAIN,
                    incident_id=ids.get(str(row[0]), ""),
                )
                for place, row in enumerate(shown.rows, first)
            ]
            is_last = first + _PORTION >= len(listed.rows)
            view.show_portion(first, rows, is_last=is_last)
            if not is_last:
                yield

    @Slot()
    def _on_turns_timeout(self) -> None:
        if self._rest is None:
            self._turns.stop()
        elif next(self._rest, self) is None:
            self._turns.start()
        else:
            self._rest = None
            self._turns.stop()
            if self._is_asked:
                self._is_asked = False
                QTimer.singleShot(0, self, self.show_live)

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

    def _writer(self) -> ListWriter:
        live = self._live
        return _ScreenWriter(live.city, live.situation.units, zone_of(live.city))

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
