"""Fetches one camera's pictures and goes on trying: a stream is expected to break now and then."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QImage

from bigscreen.domain.cameras import is_playable, told_url
from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.service.stream_course import StreamCourse
from bigscreen.ui.video.decode_budget import DecodeBudget
from bigscreen.ui.video.demo_footage import footage
from bigscreen.ui.video.door_knock import DoorKnock
from bigscreen.ui.video.engine import multimedia

_log = structlog.get_logger(__name__)

_TICK_MS = 500


class Stream(QObject):
    """The pictures of one address, through Qt's player, without sound.

    A place in the ``budget`` is held while it connects and plays; a broken stream gives its
    place to the next one that waits.

    Signals:
        picture_arrived(): :meth:`image` has another picture.
        state_changed(): what is to be said of it is different.
    """

    picture_arrived = Signal()
    state_changed = Signal()

    def __init__(
        self,
        budget: DecodeBudget,
        parent: QObject | None = None,
        *,
        course: StreamCourse | None = None,
        steady_clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._budget = budget
        self._course = course or StreamCourse()
        self._steady_clock = steady_clock
        self._url = ""
        self._told = ""
        self._knock: DoorKnock | None = None
        self._player: Any = None
        self._sink: Any = None
        self._frame: Any = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.destroyed.connect(lambda: budget.leave(self))

    @property
    def state(self) -> StreamState:
        """How it stands."""
        return self._course.state

    @property
    def fault(self) -> StreamFault | None:
        """Why it broke last."""
        return self._course.fault

    @property
    def retry_in_s(self) -> float:
        """How long until a broken one is tried again."""
        return max(0.0, self._course.retry_at_s - self._steady_clock())

    @property
    def most(self) -> int:
        """How many streams play at once."""
        return self._budget.limit

    @property
    def has_picture(self) -> bool:
        """Whether a picture has come since it was opened."""
        return self._frame is not None

    def image(self) -> QImage:
        """Return the newest picture, a null one before the first."""
        return self._frame.toImage() if self._frame is not None else QImage()

    def open(self, url: str) -> None:
        """Play this address from now on, in place of any other."""
        self.close()
        self._url = url
        self._told = told_url(url)
        self._timer.start()
        self._try()

    def close(self) -> None:
        """Play nothing."""
        self._timer.stop()
        self._let_go()
        self._frame = None
        self._url = ""
        self._course.close()
        self.state_changed.emit()

    def go_ahead(self) -> None:
        """Begin: the budget has room."""
        self._course.begin(self._steady_clock())
        self.state_changed.emit()
        parts = urlsplit(self._url)
        if not is_playable(self._url):
            self._fail(StreamFault.BAD_ADDRESS)
        elif multimedia() is None:
            self._fail(StreamFault.NO_PLAYER)
        elif parts.scheme in {"demo", "file"}:
            self._play_file()
        else:
            self._knock = DoorKnock(self._url, self)
            self._knock.answered.connect(self._on_knock_answered)
            self._knock.failed.connect(self._on_knock_failed)
            self._knock.knock()

    # the course

    def _try(self) -> None:
        if self._budget.ask(self):
            self.go_ahead()
        else:
            self._course.wait()
            self.state_changed.emit()

    def _fail(self, fault: StreamFault) -> None:
        if fault is not self._course.fault:
            _log.warning("video_broken", stream=self._told, reason=fault.value)
        self._course.fail(fault, self._steady_clock())
        self._let_go()
        self.state_changed.emit()

    def _let_go(self) -> None:
        """Stop fetching and make room; the last picture stays."""
        if self._knock is not None:
            self._knock.stop()
            self._knock.deleteLater()
            self._knock = None
        if self._player is not None:
            self._player.blockSignals(True)
            self._sink.blockSignals(True)
            self._player.stop()
            self._player.setSource(QUrl())
            self._player.deleteLater()
            self._player = self._sink = None
        self._budget.leave(self)

    @Slot()
    def _on_timer_timeout(self) -> None:
        now_s = self._steady_clock()
        if (fault := self._course.overdue(now_s)) is not None:
            self._fail(fault)
        elif self._course.is_due(now_s):
            self._try()
        elif self._course.state is StreamState.BROKEN:
            self.state_changed.emit()  # the seconds until it is tried again

    # the player

    def _play_file(self) -> None:
        try:
            film = (
                footage(self._url)
                if self._url.startswith("demo:")
                else Path(QUrl(self._url).toLocalFile())
            )
            is_there = film.is_file()
        except OSError as error:
            _log.warning("footage_not_written", reason=str(error))
            is_there = False
        if is_there:
            self._play(QUrl.fromLocalFile(str(film)), loops=True)
        else:
            self._fail(StreamFault.NO_FILE)

    def _play(self, source: QUrl, *, loops: bool) -> None:
        loaded = multimedia()
        if loaded is None:
            return
        self._player = loaded.QMediaPlayer(self)
        self._sink = loaded.QVideoSink(self._player)
        self._player.setVideoSink(self._sink)
        if loops:
            self._player.setLoops(loaded.QMediaPlayer.Loops.Infinite)
        self._sink.videoFrameChanged.connect(self._on_sink_video_frame_changed)
        self._player.errorOccurred.connect(self._on_player_error_occurred)
        self._player.mediaStatusChanged.connect(self._on_player_media_status_changed)
        self._player.setSource(source)
        self._player.play()

    @Slot()
    def _on_knock_answered(self) -> None:
        self._play(QUrl(self._url), loops=False)

    @Slot(str)
    def _on_knock_failed(self, fault: str) -> None:
        self._fail(StreamFault(fault))

    def _on_sink_video_frame_changed(self, frame: Any) -> None:
        loaded = multimedia()
        if loaded is None or not frame.isValid():
            return
        self._frame = loaded.QVideoFrame(frame)
        if self._course.picture(self._steady_clock()):
            self._course.fault = None
            self.state_changed.emit()
        self.picture_arrived.emit()

    def _on_player_error_occurred(self, error: Any, _text: str) -> None:
        """Say what broke; the text is left out, it may quote the address with its password."""
        loaded = multimedia()
        if loaded is None or self._player is None:
            return
        faults = loaded.QMediaPlayer.Error
        if error == faults.NoError:
            return
        if error == faults.AccessDeniedError:
            self._fail(StreamFault.DENIED)
        elif self._course.state is StreamState.PLAYING:
            self._fail(StreamFault.BROKE_OFF)
        else:
            self._fail(StreamFault.NO_VIDEO)

    def _on_player_media_status_changed(self, status: Any) -> None:
        loaded = multimedia()
        if loaded is None or self._player is None:
            return
        known = loaded.QMediaPlayer.MediaStatus
        if status == known.EndOfMedia:
            self._fail(StreamFault.BROKE_OFF if self.has_picture else StreamFault.NO_VIDEO)
        elif status == known.LoadedMedia and not self._player.hasVideo():
            self._fail(StreamFault.NO_VIDEO)
