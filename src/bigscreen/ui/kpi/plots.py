"""A bare pyqtgraph plot in our colours: nothing to drag, nothing to click, no menus."""

import pyqtgraph as pg
from PySide6.QtCore import Qt

from bigscreen.ui.theme import Ground, Ink, Size, Theme


def bare_plot(theme: Theme, *axes: str) -> pg.PlotWidget:
    """Return a plot that only shows; ``axes`` of ``left`` and ``bottom`` carry labels."""
    plot = pg.PlotWidget(background=None)
    plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    item = plot.getPlotItem()
    item.setMouseEnabled(x=False, y=False)
    item.setMenuEnabled(False)
    item.hideButtons()
    item.setContentsMargins(0, 0, 0, 0)
    item.getViewBox().setDefaultPadding(0)
    for side in ("left", "bottom", "top", "right"):
        if side in axes:
            axis = item.getAxis(side)
            axis.setTickFont(theme.font(Size.NOTE))
            axis.setTextPen(Ink.FAINT)
            axis.setPen(Ground.LINE)
            axis.setStyle(tickLength=0, tickTextOffset=theme.px(6))
        else:
            item.hideAxis(side)
    return plot
