"""What a camera's tile says: its name, and why there is no picture."""

import math
from collections.abc import Mapping

from bigscreen.domain.cameras import Camera, CameraKind
from bigscreen.domain.situation import Situation
from bigscreen.domain.streams import StreamFault, StreamState
from bigscreen.viewmodels.plain_text import one_line
from bigscreen.viewmodels.wording import named, tr, tr_noop

FAULTS: Mapping[StreamFault, str] = {
    StreamFault.BAD_ADDRESS: tr_noop("The address can not be opened"),
    StreamFault.NO_FILE: tr_noop("The file is not there"),
    StreamFault.NO_PLAYER: tr_noop("This machine can not play video"),
    StreamFault.UNKNOWN_HOST: tr_noop("The camera's name is not known here"),
    StreamFault.REFUSED: tr_noop("The camera refuses the connection"),
    StreamFault.UNREACHABLE: tr_noop("The camera can not be reached"),
    StreamFault.NO_ANSWER: tr_noop("The camera does not answer"),
    StreamFault.NO_VIDEO: tr_noop("What comes is no picture"),
    StreamFault.DENIED: tr_noop("The camera asks for another password"),
    StreamFault.BROKE_OFF: tr_noop("The stream broke off"),
    StreamFault.STALLED: tr_noop("The picture stands still"),
}


def camera_name(camera: Camera, situation: Situation | None = None) -> str:
    """Return what a camera is called; one somebody wears, after its unit."""
    name = one_line(named(camera.name, camera.name_en))
    if camera.kind is CameraKind.FIXED or camera.name_en or situation is None:
        return name or one_line(camera.id)
    state = situation.units.get(camera.unit_id)
    call_sign = one_line(state.unit.call_sign) if state is not None else ""
    if not call_sign:
        return name or one_line(camera.id)
    return named(name, tr("Body camera {unit}", unit=call_sign))


def stream_lines(
    state: StreamState, fault: StreamFault | None, retry_in_s: float, most: int
) -> tuple[str, str]:
    """Return what is said in place of a picture, in two lines; nothing while it plays."""
    match state:
        case StreamState.WAITING:
            return tr("Paused"), tr("at most {n} play at once", n=most)
        case StreamState.CONNECTING:
            return tr("Connecting …"), tr(FAULTS[fault]) if fault is not None else ""
        case StreamState.BROKEN if fault is not None:
            seconds = max(1, math.ceil(retry_in_s))
            return tr(FAULTS[fault]), tr("tried again in {n} s", n=seconds)
        case _:
            return "", ""
