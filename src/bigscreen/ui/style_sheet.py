"""The style sheet of the stock widgets: fields, menus, scroll bars, dialogs, tips."""

from PySide6.QtGui import QColor

from bigscreen.ui.theme import Ground, Ink, Size, State, Theme

_TEMPLATE = """
QToolTip {{
  color: {full}; background: {row}; border: 1px solid {edge};
  padding: {p6}px {p8}px; font-size: {small}px;
}}
QAbstractScrollArea {{ background: transparent; border: none; }}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QListWidget {{
  color: {full}; background: {field}; border: 1px solid {edge}; border-radius: {p6}px;
  padding: {p6}px {p10}px; selection-background-color: {selected}; selection-color: {full};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 1px solid {action};
}}
QComboBox::drop-down {{ border: none; width: {p24}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{
  color: {full}; background: {row}; border: 1px solid {edge};
  selection-background-color: {selected}; selection-color: {full}; outline: none;
}}
QMenu {{ color: {full}; background: {row}; border: 1px solid {edge}; padding: {p6}px; }}
QMenu::item {{ padding: {p8}px {p24}px; border-radius: {p4}px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::indicator {{ width: {p10}px; height: {p10}px; margin-left: {p8}px; border-radius: {p4}px; }}
QMenu::indicator:checked {{ background: {action}; border: 1px solid {full}; }}
QMenu::right-arrow {{ width: {p12}px; height: {p12}px; margin-right: {p8}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px; }}
QToolButton {{ color: {label}; background: transparent; border: none; padding: {p4}px; }}
QToolButton:hover, QToolButton:focus {{ color: {full}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QScrollBar:vertical {{ background: transparent; width: {p8}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: {p4}px; min-height: {p32}px; }}
QScrollBar::handle:vertical:hover {{ background: {edge_strong}; }}
QScrollBar:horizontal {{ background: transparent; height: {p8}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {edge}; border-radius: {p4}px; min-width: {p32}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QCheckBox {{ color: {full}; spacing: {p8}px; }}
QCheckBox::indicator, QListWidget::indicator {{
  width: {p12}px; height: {p12}px; border: 1px solid {edge_strong}; background: {field};
}}
QCheckBox::indicator:checked, QListWidget::indicator:checked {{
  background: {action}; border-color: {full};
}}
QCheckBox:focus {{ color: {action}; }}
QTableWidget {{ color: {full}; background: transparent; outline: none; }}
QTableWidget::item {{ padding: 0 {p8}px; border-bottom: 1px solid {line}; }}
QTableWidget::item:selected {{ background: {selected}; color: {full}; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{
  color: {label}; background: {row}; border: none; padding: {p6}px {p8}px;
}}
QTabWidget::pane {{ border: none; }}
QTabBar::tab {{
  color: {label}; background: {row}; border: 1px solid {edge}; padding: {p8}px {p24}px;
  margin-right: {p6}px; border-radius: {p4}px;
}}
QTabBar::tab:selected {{ color: {full}; background: {selected}; border-color: {action}; }}
QTabBar::tab:focus {{ border-color: {full}; }}
QFileDialog QWidget {{ font-size: {small}px; }}
QFileDialog QLabel {{ color: {label}; }}
QFileDialog QListView, QFileDialog QTreeView {{ color: {full}; background: {field}; }}
QFileDialog QListView::item:selected {{ background: {selected}; color: {full}; }}
QFileDialog QPushButton {{
  color: {full}; background: {row}; border: 1px solid {edge}; border-radius: {p6}px;
  padding: {p8}px {p24}px;
}}
QFileDialog QPushButton:hover, QFileDialog QPushButton:focus {{ border-color: {action}; }}
QFileDialog QPushButton:disabled {{ color: {faint}; }}
QDialog {{ background: {panel}; border: 1px solid {edge}; }}
"""


def style_sheet(theme: Theme) -> str:
    """Return the style sheet at the theme's scale."""

    def name(colour: QColor) -> str:
        return colour.name()

    lengths = {f"p{n}": theme.px(n) for n in (4, 6, 8, 10, 12, 24, 32)}
    return _TEMPLATE.format(
        full=name(Ink.FULL),
        label=name(Ink.LABEL),
        faint=name(Ink.FAINT),
        row=name(Ground.ROW),
        field=name(Ground.FIELD),
        panel=name(Ground.PANEL),
        line=name(Ground.LINE),
        edge=name(Ground.EDGE),
        edge_strong=name(Ground.EDGE_STRONG),
        selected=name(Ground.SELECTED),
        action=name(State.ACTION_HOVER),
        small=theme.px(Size.SMALL),
        **lengths,
    )
