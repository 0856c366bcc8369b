"""Where the ledger is kept when nobody says otherwise."""

from pathlib import Path

import platformdirs

DEFAULT_LEDGER = "ledger.db in the user's data folder"


def ledger_url(given: str | None) -> str:
    """Return the address of the ledger's database: ``given``, or the user's own."""
    if given is not None:
        return given
    folder = Path(platformdirs.user_data_dir("bigscreen", ensure_exists=True))
    return f"sqlite:///{folder / 'ledger.db'}"
