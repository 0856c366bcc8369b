"""Writes a file whole or not at all: beside its place first, then moved there."""

import os
from pathlib import Path

from bigscreen.report.export_steps import Cancelled, ExportCancelled, never


def write_whole(path: Path, content: bytes, cancelled: Cancelled = never) -> None:
    """Put ``content`` at ``path`` in one step; a file that is there stays until then.

    Raises:
        OSError: it could not be written; nothing of it is left.
        ExportCancelled: it was given up meanwhile; nothing of it is left.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _go_on(cancelled)
        part.replace(path)
    except (OSError, ExportCancelled):
        part.unlink(missing_ok=True)
        raise


def _go_on(cancelled: Cancelled) -> None:
    if cancelled():
        raise ExportCancelled
