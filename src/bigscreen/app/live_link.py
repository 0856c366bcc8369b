"""Puts a screen's line to its hub together: the bridge of the GUI on the feed of the network."""

import ssl

from PySide6.QtCore import QObject

from bigscreen.bridge.hub_link import FactSink, HubLink
from bigscreen.feed.client import FeedClient
from bigscreen.protocol.client_session import ClientSession
from bigscreen.protocol.messages import ClientKind


def open_link(
    url: str,
    token: str,
    kind: ClientKind,
    *,
    screen: str = "",
    tls: ssl.SSLContext | None = None,
    parent: QObject | None = None,
) -> HubLink:
    """Return a started link to the hub at ``url`` (ws:// or wss://); stop it at the end.

    ``screen`` is this screen's name for people. ``tls`` replaces the system's trust for wss://.

    Raises:
        InvalidValue: ``url`` is not an address of a hub.
    """
    session = ClientSession(token=token, kind=kind, screen=screen)

    def feed(sink: FactSink) -> FeedClient:
        return FeedClient(url, session, sink, tls=tls)

    link = HubLink(feed, parent)
    link.start()
    return link
