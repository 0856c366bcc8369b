"""The small parts: plain text everywhere, shapes, buttons, the clock, the pace."""

import html
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from bigscreen.domain.incidents import Level
from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import LEVELS, TONE_TEXTS, TONES, Ground, Ink, State, Theme
from bigscreen.ui.widgets.action_button import LOOK, ActionButton
from bigscreen.ui.widgets.badges import least_room, paint_badges, place_badges
from bigscreen.ui.widgets.clamped_text import ClampedText
from bigscreen.ui.widgets.glyph import MarkGlyph, paint_mark
from bigscreen.ui.widgets.key_button import ButtonLook, KeyButton
from bigscreen.ui.widgets.paced import Paced
from bigscreen.ui.widgets.screen_actions import key_text
from bigscreen.ui.widgets.second_hand import SecondHand
from bigscreen.ui.widgets.text_box import TextBox, text_width
from bigscreen.ui.widgets.text_label import ElidedLabel, TextLabel
from bigscreen.ui.widgets.unit_chips import place_chips
from bigscreen.ui.widgets.waiting_notice import WaitingNotice
from bigscreen.viewmodels.case_badges import Badge, BadgeKind
from bigscreen.viewmodels.queue_rows import UnitChip
from bigscreen.viewmodels.unit_marks import UNKNOWN, Mark, Shape, Tone
from tests.support.hostile import HOSTILE


def luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


class TestTheme:
    @pytest.mark.parametrize("ground", [Ground.WALL, Ground.BAR, Ground.PANEL, Ground.ROW])
    def test_figures_and_labels_stand_out_enough(self, ground):
        assert contrast(Ink.FULL, ground) >= 7
        for ink in (Ink.LABEL, Ink.FAINT, State.GOOD, State.LATE, State.BAD):
            assert contrast(ink, ground) >= 4.5
        for ink in (*TONE_TEXTS.values(), *LEVELS.values()):
            assert contrast(ink, ground) >= 4.5
        assert contrast(Ink.FULL, Ground.SELECTED) >= 7
        assert contrast(Ink.ON_ACTION, State.ACTION) >= 4.5
        assert contrast(Ink.ON_ACTION, State.BAD_BAND) >= 7

    def test_identity_never_means_a_state(self):
        states = {c.name() for c in (State.GOOD, State.LATE, State.BAD, *LEVELS.values())}
        assert not states & {TONES[t].name() for t in (Tone.POLICE, Tone.TRAFFIC, Tone.CHENGGUAN)}
        assert len({LEVELS[level].name() for level in Level}) == 4

    @pytest.mark.parametrize(
        ("size", "scale"),
        [((1920, 1080), 1.0), ((3840, 2160), 2.0), ((3840, 1080), 1.0), ((640, 480), 0.5)],
    )
    def test_one_scale_fits_the_whole_picture(self, size, scale):
        assert Theme.for_size(*size).scale == scale

    def test_what_has_a_length_keeps_a_pixel(self):
        theme = Theme(0.5)
        assert (theme.px(0), theme.px(0.4), theme.px(18)) == (0, 1, 9)
        assert theme.font(18).pixelSize() == 9

    def test_figures_have_one_width(self, qapp):
        font = Theme().font(20)
        assert len({text_width(font, digit * 8) for digit in "0123456789"}) == 1

    def test_the_style_sheet_is_whole(self):
        assert "{" in style_sheet(Theme(2.0))
        assert "{full}" not in style_sheet(Theme(2.0))


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_take_text_as_text(qtbot, theme, text):
    for label in (TextLabel(theme.font(16), Ink.FULL), ElidedLabel(theme.font(16), Ink.FULL)):
        qtbot.addWidget(label)
        label.setText(text)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == text
        label.resize(60, 20)
        label.grab()
    inner = label.toolTip().removeprefix("<p style='white-space:pre-wrap'>").removesuffix("</p>")
    assert html.unescape(inner) == text
    assert "<" not in inner


class TestClampedText:
    @pytest.fixture
    def text(self, qtbot, theme):
        widget = ClampedText(theme.font(16), Ink.FULL, 2)
        qtbot.addWidget(widget)
        widget.resize(200, 60)
        widget.show()
        return widget

    def test_long_text_ends_in_an_ellipsis_after_its_last_line(self, text):
        text.set_text("顾客与商户在入口处争执，" * 20)
        assert len(text.lines()) == 2
        assert text.lines()[1].endswith("…")
        assert text.text().startswith("顾客")

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_no_line_is_wider_than_the_widget(self, text, hostile):
        text.set_text(hostile)
        assert all(text_width(text.font(), line) <= 202 for line in text.lines())
        text.grab()

    def test_emoji_are_not_cut_in_half(self, text):
        text.set_text("🚓" * 60)
        assert set("".join(text.lines())) <= {"🚓", "…"}

    def test_breaks_are_kept_and_nothing_needs_no_room(self, text):
        text.set_text("一\n二")
        assert text.lines() == ["一", "二"]
        text.set_text("")
        assert text.lines() == []
        assert text.sizeHint().height() == 0


