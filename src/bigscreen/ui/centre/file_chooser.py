"""Asks where to save a file, in the screen's own words and colours."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from bigscreen.ui.style_sheet import style_sheet
from bigscreen.ui.theme import Size, Theme
from bigscreen.viewmodels.wording import tr

_WIDTH = 820
_HEIGHT = 560


def ask_where_to_save(
    theme: Theme,
    parent: QWidget,
    heading: str,
    *,
    name: str,
    filters: Sequence[str],
    then: Callable[[str], None],
) -> QFileDialog:
    """Open a save dialog at a file called ``name``; ``then`` is told the path that was chosen.

    A path without an ending gets that of ``name``.
    """
    chooser = QFileDialog(parent, heading, _documents())
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Qt's own dialog where the system has none: its words and columns are only half translated.
    chooser.setViewMode(QFileDialog.ViewMode.List)
    for label, text in (
        (QFileDialog.DialogLabel.LookIn, tr("Folder")),
        (QFileDialog.DialogLabel.FileName, tr("File name")),
        (QFileDialog.DialogLabel.FileType, tr("File type")),
        (QFileDialog.DialogLabel.Accept, tr("Save")),
        (QFileDialog.DialogLabel.Reject, tr("Cancel")),
    ):
        chooser.setLabelText(label, text)
    chooser.setFont(theme.font(Size.LABEL))
    chooser.setStyleSheet(style_sheet(theme))
    chooser.resize(theme.px(_WIDTH), theme.px(_HEIGHT))
    chooser.setNameFilters(list(filters))
    chooser.setDefaultSuffix(name.rpartition(".")[2])
    chooser.selectFile(name)
    chooser.fileSelected.connect(then)
    chooser.open()
    return chooser


def _documents() -> str:
    where = QStandardPaths.StandardLocation
    kinds = (where.DocumentsLocation, where.HomeLocation)
    folders = (QStandardPaths.writableLocation(kind) for kind in kinds)
    return next((folder for folder in folders if folder), "")
