"""Where the program's log goes: readable lines on standard error, JSON lines in a file."""

import logging
import logging.handlers
import sys
from pathlib import Path

import platformdirs
import structlog

_FILE_BYTES = 5_000_000
_FILES_KEPT = 5


def set_up_logs(process: str, *, verbose: bool = False) -> Path | None:
    """Start logging for this process; return the log file, or None where none can be written.

    ``process`` names the file: ``desk``, ``wall``, ``hub`` … Warnings always reach standard
    error, everything does with ``verbose``.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.setLevel(logging.INFO)
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.INFO if verbose else logging.WARNING)
    console.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_control,
                structlog.dev.ConsoleRenderer(
                    colors=sys.stderr.isatty(),
                    # A pretty traceback would show local variables, and with them tokens.
                    exception_formatter=structlog.dev.plain_traceback,
                ),
            ],
        )
    )
    root.addHandler(console)
    return _log_to_file(root, process, shared)


def _without_control(
    _logger: object, _method: str, entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Show control characters instead of sending them to a terminal: names come from outside."""
    for key, value in entry.items():
        if isinstance(value, str) and not value.isprintable():
            entry[key] = "".join(c if c.isprintable() else repr(c)[1:-1] for c in value)
    return entry


def _log_to_file(
    root: logging.Logger, process: str, shared: list[structlog.typing.Processor]
) -> Path | None:
    try:
        folder = Path(platformdirs.user_log_dir("bigscreen", ensure_exists=True))
        path = folder / f"{process}.jsonl"
        file = logging.handlers.RotatingFileHandler(
            path, maxBytes=_FILE_BYTES, backupCount=_FILES_KEPT, encoding="utf-8"
        )
    except OSError as error:
        structlog.get_logger(__name__).warning("no_log_file", reason=str(error))
        return None
    file.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root.addHandler(file)
    return path