class TestKeyButton:
    @pytest.fixture
    def button(self, qtbot, theme):
        made = KeyButton(theme, "Note", "N")
        qtbot.addWidget(made)
        made.resize(146, 48)
        made.show()
        return made

    def test_label_and_key_stand_side_by_side(self, button):
        label, key = button.text_boxes()
        assert (label.text, key.text) == ("Note", "N")
        assert label.rect.right() < key.rect.left()

    def test_an_ampersand_makes_no_key(self, button):
        button.set_label("A&B <b>", "N")
        assert button.shortcut().isEmpty()
        assert button.label == "A&B <b>"
        assert "&lt;b&gt;" in button.toolTip()

    def test_a_long_label_gets_smaller_before_it_is_cut(self, button):
        usual = button.text_boxes()[0].font.pixelSize()
        button.set_label("Undo dispatch", "N")
        smaller = button.text_boxes()[0]
        assert smaller.font.pixelSize() < usual
        assert smaller.needed_width <= smaller.rect.width()

    @pytest.mark.parametrize("look", list(ButtonLook))
    @pytest.mark.parametrize("enabled", [True, False])
    def test_every_look_can_be_painted(self, button, look, enabled):
        button.set_look(look)
        button.setEnabled(enabled)
        button.setFocus()
        assert button.look is look
        assert not button.grab().isNull()

    def test_looks_differ(self, button):
        pixels = set()
        for look in ButtonLook:
            button.set_look(look)
            pixels.add(button.grab().toImage().pixel(8, 24))
        assert len(pixels) >= 3


