"""The Qt application: made once, checked, given fonts and Qt's own Chinese."""

import os
import signal
import sys

import structlog
from PySide6.QtCore import QDir, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from bigscreen.app.assets import resource
from bigscreen.app.selftest import prove_signals
from bigscreen.bridge.garbage import GuiThreadGarbage
from bigscreen.ui.map.environment import prepare_environment
from bigscreen.ui.map.scheme import register_scheme
from bigscreen.ui.sound.alarm_player import SEARCH_PATH
from bigscreen.ui.theme import has_chinese_font
from bigscreen.viewmodels.wording import CHINESE, language

_log = structlog.get_logger(__name__)

NO_CHINESE_FONT = (
    "no Chinese font found: text would show as boxes; install Noto Sans CJK SC "
    "(Debian: fonts-noto-cjk)"
)


def make_application() -> QApplication:
    """Return the application object, ready to make windows.

    Raises:
        SelfTestFailedError: this Qt build miscounts references.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    for note in prepare_environment(os.environ, root=root):
        _log.info("web_engine", note=note)
    prove_signals()
    register_scheme()
    app = QApplication(sys.argv[:1])
    GuiThreadGarbage(app)
    app.setApplicationName("bigscreen")
    app.setApplicationDisplayName("bigscreen")
    QDir.addSearchPath(SEARCH_PATH, str(resource("sounds")))
    if language() == CHINESE:
        _speak_chinese(app)
    if not has_chinese_font():
        _log.error("no_chinese_font", advice=NO_CHINESE_FONT)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    return app


def _speak_chinese(app: QApplication) -> None:
    """Load Qt's own texts (dialog buttons, context menus) in Chinese."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    else:
        _log.warning("no_qt_translation", folder=folder)
