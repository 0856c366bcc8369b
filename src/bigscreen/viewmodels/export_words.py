"""The words around an export: what each kind of file is for, and why one could not be written."""

import errno
from enum import StrEnum

from bigscreen.viewmodels.wording import tr, tr_noop


class ExportKind(StrEnum):
    """The kinds of file a report becomes; the value is the file's ending."""

    PDF = "pdf"
    SLIDES = "pptx"
    WORKBOOK = "xlsx"
    PICTURE = "png"
    PAGE = "html"


KIND_NAMES = {
    ExportKind.PDF: tr_noop("PDF to print"),
    ExportKind.SLIDES: tr_noop("Slides (PPTX)"),
    ExportKind.WORKBOOK: tr_noop("Workbook (XLSX)"),
    ExportKind.PICTURE: tr_noop("Picture (PNG)"),
    ExportKind.PAGE: tr_noop("Page that opens offline (HTML)"),
}

_FAULTS = {
    errno.ENOSPC: tr_noop("The disk is full."),
    errno.EDQUOT: tr_noop("Your share of the disk is full."),
    errno.EACCES: tr_noop("You may not write there."),
    errno.EPERM: tr_noop("You may not write there."),
    errno.EROFS: tr_noop("What is there can only be read."),
    errno.ENOENT: tr_noop("The folder is not there any more."),
    errno.ENOTDIR: tr_noop("The folder is not there any more."),
    errno.EISDIR: tr_noop("A folder has this name."),
    errno.ENAMETOOLONG: tr_noop("The name is too long."),
}


def kind_name(kind: ExportKind) -> str:
    """Return what a kind of file is for."""
    return tr(KIND_NAMES[kind])


def fault_words(error: OSError) -> str:
    """Return why a file could not be written, and that nothing was changed."""
    known = _FAULTS.get(error.errno or 0)
    why = tr(known) if known else tr("The file could not be written: {why}", why=error.strerror)
    return " ".join((why, tr("Nothing was left behind.")))
