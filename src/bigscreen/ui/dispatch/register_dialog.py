"""The form that registers a case; it stays open, and the map clickable, until the hub accepts."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from bigscreen.domain.city import City
from bigscreen.domain.commands import RegisterIncident
from bigscreen.domain.geo import GeoPoint
from bigscreen.domain.incidents import Channel, Level, Sensitivity
from bigscreen.ui.dispatch.choices import Choices
from bigscreen.ui.dispatch.notice_bar import NoticeBar
from bigscreen.ui.dispatch.order_dialog import OrderDialog
from bigscreen.ui.dispatch.place_field import FindPlaces, PlaceField
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.duty_words import sensitivity_name
from bigscreen.viewmodels.order_notice import Notice, Phase
from bigscreen.viewmodels.search_index import Entry
from bigscreen.viewmodels.trade_words import channel_name, grid_name, item_name, level_name
from bigscreen.viewmodels.wording import tr

_LINE_LIMIT = 200
_PAGE_LIMIT = 2000
_TOP_BAR = 80
_GAP = 16


class RegisterDialog(OrderDialog):
    """A case to register.

    Signals:
        register_requested(command): the form as a :class:`RegisterIncident`.
        place_found(lat, lon): a place was chosen by its name; maps may show it.
    """

    register_requested = Signal(object)
    place_found = Signal(float, float)

    def __init__(self, theme: Theme, city: City, find: FindPlaces, parent: QWidget) -> None:
        super().__init__(
            theme, tr("New case"), tr("Register case"), design_width=560, parent=parent
        )
        self._theme = theme
        self._city = city
        self._point: GeoPoint | None = None
        self.item = Choices(theme, [(item_name(item), item.code) for item in city.items])
        self.title = self._line(tr("Place or short description"))
        self.channel = Choices(theme, [(channel_name(c.value), c) for c in Channel])
        self.level = Choices(
            theme, [(tr("By catalogue"), None), *((level_name(level), level) for level in Level)]
        )
        self.sensitivity = Choices(
            theme,
            [(tr("By catalogue"), None), *((sensitivity_name(one), one) for one in Sensitivity)],
        )
        self.drill = QCheckBox(tr("Drill: counts in no figure"))
        self.drill.setFont(theme.font(Size.LABEL))
        self.address = PlaceField(theme, find)
        self.address.setMaxLength(_LINE_LIMIT)
        self.address.place_chosen.connect(self._on_address_place_chosen)
        self.place = ElidedLabel(theme.font(Size.LABEL), Ink.LABEL)
        self.place.setText(tr("Click on the map to set the place"))
        self.summary = QPlainTextEdit()
        self.summary.setFont(theme.font(Size.LABEL))
        self.summary.setTabChangesFocus(True)
        self.summary.setFixedHeight(theme.px(84))
        self.notice = NoticeBar(theme)
        self._place_widgets()
        self.submit_button.setEnabled(bool(city.items))

    def _place_widgets(self) -> None:
        theme = self._theme
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(16))
        form.setVerticalSpacing(theme.px(10))
        for name, widget in (
            (tr("Item"), self.item),
            (tr("Title"), self.title),
            (tr("Source"), self.channel),
            (tr("Level"), self.level),
            (tr("On walls"), self.sensitivity),
            (tr("Drill"), self.drill),
            (tr("Address"), self.address),
            (tr("Place"), self.place),
            (tr("Summary"), self.summary),
        ):
            label = TextLabel(theme.font(Size.LABEL), Ink.LABEL)
            label.setText(name)
            widget.setAccessibleName(name)
            form.addRow(label, widget)
        self.body.addLayout(form)
        self.body.addWidget(self.notice)
        self.item.setFocus()

    @Slot(float, float)
    def set_place(self, lat: float, lon: float) -> None:
        """Take the place that was clicked on the map."""
        self._take(GeoPoint(lat, lon))
        self.activateWindow()  # the click has taken the keyboard to the desk

    def _take(self, point: GeoPoint) -> None:
        self._point = point
        grid = self._city.grid_at(point)
        where = grid_name(self._city, grid.id) if grid else tr("outside every grid")
        self.place.setText(f"{point.lat:.5f}, {point.lon:.5f} · {where}")

    @Slot(object)
    def _on_address_place_chosen(self, entry: Entry) -> None:
        if entry.location is not None:
            self._take(entry.location)
            self.place_found.emit(entry.location.lat, entry.location.lon)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand at the right, over the figures: the place is clicked on the map beside it."""
        super().showEvent(event)
        around = self.parentWidget()
        if around is not None and not event.spontaneous():
            corner = around.mapToGlobal(around.rect().topRight())
            gap = self._theme.px(_GAP)
            self.move(corner.x() - self.width() - gap, corner.y() + self._theme.px(_TOP_BAR) + gap)

    def show_notice(self, notice: Notice | None) -> None:
        """Show what became of the registration; while it waits it can not be given again."""
        self.notice.show_notice(notice)
        waiting = notice is not None and notice.phase is Phase.PENDING
        self.submit_button.setEnabled(not waiting and bool(self._city.items))

    def command(self) -> RegisterIncident:
        """Return the form as a command."""
        return RegisterIncident(
            item_code=self.item.value(),
            title=self.title.text().strip(),
            channel=self.channel.value(),
            level=self.level.value(),
            drill=self.drill.isChecked(),
            sensitivity=self.sensitivity.value(),
            address=self.address.text().strip(),
            location=self._point,
            summary=self.summary.toPlainText().strip()[:_PAGE_LIMIT],
        )

    def submit(self) -> None:
        """Ask for the registration; the form stays until the hub has accepted it."""
        self.register_requested.emit(self.command())

    def _line(self, placeholder: str) -> QLineEdit:
        line = QLineEdit()
        line.setFont(self._theme.font(Size.LABEL))
        line.setMaxLength(_LINE_LIMIT)
        line.setPlaceholderText(placeholder)
        return line
