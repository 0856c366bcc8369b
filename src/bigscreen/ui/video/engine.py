"""Loads Qt's player when the first picture is asked for; a machine without it goes on without."""

import ctypes
import functools
from pathlib import Path
from types import ModuleType

import structlog
from PySide6.QtCore import QLibraryInfo, QLoggingCategory

_log = structlog.get_logger(__name__)

_SILENT = -8
"""AV_LOG_QUIET of libavutil."""


_RULES = "\n".join(f"qt.multimedia.*.{level}=false" for level in ("debug", "info", "warning"))


@functools.cache
def multimedia() -> ModuleType | None:
    """Return ``PySide6.QtMultimedia``; None, and a line in the log, where it can not be loaded."""
    QLoggingCategory.setFilterRules(_RULES)  # it tells of each codec this machine has not
    try:
        from PySide6 import QtMultimedia  # noqa: PLC0415 - not before somebody wants to look
    except ImportError as error:
        _log.warning("no_video_here", reason=str(error))
        return None
    # Asking what it can play loads FFmpeg, which then can be told to be silent.
    known = QtMultimedia.QMediaFormat()
    known.supportedVideoCodecs(QtMultimedia.QMediaFormat.ConversionMode.Decode)
    _silence_ffmpeg()
    return QtMultimedia


def _silence_ffmpeg() -> None:
    """Keep FFmpeg from writing to standard error: it names each source with its password.

    Qt offers no other way (6.11): its own logger is either FFmpeg's or one that tells still more.
    """
    folders = [QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)]
    folders.append(QLibraryInfo.path(QLibraryInfo.LibraryPath.BinariesPath))
    for folder in map(Path, folders):
        for file in sorted((*folder.glob("libavutil*.so.*"), *folder.glob("avutil-*.dll"))):
            try:
                ctypes.CDLL(str(file)).av_log_set_level(_SILENT)
            except (OSError, AttributeError) as error:
                _log.warning("ffmpeg_not_silenced", reason=str(error))
            else:
                return
    _log.warning("ffmpeg_not_silenced", reason="libavutil not found")
