"""Runs the program itself, as a person would, away from the person's own folders."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PATIENCE_S = 110.0


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a program that lives in ``home``."""
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "STATE", "CACHE")}
    return {**os.environ, "HOME": str(home), "PYTHONUTF8": "1", **folders}


def run_program(
    arguments: Sequence[object], home: Path, *, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run ``bigscreen`` with these arguments in ``home``, expecting this exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "bigscreen", *map(str, arguments)],
        cwd=home,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    assert done.returncode == code, f"code {done.returncode}: {done.stdout}\n{done.stderr}"
    return done
