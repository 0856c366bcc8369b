"""Puts a replay together: the recording, a hub to send it through, and the pace."""

import hashlib
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bigscreen.app.assets import resource
from bigscreen.app.children import ChildAccount, HubChild
from bigscreen.city.saving import save_city
from bigscreen.domain.authority import Role
from bigscreen.domain.city import City
from bigscreen.domain.units import Unit
from bigscreen.feed.column_mapping import (
    ColumnMapping,
    MappingError,
    choose_mapping,
    load_mapping,
    require_columns,
)
from bigscreen.feed.recorded_city import recorded_city, recorded_units
from bigscreen.feed.recording import Recording, read_header, read_recording
from bigscreen.feed.replay import AsFastAsDurable, ByClock, Pace, Replay, ReplayResult, own_clock
from bigscreen.feed.replay_plan import PlannedCommand, plan_of
from bigscreen.feed.source_client import SourceClient
from bigscreen.feed.unit_tracks import tracks_of

SOURCE_ACCOUNT = "replay"
DESK_ACCOUNT = "desk"

_STALE_AFTER_S = 900.0
_START_MARGIN_S = 3.0
_MOST_IN_FLIGHT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayScript:
    """A recording made ready: its city, its units and what is to be sent."""

    name: str
    mapping: ColumnMapping
    recording: Recording
    city: City
    units: tuple[Unit, ...]
    plan: list[PlannedCommand]

    @property
    def start(self) -> datetime:
        """When the first command is due."""
        return self.plan[0].due

    @property
    def end(self) -> datetime:
        """When the last command is due."""
        return self.plan[-1].due


class OtherCity(Exception):
    """The hub serves another city than the recorded one."""

    def __init__(self, served: str, recorded: str) -> None:
        super().__init__(
            f"the hub serves city {served!r}, the recording is of {recorded!r}: write its city "
            "with --save-city DIR and start the hub with --city DIR"
        )


def read_script(file: Path, mapping_file: Path | None) -> ReplayScript:
    """Return a recording made ready for replay.

    Raises:
        MappingError: recording or mapping can not be used, or there is no call in it.
    """
    header = read_header(file)
    mapping = (
        load_mapping(mapping_file)
        if mapping_file is not None
        else choose_mapping(header, resource("mappings"))
    )
    require_columns(mapping, header)
    recording = read_recording(file, mapping)
    if not recording.calls:
        raise MappingError(f"{file}: none of its {recording.rows} rows holds a call")
    return ReplayScript(
        name=hashlib.sha256(file.read_bytes()).hexdigest()[:16],
        mapping=mapping,
        recording=recording,
        city=recorded_city(recording, mapping),
        units=recorded_units(recording, mapping, _STALE_AFTER_S),
        plan=plan_of(recording, mapping.call.channel),
    )


class ReplayHub:
    """A hub of our own on loopback that serves the recorded city, on the recording's time.

    With ``rate`` None hub time stands at the recording's end; else it starts just before the
    first call and runs ``rate`` times as fast as real time. Without ``db_url`` the ledger goes
    when the hub is stopped.
    """

    def __init__(self, script: ReplayScript, db_url: str | None, rate: float | None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bigscreen-replay-")
        folder = Path(self._folder.name)
        save_city(script.city, folder / "city")
        lead = timedelta(seconds=_START_MARGIN_S * (rate or 1.0))
        clock_start = script.end if rate is None else script.start - lead
        self.source_token = secrets.token_urlsafe(32)
        self.desk_token = secrets.token_urlsafe(32)
        self._child = HubChild(
            db_url=db_url or f"sqlite:///{folder / 'replay.db'}",
            city_folder=str(folder / "city"),
            accounts=[
                ChildAccount(name=SOURCE_ACCOUNT, role=Role.SOURCE, token=self.source_token),
                ChildAccount(name=DESK_ACCOUNT, role=Role.DESK, token=self.desk_token),
            ],
            options=["--clock-start", clock_start.isoformat(), "--clock-rate", str(rate or 1.0)],
        )

    @property
    def url(self) -> str:
        """Address of the hub, once started."""
        return self._child.url

    def start(self) -> None:
        """Start the hub and wait until it listens.

        Raises:
            ChildFailed: it ended first; its own log says why.
        """
        self._child.start()

    def stop(self) -> None:
        """Stop the hub; everything it has accepted is in the ledger."""
        self._child.stop()
        self._folder.cleanup()


async def run_replay(
    script: ReplayScript,
    url: str,
    token: str,
    rate: float | None,
    *,
    own_hub: bool,
    on_start: Callable[[Replay], None],
) -> ReplayResult:
    """Send a script through the hub at ``url``, ``rate`` times as fast as it happened (None: max).

    With ``own_hub`` the pace is the hub's clock, which runs at this rate. ``on_start`` gets the
    replay, whose ``result`` can be looked at meanwhile.

    Raises:
        InvalidValue: ``url`` is no ws:// or wss:// address.
        LinkRefused: the hub does not take this source.
        OtherCity: the hub serves another city.
    """
    async with SourceClient(url, token, SOURCE_ACCOUNT, max_in_flight=_MOST_IN_FLIGHT) as hub:
        if hub.city.id != script.city.id:
            raise OtherCity(hub.city.id, script.city.id)
        tracks = tracks_of(script.recording, script.units)
        replay = Replay(hub, script.name, script.plan, script.units, tracks)
        on_start(replay)
        return await replay.run(_pace(script, hub, rate, own_hub=own_hub))


def _pace(script: ReplayScript, hub: SourceClient, rate: float | None, *, own_hub: bool) -> Pace:
    if rate is None:
        return AsFastAsDurable(script.start)
    return ByClock(hub.hub_now if own_hub else own_clock(script.start, rate), rate)
