"""The embedded default: a hub of our own on loopback, with the demo city living in it."""

import secrets
import threading
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import structlog

from bigscreen.app.assets import resource
from bigscreen.app.children import Child, ChildAccount, HubChild
from bigscreen.app.demo_past import DemoPast
from bigscreen.app.simulate_command import DUTY_OFFICER
from bigscreen.domain.authority import Role
from bigscreen.service.ports import LedgerUnavailable

_log = structlog.get_logger(__name__)

SEED = 20_261_121


class DemoCentre:
    """A hub child, a simulator child and the one-time tokens that join them.

    ``url`` and ``desk_token`` are set once :meth:`start` has returned.
    """

    def __init__(self, database: Path | None = None, city_folder: Path | None = None) -> None:
        self._database = database or _default_database()
        self._city_folder = city_folder or resource("demo_city")
        self._hub: HubChild | None = None
        self._simulator: Child | None = None
        self._historian: threading.Thread | None = None
        self._stopping = threading.Event()
        self.desk_token = secrets.token_urlsafe(32)

    @property
    def url(self) -> str:
        """Address of the hub."""
        if self._hub is None:
            raise RuntimeError("not started")
        return self._hub.url

    def start(self) -> None:
        """Bring the past up to now, start the hub, then the simulator. Blocks for a second or two.

        The rest of the past is added while the centre already runs.

        Raises:
            ChildFailed: a child ended before it was ready.
            LedgerUnavailable: the database can not be written.
        """
        db_url = f"sqlite:///{self._database}"
        past = DemoPast(db_url, self._city_folder, SEED, datetime.now(UTC))
        _log.info("demo_past_added", cases=past.add_recent())
        source_token, officer_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._hub = HubChild(
            db_url=db_url,
            city_folder=str(self._city_folder),
            accounts=[
                ChildAccount(name="desk", role=Role.DESK, token=self.desk_token),
                ChildAccount(name="simulator", role=Role.SOURCE, token=source_token),
                ChildAccount(name=DUTY_OFFICER, role=Role.DESK, token=officer_token),
            ],
        )
        self._hub.start()
        self._simulator = Child(
            "simulator",
            [
                "simulate",
                "--hub",
                self._hub.url,
                "--city",
                str(self._city_folder),
                "--seed",
                str(SEED),
                "--token-file",
                "-",
                "--desk-token-file",
                "-",
                "--exit-with-stdin",
            ],
            f"{source_token}\n{officer_token}\n",
        )
        self._simulator.start()
        self._historian = threading.Thread(target=self._add_rest, args=(past,), name="historian")
        self._historian.start()

    def stop(self) -> None:
        """End both children."""
        self._stopping.set()
        if self._historian is not None:
            self._historian.join()
        for child in (self._simulator, self._hub):
            if child is not None:
                child.stop()

    def _add_rest(self, past: DemoPast) -> None:
        try:
            added = past.add_rest(self._stopping.is_set)
        except LedgerUnavailable as error:
            _log.warning("demo_past_not_complete", reason=str(error))
        else:
            _log.info("demo_past_complete", cases_added=added)


def _default_database() -> Path:
    folder = Path(platformdirs.user_data_dir("bigscreen", ensure_exists=True))
    return folder / "demo.db"
