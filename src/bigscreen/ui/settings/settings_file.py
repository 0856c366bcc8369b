"""Keeps a desk's settings in one file of the user's; a broken one never stops a desk."""

import os
import tempfile
from pathlib import Path
from typing import Final

import msgspec
import structlog

from bigscreen.ui.settings.desk_settings import DeskSettings

_log = structlog.get_logger(__name__)

FILE_NAME: Final = "desk.json"
_LARGEST = 1_000_000


def load(path: Path) -> DeskSettings:
    """Return what the file holds; the defaults, and a line in the log, where it is broken.

    A broken file is kept beside the new one under another name, for whoever wants to look.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise msgspec.DecodeError("larger than any settings")  # noqa: TRY301 - one way out
        return msgspec.json.decode(path.read_bytes(), type=DeskSettings)
    except FileNotFoundError:
        return DeskSettings()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        _log.warning("settings_not_read", path=str(path), reason=str(error))
        _set_aside(path)
        return DeskSettings()


def save(path: Path, settings: DeskSettings) -> bool:
    """Write the file as a whole or not at all; tell whether it was written."""
    text = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".desk-", delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        _log.warning("settings_not_written", path=str(path), reason=str(error))
        return False
    return True


def _set_aside(path: Path) -> None:
    try:
        path.replace(path.with_suffix(".broken.json"))
    except OSError as error:
        _log.warning("settings_not_set_aside", path=str(path), reason=str(error))
