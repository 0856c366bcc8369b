"""The embedded default: a hub of our own on loopback, with the demo city living in it."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
import structlog

from bigscreen.app.assets import resource
from bigscreen.app.children import Child, ChildAccount, HubChild
from bigscreen.city.demo.history import past_cases
from bigscreen.city.package import load_city
from bigscreen.city.rates import load_rates
from bigscreen.domain.authority import Role
from bigscreen.store.opening import open_store

_log = structlog.get_logger(__name__)

HISTORY = timedelta(days=366)
SEED = 20_261_121


class DemoCentre:
    """A hub child, a simulator child and the one-time tokens that join them.

    ``url`` and ``desk_token`` are set once :meth:`start` has returned.
    """

    def __init__(self, database: Path | None = None) -> None:
        self._database = database or _default_database()
        self._city_folder = resource("demo_city")
        self._hub: HubChild | None = None
        self._simulator: Child | None = None
        self.desk_token = secrets.token_urlsafe(32)

    @property
    def url(self) -> str:
        """Address of the hub."""
        if self._hub is None:
            raise RuntimeError("not started")
        return self._hub.url

    def start(self) -> None:
        """Bring the past up to now, start the hub, then the simulator. Blocks for seconds.

        Raises:
            ChildFailed: a child ended before it was ready.
        """
        db_url = f"sqlite:///{self._database}"
        self._complete_history(db_url)
        source_token = secrets.token_urlsafe(32)
        self._hub = HubChild(
            db_url=db_url,
            city_folder=str(self._city_folder),
            accounts=[
                ChildAccount(name="desk", role=Role.DESK, token=self.desk_token),
                ChildAccount(name="simulator", role=Role.SOURCE, token=source_token),
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
                "--exit-with-stdin",
            ],
            f"{source_token}\n",
        )
        self._simulator.start()

    def stop(self) -> None:
        """End both children."""
        for child in (self._simulator, self._hub):
            if child is not None:
                child.stop()

    def _complete_history(self, db_url: str) -> None:
        """Add the past year's cases, or on a later start those since the last one known."""
        now = datetime.now(UTC)
        city = load_city(self._city_folder)
        rates = load_rates(self._city_folder, city)
        with open_store(db_url) as store:
            known_until = store.cases.latest_received()
            start = max(known_until, now - HISTORY) if known_until else now - HISTORY
            past = past_cases(city, seed=SEED, start=start, until=now, rates=rates)
            added = store.cases.add_past_cases(past)
        _log.info("history_completed", cases=added, since=start.isoformat())


def _default_database() -> Path:
    folder = Path(platformdirs.user_data_dir("bigscreen", ensure_exists=True))
    return folder / "demo.db"
