"""The peer of the fan-out: positions as JSON, each one given to ``websockets.broadcast``."""

import argparse
import asyncio
import json
import time

from websockets.asyncio.server import ServerConnection, broadcast, serve

from bigscreen.app.ending import ends_on

UNITS = 10_000


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--screens", type=int, required=True)
    given = parser.parse_args()
    end = ends_on(stdin=True)
    everybody: set[ServerConnection] = set()

    async def serve_screen(connection: ServerConnection) -> None:
        everybody.add(connection)
        await connection.wait_closed()
        everybody.discard(connection)

    async with serve(serve_screen, "127.0.0.1", 0, compression=None) as server:
        print(f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}", flush=True)
        while len(everybody) < given.screens and not end.is_set():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        number = 0
        while not end.is_set() and everybody:
            number = number % UNITS + 1
            position = {
                "unit": number,
                "lat": 30.5 + number * 1e-5,
                "lon": 103.5 + number * 1e-5,
                "speed": 8.5,
                "heading": 90,
                "t": round(time.time() * 1000),
            }
            broadcast(everybody, json.dumps(position))
            # Give the sockets room: without it the buffers grow and nothing is delivered.
            await asyncio.sleep(0)
            while any(c.transport.get_write_buffer_size() > 1 << 20 for c in everybody):  # noqa: ASYNC110
                await asyncio.sleep(0.001)


if __name__ == "__main__":
    asyncio.run(main())
