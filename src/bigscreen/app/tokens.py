"""Where a joining screen gets its token from: a file, or standard input."""

import sys
from pathlib import Path

import click


def read_token(path: str) -> str:
    """Return the token in the file ``path``, or the first line of standard input for ``-``.

    Raises:
        click.ClickException: the file can not be read or holds no token.
    """
    try:
        text = sys.stdin.readline() if path == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"--token-file: {path}: {error.strerror}") from error
    if not (token := text.strip()):
        raise click.ClickException(f"--token-file: {path}: holds no token")
    return token
