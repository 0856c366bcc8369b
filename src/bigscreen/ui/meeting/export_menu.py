"""The button a meeting exports with: what is on the screen, or the week's bulletin."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from bigscreen.domain.city import City
from bigscreen.report.report_texts import file_stem
from bigscreen.ui.centre.file_chooser import ask_where_to_save
from bigscreen.ui.meeting.asking import Lane
from bigscreen.ui.meeting.bulletin_asker import BulletinAsker
from bigscreen.ui.meeting.export_job import ExportJob, ExportWish
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ground, Ink, Size, State, Theme
from bigscreen.ui.widgets.key_button import KeyButton
from bigscreen.ui.widgets.text_label import ElidedLabel
from bigscreen.viewmodels.export_words import ExportKind, kind_name
from bigscreen.viewmodels.meeting.look import Look
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.report_blocks import Report
from bigscreen.viewmodels.wording import tr

_LABEL_WIDTH = 190
_BAR = 10


class ExportMenu(QWidget):
    """A button with a menu; while something is written, how far it is and a way to give it up.

    ``make_report`` gives what is on the screen as a report, ``grab`` its picture. With
    :meth:`offer_bulletin` the weekly bulletin stands in the menu as well. Where the window has an
    action of its own for :meth:`open_menu`, no button is needed.

    Signals:
        said(notice): what became of an export.
    """

    said = Signal(object)

    def __init__(  # noqa: PLR0913 - what is asked of a meeting
        self,
        theme: Theme,
        make_report: Callable[[], Report],
        grab: Callable[[], QPixmap],
        city: City,
        web_root: Path,
        *,
        key: str = "Ctrl+E",
        has_button: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._make_report = make_report
        self._grab = grab
        self._city = city
        self._web_root = web_root
        self._bulletin: BulletinAsker | None = None
        self._bulletin_look: Callable[[], Look] | None = None
        self._has_button = has_button
        self._is_busy = False
        self._kind = ExportKind.PDF
        self._on_screen: Report | None = None
        self._picture: QPixmap | None = None
        self.job = ExportJob(self)
        self.button = KeyButton(theme, tr("Export"), key, design_height=40)
        self.button.clicked.connect(self.open_menu)
        self._label = ElidedLabel(theme.font(Size.SMALL), Ink.LABEL)
        self._label.setFixedWidth(theme.px(_LABEL_WIDTH))
        self._bar = _Bar(theme)
        self.cancel = KeyButton(theme, tr("Give up"), "", design_height=40)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.menu = QMenu(self)
        self.menu.setFont(theme.font(Size.LABEL))
        self.menu.setStyleSheet(style_sheet(theme))
        self.actions_by_kind = {kind: self._entry(self.menu, kind) for kind in ExportKind}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        for widget in (self.button, self._label, self._bar, self.cancel):
            row.addWidget(widget)
        for signal, slot in (
            (self.job.progressed, self.show_writing),
            (self.job.done, self._on_job_done),
            (self.job.failed, self._on_job_failed),
            (self.job.given_up, self._on_job_given_up),
        ):
            signal.connect(slot)
        self._show_idle()

    def offer_bulletin(
        self, lane: Lane, look: Callable[[], Look], unit_names: Callable[[], Mapping[str, str]]
    ) -> None:
        """Put the weekly bulletin of the week of ``look`` into the menu, asked over ``lane``."""
        self._bulletin = BulletinAsker(lane, unit_names, self)
        self._bulletin_look = look
        self._bulletin.made.connect(self._on_bulletin_made)
        self._bulletin.loading.connect(self.show_reading)
        self._bulletin.failed.connect(self._on_job_failed)
        self.menu.addSeparator()
        within = self.menu.addMenu(tr("Weekly bulletin"))
        within.setFont(self.menu.font())
        self.bulletin_by_kind = {
            kind: self._entry(within, kind, bulletin=True) for kind in ExportKind
        }

    @property
    def is_busy(self) -> bool:
        """Whether something is being asked for or written."""
        return self._is_busy

    @Slot()
    def open_menu(self, anchor: QWidget | None = None) -> None:
        """Open the menu below ``anchor``, else the button; the first entry has the keyboard."""
        if self.is_busy:
            return
        below = anchor if isinstance(anchor, QWidget) else self.button
        self.menu.popup(below.mapToGlobal(QPoint(0, below.height())))
        self.menu.setActiveAction(self.actions_by_kind[ExportKind.PDF])

    def save(self, kind: ExportKind, report: Report, path: str) -> None:
        """Write a report to a file; what becomes of it is said."""
        picture = None
        if kind is ExportKind.PICTURE and report is self._on_screen:
            picture = self._picture
        self._show_busy(tr("Writing …"), 0.0)
        self.job.start(
            ExportWish(
                kind=kind,
                path=Path(path),
                report=report,
                city=self._city,
                web_root=self._web_root,
                picture=picture.toImage() if picture is not None else None,
            )
        )

    def _entry(self, menu: QMenu, kind: ExportKind, *, bulletin: bool = False) -> QAction:
        action = menu.addAction(kind_name(kind))
        wanted = self._export_bulletin if bulletin else self._export_screen
        action.triggered.connect(partial(self._chosen, wanted, kind))
        return action

    def _chosen(
        self,
        wanted: Callable[[ExportKind], None],
        kind: ExportKind,
        _checked: bool = False,  # noqa: FBT002 - Qt's
    ) -> None:
        wanted(kind)

    def _export_screen(self, kind: ExportKind) -> None:
        self._picture = self._grab() if kind is ExportKind.PICTURE else None
        self._on_screen = self._make_report()
        self._ask_where(kind, self._on_screen)

    def _export_bulletin(self, kind: ExportKind) -> None:
        if self._bulletin is None or self._bulletin_look is None:
            return
        self._kind = kind
        self._show_busy(tr("Asking for the figures …"), 0.0)
        self._bulletin.ask(self._bulletin_look())

    def _ask_where(self, kind: ExportKind, report: Report) -> None:
        ask_where_to_save(
            self._theme,
            self,
            tr("Export"),
            name=f"{file_stem(report)}.{kind.value}",
            filters=(f"{kind_name(kind)} (*.{kind.value})",),
            then=partial(self.save, kind, report),
        )

    def _show_idle(self) -> None:
        self._is_busy = False
        self.button.setVisible(self._has_button)
        for widget in (self._label, self._bar, self.cancel):
            widget.hide()

    def _show_busy(self, words: str, share: float) -> None:
        had_focus = self.button.hasFocus()
        self._is_busy = True
        self.button.hide()
        for widget in (self._label, self._bar, self.cancel):
            widget.show()
        if had_focus:
            self.cancel.setFocus()
        self._label.setText(words)
        self._bar.show_share(share)

    @Slot(object)
    def _on_bulletin_made(self, report: Report) -> None:
        self._show_idle()
        self._ask_where(self._kind, report)

    @Slot(float)
    def show_reading(self, share: float) -> None:
        """Say how much of its history the hub has read in."""
        self._show_busy(tr("Reading the history: {n}%", n=f"{share * 100:.0f}"), share)

    @Slot(float)
    def show_writing(self, share: float) -> None:
        """Say how much of the file is made."""
        self._show_busy(tr("Writing: {n}%", n=f"{share * 100:.0f}"), share)

    @Slot(str)
    def _on_job_done(self, path: str) -> None:
        self._end(Phase.ACCEPTED, tr("Saved: {path}", path=one_line(path)))

    @Slot(str)
    def _on_job_failed(self, words: str) -> None:
        self._end(Phase.REFUSED, tr("Not exported"), words)

    @Slot()
    def _on_job_given_up(self) -> None:
        self._end(Phase.WARNED, tr("Export given up"), tr("Nothing was left behind."))

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self.job.is_running:
            self.job.cancel()
            return
        if self._bulletin is not None:
            self._bulletin.leave()
        self._on_job_given_up()

    def _end(self, phase: Phase, title: str, detail: str = "") -> None:
        had_focus = self.cancel.hasFocus()
        self._show_idle()
        if had_focus:
            self.button.setFocus()
        self.said.emit(Notice(phase=phase, title=title, detail=detail))


class _Bar(QWidget):
    """How far something is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setMinimumWidth(theme.px(120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Progress"))

    def show_share(self, share: float) -> None:
        """Show how far, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(f"{self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a bar to be seen."""
        return QSize(self._theme.px(200), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar in the middle of its height."""
        del event
        painter = QPainter(self)
        high = self._theme.px(_BAR)
        top = (self.height() - high) / 2
        painter.fillRect(QRectF(0, top, self.width(), high), Ground.TRACK)
        painter.fillRect(QRectF(0, top, self.width() * self._share, high), State.ACTION)
