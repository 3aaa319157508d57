"""The start: where every ball is dropped, a number for each parameter."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.controls.fault import Fault
from gui.controls.heading import Heading
from gui.controls.number import number_text
from gui.controls.point_fields import PointFields
from gui.controls.tab_order import put_in_front
from gui.theme import Theme

MOST_ON_A_PLOT = 2          # parameters


class StartPanel(QWidget):
    start_picked = Signal(tuple)  # of floats, one for each parameter

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = PointFields(())
        self._fault = Fault()
        self._hint = QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._suggested: tuple[float, ...] = ()
        self._suggestion = QPushButton()
        self._suggestion.setProperty("role", "quiet")
        self._suggestion.clicked.connect(self._take_suggestion)
        for part in (Heading(self.tr("Start")), self._fields, self._fault, self._hint, self._suggestion):
            self._column.addWidget(part)
        self.show_suggestion(None)

    def show_start(self, parameters: Sequence[str], start: Sequence[float]) -> None:
        """Names of the parameters and where they start, one number for each."""
        if tuple(parameters) != self._fields.parameters:
            self._make_fields(parameters)
        self._fields.show_point(start)

    def show_suggestion(self, start: Sequence[float] | None) -> None:
        """Offer this start in place of one that lies outside the view; None where it lies inside."""
        self._suggestion.setVisible(start is not None)
        if start is None:
            self._hint.setText(self.tr("or drag the ball on the plot"))
        else:
            self._hint.setText(self.tr("The start lies outside the view."))
            self._suggested = tuple(start)
            self._suggestion.setText(self.tr("Start at {numbers}").format(
                numbers=", ".join(map(number_text, start))))
        self._show_hint()

    def set_theme(self, theme: Theme) -> None:
        self._fault.set_theme(theme)

    def _make_fields(self, parameters: Sequence[str]) -> None:
        fields = PointFields(parameters)
        fields.point_picked.connect(self.start_picked)
        fields.error_changed.connect(self._fault.show_fault)
        self._column.replaceWidget(self._fields, fields)
        put_in_front(self._suggestion, fields)
        self._fields.hide()
        self._fields.deleteLater()
        self._fields = fields
        self._show_hint()
        self._fault.show_fault("")

    def _show_hint(self) -> None:
        on_a_plot = len(self._fields.parameters) <= MOST_ON_A_PLOT
        self._hint.setVisible(on_a_plot or self._suggestion.isVisibleTo(self))

    def _take_suggestion(self) -> None:
        self.start_picked.emit(self._suggested)


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from gui.theme import Appearance

    app = QApplication([])
    panel = StartPanel()
    panel.set_theme(Appearance(app).theme)
    panel.show_start(("x", "y"), (-0.2, -1.1))
    panel.start_picked.connect(print)
    panel.resize(290, 200)
    panel.show()
    app.exec()
