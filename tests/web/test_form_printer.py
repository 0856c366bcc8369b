"""A form comes out of the printer as a PDF, set by a page that is given nothing but its text."""

from bigscreen.ui.centre.form_printer import FormPrinter


def test_a_form_is_printed_to_a_file_again_and_again(qtbot, tmp_path):
    printer = FormPrinter()
    for name in ("one.pdf", "two.pdf"):
        path = tmp_path / name
        with qtbot.waitSignal(printer.written, timeout=30000) as said:
            printer.write(f"<!DOCTYPE html><h1>工作交办单 {name}</h1>", str(path))
        assert said.args == [str(path)]
        assert path.read_bytes().startswith(b"%PDF")


def test_a_place_that_can_not_be_written_is_said(qtbot, tmp_path):
    printer = FormPrinter()
    path = str(tmp_path / "none" / "form.pdf")
    with qtbot.waitSignal(printer.failed, timeout=30000) as said:
        printer.write("<h1>x</h1>", path)
    assert said.args[0] == path
