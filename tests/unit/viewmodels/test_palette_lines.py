"""The palette: what is typed finds what it names, and Enter never gives an order by surprise."""

from bigscreen.viewmodels.palette_lines import Doable, PaletteSearch
from bigscreen.viewmodels.search_index import Entry, EntryKind, SearchIndex


def test_a_call_sign_finds_the_unit_not_the_order_that_would_concern_it() -> None:
    index = SearchIndex()
    index.put(Entry(kind=EntryKind.UNIT, id="u", name="巡5-08"))
    undo = Doable(text="撤销派遣", english="Undo dispatch", about="撤销派遣 巡5-08", keys="Ctrl+Z")
    search = PaletteSearch(index, [undo])
    choices = [line for line in search.lines("x5-08") if not line.is_heading]
    assert [line.text for line in choices] == ["巡5-08"]
    assert search.lines("chexiao")[1].detail == "撤销派遣 巡5-08"