def test_an_action_button_follows_its_action(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    action = QAction("Note", holder)
    action.setShortcut("Return")
    button = ActionButton(theme, action, design_height=44)
    button.setParent(holder)
    holder.show()
    button.show()
    assert [box.text for box in button.text_boxes()] == ["Note", "Enter"]
    action.setProperty(LOOK, ButtonLook.PRIMARY)
    action.setText("Send")
    action.setEnabled(False)
    assert (button.label, button.look, button.isEnabled()) == ("Send", ButtonLook.PRIMARY, False)
    action.setVisible(False)
    assert not button.isVisible()
    action.setVisible(True)
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class TestGlyphs:
    def picture(self, paint):
        image = QImage(40, 40, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.black)
        painter = QPainter(image)
        paint(painter)
        painter.end()
        return image

    @pytest.mark.parametrize("shape", list(Shape))
    def test_shapes_differ_without_their_colour(self, shape):
        masks = {}
        for one in Shape:
            mark = Mark(shape=one, tones=(Tone.POLICE, Tone.POLICE))
            image = self.picture(lambda p, m=mark: paint_mark(p, QRectF(2, 2, 36, 36), m))
            masks[one] = tuple(
                image.pixelColor(x, y).lightness() > 40 for x in range(40) for y in range(40)
            )
        assert sum(other == masks[shape] for other in masks.values()) == 1

    def test_a_joint_mark_shows_both_forces(self):
        mark = Mark(shape=Shape.JOINT, tones=(Tone.POLICE, Tone.CHENGGUAN))
        image = self.picture(lambda p: paint_mark(p, QRectF(0, 0, 40, 40), mark))
        assert image.pixelColor(10, 20) == TONES[Tone.POLICE]
        assert image.pixelColor(30, 20) == TONES[Tone.CHENGGUAN]

    def test_a_cross_has_a_full_middle(self):
        mark = Mark(shape=Shape.CROSS, tones=(Tone.CHENGGUAN,))
        image = self.picture(lambda p: paint_mark(p, QRectF(0, 0, 40, 40), mark))
        assert image.pixelColor(20, 20) == TONES[Tone.CHENGGUAN]

    def test_a_glyph_can_be_empty(self, qtbot, theme):
        glyph = MarkGlyph(theme, 20)
        qtbot.addWidget(glyph)
        glyph.grab()
        glyph.set_mark(UNKNOWN)
        glyph.grab()


class TestChips:
    def chips(self, *texts):
        mark = Mark(shape=Shape.CIRCLE, tones=(Tone.POLICE,))
        return [UnitChip(unit_id=text, text=text, mark=mark) for text in texts]

    def test_chips_without_room_are_counted(self, theme):
        room = QRect(0, 0, 230, 24)
        placed = place_chips(
            theme, self.chips(*(f"巡2-{n:02}" for n in range(12))), room, on_selected=False
        )
        assert [chip.label.text for chip in placed] == ["巡2-00", "巡2-01", "+10"]
        assert all(room.contains(chip.rect) for chip in placed)

    def test_the_last_chip_needs_no_room_for_a_count(self, theme):
        placed = place_chips(
            theme, self.chips("巡2-00", "巡2-01"), QRect(0, 0, 175, 24), on_selected=False
        )
        assert len(placed) == 2

    def test_long_call_signs_are_shortened(self, theme):
        (chip,) = place_chips(theme, self.chips("极" * 60), QRect(0, 0, 400, 24), on_selected=True)
        assert chip.rect.width() == theme.px(120)
        assert chip.label.elides
        assert chip.label.colour == Ink.FULL


def test_text_knows_where_its_ink_is(theme):
    font = theme.font(16)
    width = text_width(font, "abc")
    rect = QRect(0, 0, 200, 20)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert TextBox(rect, "abc", font, Ink.FULL).ink.left() == 0
    assert TextBox(rect, "abc", font, Ink.FULL, right).ink.right() == rect.right()
    centred = TextBox(rect, "abc", font, Ink.FULL, Qt.AlignmentFlag.AlignCenter).ink
    assert centred.left() == (200 - width) // 2


def test_the_second_hand_ticks_at_the_hubs_second(qtbot):
    now = datetime(2026, 3, 2, 4, 0, 0, 960_000, tzinfo=UTC)
    hand = SecondHand(lambda: now)
    ticks = []
    hand.ticked.connect(ticks.append)
    hand.start()
    assert ticks == [now]
    assert hand._timer.interval() == 50
    now += timedelta(milliseconds=140)
    hand._on_timer_timeout()
    assert hand._timer.interval() == 905
    hand.stop()
    assert not hand._timer.isActive()


def test_a_burst_runs_its_action_twice_at_most(qtbot):
    runs = []
    paced = Paced(lambda: runs.append(1), 30)
    for _ in range(50):
        paced.ask()
    assert len(runs) == 1
    qtbot.waitUntil(lambda: len(runs) == 2)
    qtbot.waitUntil(lambda: not paced._timer.isActive())
    assert len(runs) == 2
    paced.ask()
    paced.ask()
    paced.stop()
    assert len(runs) == 3


def test_the_waiting_notice_stands_in_the_middle(qtbot, theme):
    notice = WaitingNotice(theme, "<b>Preparing</b>")
    qtbot.addWidget(notice)
    notice.show()
    middle = notice.screen().availableGeometry().center()
    assert (notice.frameGeometry().center() - middle).manhattanLength() <= 2
    (label,) = notice.findChildren(TextLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert notice.grab().toImage().pixelColor(3, 3) == Ground.BAR


def test_enter_is_called_enter_in_every_language():
    assert [key_text(QKeySequence(key)) for key in ("Return", "Enter", "F11")] == [
        "Enter", "Enter", "F11",
    ]  # fmt: skip


class TestBadges:
    def badge(self, kind, text="黄牌"):
        return Badge(kind=kind, text=text, detail=text)

    def painted(self, theme, kind):
        image = QImage(120, 24, QImage.Format.Format_ARGB32)
        image.fill(Ground.ROW)
        painter = QPainter(image)
        placed = place_badges(theme, [self.badge(kind)], image.rect())
        paint_badges(painter, theme, placed)
        painter.end()
        return image, placed

    def test_a_card_is_a_shape_with_its_word_and_no_identitys_colour(self, theme, qapp):
        """Full and empty tell red from yellow without any colour."""
        yellow, placed = self.painted(theme, BadgeKind.YELLOW_CARD)
        red, _ = self.painted(theme, BadgeKind.RED_CARD)
        (badge,) = placed
        assert badge.label.text == "黄牌"
        middle = QPoint(theme.px(6) + theme.px(5), 14)
        assert yellow.pixelColor(middle) == Ground.ROW
        assert red.pixelColor(middle) == State.BAD
        identities = {colour.rgb() for colour in TONES.values()}
        for image in (yellow, red):
            colours = {
                image.pixel(x, y) for x in range(image.width()) for y in range(image.height())
            }
            assert not colours & identities

    def test_the_first_badge_always_has_its_room_and_the_others_are_counted(self, theme, qapp):
        badges = [self.badge(BadgeKind.RED_CARD, "红牌"), self.badge(BadgeKind.DRILL, "试警")]
        room = QRect(0, 0, least_room(theme, badges), 24)
        assert [one.label.text for one in place_badges(theme, badges, room)] == ["红牌", "+1"]
        assert least_room(theme, []) == 0
        assert place_badges(theme, badges, QRect(0, 0, 5, 24)) == []
