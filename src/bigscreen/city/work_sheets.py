"""Reads what is done: the joint catalogue and the ways a case can end."""

from collections.abc import Collection

from bigscreen.city.files import PackageFolder
from bigscreen.city.records import Record
from bigscreen.city.run_cards import read_run_card
from bigscreen.city.sheets import Rows, note_repeated
from bigscreen.domain.city import CatalogueItem, Disposition
from bigscreen.domain.incidents import Level, Sensitivity, WorkKind

_DISPOSITION_COLUMNS = ("code", "name", "name_en", "retired")
_ITEM_COLUMNS = (
    "code",
    "name",
    "name_en",
    "work_kind",
    "lead_force",
    "assisting_forces",
    "default_level",
    "limit_hours",
)


def read_dispositions(folder: PackageFolder) -> Rows[Disposition]:
    """Return the ways a case can end, none without ``dispositions.csv``."""
    if not folder.has("dispositions.csv"):
        return []
    rows = [
        (
            record,
            Disposition(
                code=record.text("code"),
                name=record.text("name"),
                name_en=record.text("name_en", ""),
                retired=record.flag("retired"),
                valid=record.flag("valid", default=True),
            ),
        )
        for record in folder.lines("dispositions.csv", _DISPOSITION_COLUMNS)
    ]
    note_repeated(((record, disposition.code) for record, disposition in rows), "code")
    return rows


def read_items(
    folder: PackageFolder,
    forces: Collection[str],
    dispositions: Collection[str],
    clocks: Collection[str] | None,
) -> Rows[CatalogueItem]:
    """Return the joint catalogue; ``clocks`` are the known codes, None when nobody knows them."""
    records = folder.lines("catalogue.csv", _ITEM_COLUMNS)
    rows = [(record, _item(record, forces, dispositions, clocks)) for record in records]
    note_repeated(((record, item.code) for record, item in rows), "code")
    return rows


def _item(
    record: Record,
    forces: Collection[str],
    dispositions: Collection[str],
    clocks: Collection[str] | None,
) -> CatalogueItem:
    return CatalogueItem(
        code=record.text("code"),
        name=record.text("name"),
        name_en=record.text("name_en", ""),
        work_kind=record.choice("work_kind", WorkKind),
        lead_force=record.known("lead_force", forces),
        assisting_forces=record.several("assisting_forces", forces),
        default_level=record.choice("default_level", Level, Level.THREE),
        limit_hours=record.number("limit_hours", 0.1, 8760.0, 72.0),
        clock=record.text("clock", "") if clocks is None else record.known("clock", clocks, ""),
        run_card=read_run_card(record, forces),
        dispositions=record.several("dispositions", dispositions),
        evidence=record.several("evidence"),
        sensitivity=record.choice("sensitivity", Sensitivity, Sensitivity.NORMAL),
    )
