"""A real hub on a real SQLite ledger, with what a benchmark turns: tick and group commit."""

import argparse
import asyncio
import logging
import sys
from pathlib import Path

import structlog

from bigscreen.app.assets import resource
from bigscreen.app.ending import ends_on
from bigscreen.city.package import load_city
from bigscreen.domain.authority import Role
from bigscreen.hub import ledger_thread
from bigscreen.hub.admission import OneTimeAccount
from bigscreen.hub.history_desk import PastParts
from bigscreen.hub.hub import Hub, HubParts
from bigscreen.hub.server import HubServer, ListenAddress
from bigscreen.hub.track_keeper import TrackParts
from bigscreen.store.opening import open_store

DESKS = 200


def accounts() -> list[OneTimeAccount]:
    """Return one source, one wall and many desks, each with its name as token."""
    desks = [
        OneTimeAccount(name=f"desk-{n}", role=Role.DESK, token=f"desk-{n}") for n in range(DESKS)
    ]
    return [
        OneTimeAccount(name="source", role=Role.SOURCE, token="source"),
        OneTimeAccount(name="wall", role=Role.WALL, token="wall"),
        *desks,
    ]


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--tick", type=float, default=0.2)
    parser.add_argument("--batch", type=int, default=ledger_thread.MOST_IN_ONE_COMMIT)
    parser.add_argument("--no-tracks", action="store_true")
    given = parser.parse_args()
    ledger_thread.MOST_IN_ONE_COMMIT = given.batch
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    end = ends_on(stdin=True)
    city = load_city(resource("demo_city"))
    lead_forces = {item.code: item.lead_force for item in city.items}
    with open_store(f"sqlite:///{given.folder / 'ledger.db'}", lead_forces=lead_forces) as store:
        hub = Hub(
            HubParts(
                ledger=store.ledger,
                cases=store.cases,
                accounts=store.accounts,
                city=city,
                one_time=accounts(),
                position_tick_s=given.tick,
                past=PastParts(cases=store.cases, records=store.records),
                tracks=None
                if given.no_tracks
                else TrackParts(
                    tracks=store.tracks,
                    past=store.past,
                    cases=store.cases,
                    records=store.records,
                ),
            )
        )
        server = HubServer(hub, ListenAddress("127.0.0.1", 0))
        print(await server.start(), flush=True)
        await end.wait()
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main())
