"""The second derivatives of the loss, typeset where they are short enough."""
from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from engine import Loss
from gui.icons import icon
from gui.theme import LIGHT, Theme
from gui.typeset import FormulaLabel, plain_text

# Characters of LaTeX: more keep the typesetter busy for more than half a second.
LONGEST = 700
# Characters side by side in a matrix that can still be read in the side panel, brackets and ∇²L besides.
WIDEST = 32


class HessianLabel(QWidget):
    """A matrix; its entries below each other where that is too wide; where they are too long, LaTeX to copy.

    Nothing is written out until it is seen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Loss | None = None
        self._written: Loss | None = None
        self._formulas = FormulaLabel()
        self._words = QLabel(self.tr("The second derivatives are too long to be typeset here."))
        self._words.setProperty("role", "hint")
        self._words.setWordWrap(True)
        self._copy = QToolButton()
        self._copy.setText(self.tr("Copy LaTeX"))
        self._copy.setProperty("role", "quiet")
        self._copy.setIconSize(QSize(16, 16))
        self._copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._copy.clicked.connect(self._copy_latex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._formulas)
        column.addWidget(self._words)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeading)
        self.set_theme(LIGHT)

    def show_loss(self, loss: Loss) -> None:
        """The loss whose second derivatives are shown, as soon as they are seen."""
        self._loss = loss
        if self.isVisible():
            self._write()

    def set_theme(self, theme: Theme) -> None:
        self._copy.setIcon(icon("copy", theme.muted))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._write()

    def _write(self) -> None:
        if self._loss is None or self._loss == self._written:
            return
        self._written = self._loss
        entries = self._loss.second_derivatives_latex
        if sum(map(len, entries)) > LONGEST:
            # The matrix of a loss on data is a mean of matrices, and says so in a line.
            entries = (self._loss.hessian_latex,)
        is_long = sum(map(len, entries)) > LONGEST
        self._formulas.setHidden(is_long)
        self._words.setVisible(is_long)
        self._copy.setVisible(is_long)
        if not is_long:
            self._formulas.show_latex((self._loss.hessian_latex,) if self._is_narrow(entries) else entries)

    def _is_narrow(self, entries: tuple[str, ...]) -> bool:
        """Whether a matrix is worth it, and fits."""
        assert self._loss is not None
        size = self._loss.dimension
        widest = max(len(plain_text(entry.split(" = ", 1)[1])) for entry in entries)
        return size > 1 and size * widest <= WIDEST

    def _copy_latex(self) -> None:
        assert self._loss is not None
        QGuiApplication.clipboard().setText(self._loss.hessian_latex)
