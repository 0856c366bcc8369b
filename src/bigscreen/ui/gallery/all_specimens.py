"""Every specimen there is, room by room."""

from bigscreen.ui.gallery import (
    alarm_specimens,
    desk_specimens,
    direction_specimens,
    dispatch_specimens,
    export_specimens,
    find_specimens,
    kpi_specimens,
    meeting_specimens,
    replay_specimens,
    wall_specimens,
    widget_specimens,
)
from bigscreen.ui.gallery.specimen import Specimen

ALL_SPECIMENS: tuple[Specimen, ...] = (
    *widget_specimens.SPECIMENS,
    *alarm_specimens.SPECIMENS,
    *direction_specimens.SPECIMENS,
    *desk_specimens.SPECIMENS,
    *dispatch_specimens.SPECIMENS,
    *kpi_specimens.SPECIMENS,
    *find_specimens.SPECIMENS,
    *export_specimens.SPECIMENS,
    *meeting_specimens.SPECIMENS,
    *replay_specimens.SPECIMENS,
    *wall_specimens.SPECIMENS,
)
