"""Asks for what an order needs: words, a choice, a number, a moment, several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import QDateTime, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from bigscreen.ui.dispatch.choices import Choices
from bigscreen.ui.dispatch.order_dialog import OrderDialog
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Ink, Size, Theme
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.viewmodels.wording import tr

_LINE_LIMIT = 200
_PAGE_HEIGHT = 110
_LIST_ROWS = 3
_LIST_PAD = 6
_ABOUT_LINES = 3
_PAD = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words: one line, or a ``page`` of them; ``required`` ones can not be left out."""

    name: str
    label: str = ""
    required: bool = False
    page: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several values, each with its name."""

    name: str
    label: str
    choices: Sequence[tuple[str, Any]]
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Any number of values, none of them for all."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    value: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a range."""

    name: str
    label: str
    lowest: float
    highest: float
    value: float
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment, shown in the city's time zone; UTC outside of the dialog.

    ``by_choice`` names a choice field and the moment each of its values suggests.
    """

    name: str
    label: str
    value: datetime
    zone: tzinfo
    by_choice: tuple[str, Mapping[Any, datetime]] | None = None


Field = Text | Choice | Several | Number | Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: the heading, whom it is about, what the button says, the fields."""

    heading: str
    fields: Sequence[Field]
    about: str = ""
    order: str = ""


class AskDialog(OrderDialog):
    """A window-modal question.

    Signals:
        answered(dict): a value a field, by the fields' names.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, question: Question, parent: QWidget) -> None:
        super().__init__(
            theme,
            question.heading,
            question.order or question.heading,
            design_width=520,
            parent=parent,
        )
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._theme = theme
        self._fields = tuple(question.fields)
        self.inputs: dict[str, QWidget] = {}
        about = ClampedText(theme.font(Size.LABEL), Ink.LABEL, _ABOUT_LINES)
        about.set_text(question.about)
        about.setVisible(bool(question.about))
        self.body.addWidget(about)
        for field in self._fields:
            made = self._made(field)
            made.setFont(theme.font(Size.LABEL))
            if isinstance(made, QAbstractSpinBox):
                # The style sheet's padding does not reach the line inside.
                made.lineEdit().setTextMargins(theme.px(_PAD), 0, 0, 0)
                made.lineEdit().setAccessibleName(field.label or question.heading)
            made.setAccessibleName(field.label or question.heading)
            self.inputs[field.name] = made
            if field.label:
                self.body.addWidget(self._label(field.label))
            self.body.addWidget(made)
        for field in self._fields:
            if isinstance(field, Moment) and field.by_choice is not None:
                self._suggest(field, *field.by_choice)
        self._on_input_changed()
        if self.inputs:
            next(iter(self.inputs.values())).setFocus()

    def values(self) -> Mapping[str, Any]:
        """Return what stands in the fields now."""
        return {field.name: _value(field, self.inputs[field.name]) for field in self._fields}

    def submit(self) -> None:
        """Answer and close."""
        self.answered.emit(self.values())
        self.accept()

    def _suggest(self, field: Moment, choice: str, moments: Mapping[Any, datetime]) -> None:
        """Set a moment to what the choice suggests, now and whenever another one is made."""
        box, choices = self.inputs[field.name], self.inputs[choice]
        if not isinstance(box, QDateTimeEdit) or not isinstance(choices, Choices):
            raise TypeError(f"{field.name} can not follow {choice}")

        def suggest() -> None:
            moment = moments.get(choices.value(), field.value)
            box.setDateTime(_local(moment, field.zone))

        choices.currentIndexChanged.connect(suggest)
        suggest()

    def _label(self, text: str) -> TextLabel:
        label = ElidedLabel(self._theme.font(Size.SMALL), Ink.LABEL)
        label.setText(text)
        return label

    def _made(self, field: Field) -> QWidget:
        match field:
            case Text():
                return self._page(field) if field.page else self._line(field)
            case Choice():
                box = Choices(self._theme, field.choices)
                if any(value == field.value for _, value in field.choices):
                    box.choose(field.value)
                return box
            case Several():
                return self._list(field)
            case Number():
                return _number(field)
            case Moment():
                return _moment(field)

    def _line(self, field: Text) -> QLineEdit:
        line = QLineEdit(field.value)
        line.setMaxLength(_LINE_LIMIT)
        line.setPlaceholderText(_wanted(field))
        line.textChanged.connect(self._on_input_changed)
        return line

    def _page(self, field: Text) -> QPlainTextEdit:
        page = QPlainTextEdit(field.value)
        page.setTabChangesFocus(True)
        page.setPlaceholderText(_wanted(field))
        page.setFixedHeight(self._theme.px(_PAGE_HEIGHT))
        page.textChanged.connect(self._on_input_changed)
        return page

    def _list(self, field: Several) -> QListWidget:
        box = QListWidget()
        for name, value in field.choices:
            entry = QListWidgetItem(name, box)
            entry.setData(Qt.ItemDataRole.UserRole, value)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            is_chosen = value in field.value
            entry.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        # Whole rows: the style sheet has to be known before a row can be measured.
        box.setFont(self._theme.font(Size.LABEL))
        box.setStyleSheet(style_sheet(self._theme))
        box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box.ensurePolished()
        rows = max(1, min(_LIST_ROWS, box.count()))
        edges = 2 * (self._theme.px(_LIST_PAD) + 1)
        box.setFixedHeight(rows * max(1, box.sizeHintForRow(0)) + edges)
        return box

    @Slot()
    def _on_input_changed(self) -> None:
        filled = self.inputs.keys() == {field.name for field in self._fields} and all(
            _value(field, self.inputs[field.name])
            for field in self._fields
            if isinstance(field, Text) and field.required
        )
        empty = any(isinstance(f, Choice) and not f.choices for f in self._fields)
        self.submit_button.setEnabled(filled and not empty)


def _wanted(field: Text) -> str:
    """Return what an empty field says: without it the button stays grey."""
    return tr("Required") if field.required else ""


def _number(field: Number) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(field.lowest, field.highest)
    box.setDecimals(field.decimals)
    box.setValue(field.value)
    return box


def _moment(field: Moment) -> QDateTimeEdit:
    box = QDateTimeEdit(_local(field.value, field.zone))
    box.setDisplayFormat("yyyy-MM-dd HH:mm:ss")
    return box


def _local(moment: datetime, zone: tzinfo) -> QDateTime:
    """Return the bare local time: Qt need not know the city's zone."""
    local = moment.astimezone(zone)
    return QDateTime(local.year, local.month, local.day, local.hour, local.minute, local.second)


def _value(field: Field, made: QWidget) -> Any:
    match made:
        case QPlainTextEdit():
            return made.toPlainText().strip()
        case QLineEdit():
            return made.text().strip()
        case Choices():
            return made.value()
        case QListWidget():
            entries = (made.item(row) for row in range(made.count()))
            return tuple(
                entry.data(Qt.ItemDataRole.UserRole)
                for entry in entries
                if entry.checkState() is Qt.CheckState.Checked
            )
        case QDoubleSpinBox():
            return made.value()
        case QDateTimeEdit() if isinstance(field, Moment):
            said = made.dateTime()
            day, time = said.date(), said.time()
            local = datetime(
                day.year(),
                day.month(),
                day.day(),
                time.hour(),
                time.minute(),
                time.second(),
                tzinfo=field.zone,
            )
            return local.astimezone(UTC)
    raise TypeError(f"not a field: {made!r}")
