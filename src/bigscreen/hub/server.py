"""The hub's socket: one port for clients and for ``/healthz``."""

import asyncio
import ipaddress
import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import structlog
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Origin

from bigscreen.domain.errors import InvalidValue
from bigscreen.hub.client_link import serve_client
from bigscreen.hub.hub import Hub
from bigscreen.protocol.messages import MAX_FRAME_BYTES

_log = structlog.get_logger(__name__)

HEALTH_PATH = "/healthz"

_PING_EVERY_S = 5.0
_PONG_WITHIN_S = 5.0
_OPEN_WITHIN_S = 5.0
_CLOSE_WITHIN_S = 0.5
_GOODBYE_WITHIN_S = 0.3
_SETTLE_WITHIN_S = 0.5
_LAST_WITHIN_S = 0.1
_FRAMES_BUFFERED = 8
_SEND_BUFFER_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """Where to listen; port 0 takes any free one."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return _is_loopback(self.host)


def listen_address(text: str) -> ListenAddress:
    """Return the address ``host:port``, an IPv6 host in brackets.

    Raises:
        InvalidValue: it is not one.
    """
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise InvalidValue("listen", text, "host:port, for example 127.0.0.1:8765")
    return ListenAddress(host, int(port))


class HubServer:
    """A hub with its port open; a context manager that closes it within two seconds.

    Browsers send an ``Origin``; such a connection is refused unless its origin is one of
    ``origins``, so that a web page can not reach a hub through its visitor.
    """

    def __init__(self, hub: Hub, address: ListenAddress, origins: Sequence[str] = ()) -> None:
        self._hub = hub
        self._address = address
        self._origins = [Origin(origin) for origin in origins]
        self._server: Server | None = None

    async def start(self) -> str:
        """Open the port and return its address, for example ``ws://127.0.0.1:8765``.

        Raises:
            OSError: the address can not be listened on.
        """
        self._server = await serve(
            partial(serve_client, self._hub),
            self._address.host,
            self._address.port,
            origins=[None, *self._origins],
            compression=None,
            process_request=self._process_request,
            server_header=None,
            open_timeout=_OPEN_WITHIN_S,
            ping_interval=_PING_EVERY_S,
            ping_timeout=_PONG_WITHIN_S,
            close_timeout=_CLOSE_WITHIN_S,
            max_size=MAX_FRAME_BYTES,
            max_queue=_FRAMES_BUFFERED,
        )
        self._hub.start()
        port = next(iter(self._server.sockets)).getsockname()[1]
        host = f"[{self._address.host}]" if ":" in self._address.host else self._address.host
        url = f"ws://{host}:{port}"
        _log.info("hub_listening", url=url)
        if not self._address.is_loopback:
            _log.warning("listening_beyond_this_machine", url=url)
        return url

    async def stop(self) -> None:
        """Say goodbye to the clients, settle what they ordered, close the port."""
        if self._server is None:
            return
        self._server.close()
        closing = asyncio.create_task(self._server.wait_closed())
        await asyncio.wait([closing], timeout=_GOODBYE_WITHIN_S)
        for member in self._hub.members():
            member.cut("hub_stops")
        await self._hub.stop(within_s=_SETTLE_WITHIN_S)
        await asyncio.wait([closing], timeout=_LAST_WITHIN_S)
        closing.cancel()
        _log.info("hub_stopped")

    def _process_request(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer what is not a client; bound what one client can make us buffer."""
        if request.path == "/":
            if self._hub.lobby.turns_away():
                return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "no room now\n")
            raw = connection.transport.get_extra_info("socket")
            # More than this in flight to a client that does not read is stale anyway.
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
            return None
        if request.path == HEALTH_PATH and _is_loopback(connection.remote_address[0]):
            response = connection.respond(HTTPStatus.OK, json.dumps(self._hub.health()) + "\n")
            del response.headers["Content-Type"]
            response.headers["Content-Type"] = "application/json"
            return response
        return connection.respond(HTTPStatus.NOT_FOUND, "clients connect to /\n")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
