"""Statements that change a unit or a case and let its version grow, as every event on it does."""

from sqlalchemy import bindparam, update

from bigscreen.store.schema import incidents, units

touch_unit = update(units).where(units.c.id == bindparam("key")).values(version=units.c.version + 1)

touch_incident = (
    update(incidents)
    .where(incidents.c.id == bindparam("key"))
    .values(version=incidents.c.version + 1)
)
