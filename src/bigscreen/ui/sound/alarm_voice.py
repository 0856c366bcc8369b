"""Says an alarm in a sentence, where the machine has a voice; off unless somebody wants it."""

import functools
from types import ModuleType
from typing import Any

import structlog
from PySide6.QtCore import QLocale, QObject

from bigscreen.viewmodels.wording import CHINESE, language

_log = structlog.get_logger(__name__)

_NO_VOICE = frozenset({"mock", ""})


@functools.cache
def _speech() -> ModuleType | None:
    """Return Qt's speech, None where it can not be loaded."""
    try:
        from PySide6 import QtTextToSpeech  # noqa: PLC0415 - nearly nobody needs it
    except ImportError as error:
        _log.warning("no_voice_here", reason=str(error))
        return None
    return QtTextToSpeech


class AlarmVoice(QObject):
    """Speaks one sentence after the other; ``is_on`` is off at first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self._engine: Any = None
        self._is_dumb = False

    def say(self, sentence: str) -> bool:
        """Speak a sentence once the one before is over; tell whether there is a voice."""
        if not self.is_on or not self._has_voice():
            return False
        self._engine.enqueue(sentence)
        return True

    def _has_voice(self) -> bool:
        """Look the first time for an engine that speaks the language in use."""
        if self._engine is not None or self._is_dumb:
            return not self._is_dumb
        loaded = _speech()
        engines = [] if loaded is None else loaded.QTextToSpeech.availableEngines()
        for name in engines:
            if name in _NO_VOICE or loaded is None:
                continue
            engine = loaded.QTextToSpeech(name, self)
            if engine.state() is loaded.QTextToSpeech.State.Error:
                continue
            spoken = QLocale.Language.Chinese if language() == CHINESE else QLocale.Language.English
            known = [one for one in engine.availableLocales() if one.language() is spoken]
            if known:
                engine.setLocale(known[0])
                self._engine = engine
                return True
        self._is_dumb = True
        _log.warning("no_voice", language=language(), engines=", ".join(engines))
        return False
