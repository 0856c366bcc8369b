"""A running hub and its ledger make the same weekly bulletin."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from bigscreen.store.opening import open_store
from tests.support.cases import a_case
from tests.support.duty_centre import DEMO_CITY, Centre, declare
from tests.support.hub_process import hub_process
from tests.support.program import run_program


def worst_units(path: Path) -> list[str]:
    """Return the units named as the worst ones."""
    rows = [row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]
    said = [[str(cell.value or "") for cell in row] for row in rows]
    place = next(n for n, row in enumerate(said) if "各项速度最差单元" in row[0])
    return [row[1] for row in said[place + 2 : place + 5]]


def numbers(path: Path) -> list[list[float]]:
    """Return the figures of a workbook, row by row."""
    rows = [row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]
    found = [[cell.value for cell in row if isinstance(cell.value, int | float)] for row in rows]
    return [row for row in found if row]


@pytest.mark.timeout(180)
async def test_the_hub_s_bulletin_is_that_of_its_ledger(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_store(f"sqlite:///{tmp_path / 'ledger.db'}") as store:
        store.cases.add_past_cases(
            a_case(
                f"p{n}",
                now - timedelta(hours=3 * n + 1),
                grid_id=f"g{n % 4 + 1}",
                dispatched_s=5,
                accepted_s=5 + 9 * (n % 7),
                on_scene_s=30 * (n % 17),
                stamped_by="suuh--",
                unit_ids=("xun-1-02",),
                **({} if n % 11 == 0 else {"closed_s": 4000}),
            )
            for n in range(150)
        )
    (tmp_path / "token").write_text("token-of-desk")
    async with hub_process(tmp_path, city=DEMO_CITY) as hub:
        await declare(Centre(hub.url, hub.kill), "xun-1-02")
        for name, source in (
            ("ledger", ["--db", "sqlite:///ledger.db"]),
            ("hub", ["--hub", hub.url, "--token-file", "token"]),
        ):
            asked = ["bulletin", *source, "--city", DEMO_CITY, "--out", f"{name}.xlsx"]
            done = await asyncio.to_thread(run_program, asked, tmp_path)
            assert done.returncode == 0, done.stderr
    told = numbers(tmp_path / "hub.xlsx")
    assert len(told) >= 25
    assert worst_units(tmp_path / "hub.xlsx") == worst_units(tmp_path / "ledger.xlsx")
    assert worst_units(tmp_path / "hub.xlsx")[0] not in {"", "xun-1-02"}
    assert told == numbers(tmp_path / "ledger.xlsx")
