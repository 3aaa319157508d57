"""The loss: a landscape, or that of a model on data; typeset, with its derivatives."""
from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

import engine
from engine import Box, Data, Fit, InputError, Landscape, Loss
from engine.fits import chained
from engine.fits.recipe import Recipe, recipe_of, usual_recipe
from gui.controls.fold import Fold
from gui.controls.heading import Heading
from gui.controls.symbol import symbol_text
from gui.controls.tab_order import put_behind
from gui.controls.view_box import ViewBox
from gui.derivation import Derivation
from gui.panels.fit.fit_loss import FitLoss
from gui.panels.hessian import HessianLabel
from gui.panels.landscape_loss import LandscapeLoss
from gui.panels.stationary import StationaryList
from gui.theme import LIGHT, Theme
from gui.typeset import FormulaLabel

BUSY_MS = 150           # what takes longer is announced
MOST_DERIVATIVES = 4    # more are not typeset: the first ones show how they go on
LANDSCAPE, DATA = 0, 1  # the tabs
FIRST_DATA = "line"     # a new fit begins with it


class LossPanel(QWidget):
    loss_picked = Signal(object)  # Loss, with all that is asked of it at hand
    seed_picked = Signal(int)
    open_data_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loss: Loss = engine.LANDSCAPES[0]
        self._last: dict[int, Loss] = {LANDSCAPE: self._loss}  # on each side, to come back to
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setProperty("tight", True)
        self._tabs.setAccessibleName(self.tr("Kind of loss"))
        for words, tip in ((self.tr("Landscape"), self.tr("A formula of the parameters")),
                           (self.tr("Data"), self.tr("How badly a model fits data"))):
            self._tabs.setTabToolTip(self._tabs.addTab(words), tip)
        self._landscape = LandscapeLoss()
        self._fit: FitLoss | None = None  # made when there is one to show: a start has no time for it
        self._theme = LIGHT
        self._seed = 0
        self._busy = QLabel()
        self._busy.setProperty("role", "hint")
        self._busy.setWordWrap(True)
        self._busy.hide()
        self._formulas = FormulaLabel()
        self._hessian = HessianLabel()
        self.stationary = StationaryList()
        self._box = ViewBox()
        self._folds = (
            Fold(self.tr("Hessian"), self._hessian),
            Fold(self.tr("Stationary points"), self.stationary),
            Fold(self.tr("View range"), self._box),
        )
        self._derivation = Derivation(self)
        self._patience = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._place()
        self._connect()
        self._show_rest()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Loss")), 1)
        head.addWidget(self._tabs)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        for part in (self._landscape, self._busy, self._formulas, *self._folds):
            self._column.addWidget(part)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self._landscape.loss_picked.connect(self._pick)
        self._landscape.loss_typed.connect(self._derive)
        self._landscape.withdrawn.connect(self._wait_no_more)
        self._box.box_picked.connect(self._pick_box)
        self._derivation.found.connect(self._pick)
        self._derivation.refused.connect(self._refuse)
        self._patience.timeout.connect(self._busy.show)

    def show_loss(self, loss: Loss) -> None:
        """Show the loss that is now on the table; what is being typed stays while the formula does."""
        if loss == self._loss:
            return
        if isinstance(loss, Fit) or isinstance(self._loss, Fit):
            self._wait_no_more()  # for what would take its place
        self._loss = loss
        side = DATA if isinstance(loss, Fit) else LANDSCAPE
        self._last[side] = loss
        if isinstance(loss, Fit):
            self._data_side.show_loss(loss)
        elif isinstance(loss, Landscape):
            self._landscape.show_loss(loss)
        self._show_side(side)
        self._show_rest()

    def show_seed(self, seed: int) -> None:
        """The seed of whatever is random."""
        self._seed = seed
        if self._fit is not None:
            self._fit.show_seed(seed)

    def take_data(self, data: Data) -> None:
        """Ask for a fit to these samples, by the present model and criterion if they are made for them."""
        if self._fit is not None:
            self._fit.take_data(data)
        else:
            self._make(usual_recipe(data))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for part in (self._landscape, self._hessian, self.stationary, self._box, *self._folds):
            part.set_theme(theme)
        if self._fit is not None:
            self._fit.set_theme(theme)

    @property
    def _data_side(self) -> FitLoss:
        if self._fit is None:
            self._fit = FitLoss()
            self._fit.set_theme(self._theme)
            self._fit.show_seed(self._seed)
            self._fit.recipe_picked.connect(self._make)
            self._fit.seed_picked.connect(self.seed_picked)
            self._fit.open_data_requested.connect(self.open_data_requested)
            self._column.insertWidget(self._column.indexOf(self._landscape) + 1, self._fit)
            put_behind(self._tabs, self._fit)
        return self._fit

    def _show_side(self, side: int) -> None:
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(side)
        self._tabs.blockSignals(False)
        self._landscape.setVisible(side == LANDSCAPE)
        if self._fit is not None:
            self._fit.setVisible(side == DATA)

    def _show_rest(self) -> None:
        loss = self._loss
        self._formulas.show_latex(_formulas(loss))
        self._hessian.show_loss(loss)
        self.stationary.show_loss(loss)
        self._box.show_box([symbol_text(name) for name in loss.parameters], loss.view)

    def _turn(self, side: int) -> None:
        """To what was on this side before, or to what one would begin with."""
        if side in self._last:
            self._pick(self._last[side])
        else:
            self._make(usual_recipe(engine.dataset(FIRST_DATA)))

    def _pick_box(self, box: Box) -> None:
        loss = self._loss
        if isinstance(loss, Fit):
            self._make(replace(recipe_of(loss), view=box))
        elif loss.name:
            self._pick(loss.seen_in(box))
        else:
            self._derive(loss.seen_in(box))

    def _derive(self, loss: Loss) -> None:
        self._busy.setText(self.tr("Finding the derivative…"))
        self._derivation.ask(loss)
        self._patience.start()

    def _make(self, recipe: Recipe) -> None:
        """Leave it to a thread: there may be many samples, or a derivative to find."""
        count = f"{len(recipe.data):,}"
        self._busy.setText(self.tr("Computing the loss of {count} samples…").format(count=count))
        self._derivation.make(recipe.made, by_sympy=recipe.is_typed)
        self._patience.start()

    def _wait_no_more(self) -> None:
        self._derivation.forget()
        self._patience.stop()
        self._busy.hide()

    def _pick(self, loss: Loss) -> None:
        self._wait_no_more()
        self.show_loss(loss)
        self.loss_picked.emit(loss)

    def _refuse(self, fault: InputError) -> None:
        self._wait_no_more()
        is_fit = isinstance(self._loss, Fit)
        self._show_side(DATA if is_fit else LANDSCAPE)
        (self._data_side if is_fit else self._landscape).refuse(fault)


def _formulas(loss: Loss) -> tuple[str, ...]:
    """The loss and its derivatives, one line each."""
    if isinstance(loss, Fit):
        before = (*chained.predictions(loss), *chained.loss(loss))
        derivatives = chained.gradient(loss)
    else:
        before, derivatives = (loss.formula_latex,), loss.gradient_latex
    more = (r"\dots",) if loss.dimension > MOST_DERIVATIVES else ()
    return (*before, *derivatives[:MOST_DERIVATIVES], *more)


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from gui.theme import Appearance

    app = QApplication([])
    panel = LossPanel()
    panel.set_theme(Appearance(app).theme)
    panel.loss_picked.connect(print)
    panel.resize(290, 700)
    panel.show()
    app.exec()
