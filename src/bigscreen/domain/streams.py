"""How a camera's stream stands, and why there is no picture."""

from enum import StrEnum


class StreamState(StrEnum):
    """How far a stream has come."""

    CLOSED = "closed"
    WAITING = "waiting"
    CONNECTING = "connecting"
    PLAYING = "playing"
    BROKEN = "broken"


class StreamFault(StrEnum):
    """Why there is no picture."""

    BAD_ADDRESS = "bad_address"
    NO_FILE = "no_file"
    NO_PLAYER = "no_player"
    UNKNOWN_HOST = "unknown_host"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NO_ANSWER = "no_answer"
    NO_VIDEO = "no_video"
    DENIED = "denied"
    BROKE_OFF = "broke_off"
    STALLED = "stalled"
