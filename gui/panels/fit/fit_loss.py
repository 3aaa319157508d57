"""The loss of a model on data: its data, model and criterion, and how they are put together."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from engine import Criterion, Data, Fit, InputError, Model
from engine.fits.recipe import Recipe, recipe_of
from gui.controls.fault import Fault
from gui.controls.fold import Fold
from gui.panels.fit.batch_section import BatchSection
from gui.panels.fit.criterion_section import CriterionSection
from gui.panels.fit.data_section import DataSection
from gui.panels.fit.model_section import ModelSection
from gui.panels.fit.penalty_settings import PenaltySettings
from gui.panels.fit.section import hint
from gui.theme import Theme


class FitLoss(QWidget):
    """What is picked is shown at once; the fit itself comes when it is made, by `show_loss`."""

    recipe_picked = Signal(object)  # Recipe, of which the fit is not made yet
    seed_picked = Signal(int)
    open_data_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit: Fit | None = None
        self._recipe: Recipe | None = None
        self._data = DataSection()
        self._model = ModelSection()
        self._criterion = CriterionSection()
        self._batch = BatchSection()
        self._fault = Fault()
        self._standardise = QCheckBox(self.tr("Standardise features"))
        self._standardise.setToolTip(
            self.tr("So that features of any size are learnt from at the same rate."))
        self._units = hint(self.tr("The model sees each feature less its mean and divided by its standard "
                                   "deviation, and its parameters are for those."))
        self._penalty = PenaltySettings()
        self._fold = Fold(self.tr("Penalty"), self._penalty)
        self._penalised = hint(self.tr("The loss shown contains a penalty."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for section in (self._data, self._model, self._criterion, self._fault, self._batch):
            column.addWidget(section)
        for parts in ((self._standardise, self._units), (self._fold, self._penalised)):
            group = QVBoxLayout()
            group.setSpacing(4)
            for part in parts:
                group.addWidget(part)
            column.addLayout(group)
        self._connect()

    def _connect(self) -> None:
        self._data.data_picked.connect(self.take_data)
        self._data.open_requested.connect(self.open_data_requested)
        self._model.model_picked.connect(self._take_model)
        self._criterion.criterion_picked.connect(self._take_criterion)
        self._batch.size_picked.connect(self._take_size)
        self._batch.seed_picked.connect(self.seed_picked)
        self._standardise.clicked.connect(self._take_standardise)
        self._penalty.penalty_picked.connect(self._take_penalty)

    def show_loss(self, fit: Fit) -> None:
        """The fit that is now on the table."""
        self._fit = fit
        self._show(recipe_of(fit))

    def show_seed(self, seed: int) -> None:
        self._batch.show_seed(seed)

    def take_data(self, data: Data) -> None:
        """Ask for a fit to other data, by the same model and criterion if they are made for it."""
        assert self._recipe is not None
        self._pick(self._recipe.on_data(data))

    def refuse(self, fault: InputError) -> None:
        """Say why what was picked cannot be had, beside what was typed if it was; the fit stays."""
        assert self._recipe is not None
        wanted, sentence = self._recipe, ""
        stays = wanted if self._fit is None else recipe_of(self._fit)
        if wanted.model != stays.model and not wanted.model.name and not stays.model.name:
            self._model.typed.refuse(fault, stays.model.text)
        elif wanted.criterion != stays.criterion and not (wanted.criterion.name or stays.criterion.name):
            self._criterion.typed.refuse(fault, stays.criterion.formula)
        else:
            sentence = str(fault)
        self._show(stays)
        self._fault.show_fault(sentence)

    def set_theme(self, theme: Theme) -> None:
        for part in (self._model, self._criterion, self._batch, self._fault, self._fold, self._penalty):
            part.set_theme(theme)

    def _show(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._fault.show_fault("")
        self._data.show_data(recipe.data)
        for part in (self._model, self._criterion, self._batch, self._penalty):
            part.show_recipe(recipe)
        self._standardise.setChecked(recipe.standardise)
        self._units.setVisible(recipe.standardise)
        self._penalised.setVisible(bool(recipe.l1 or recipe.l2))

    def _pick(self, recipe: Recipe) -> None:
        self._show(recipe)
        self.recipe_picked.emit(recipe)

    def _take_model(self, model: Model) -> None:
        assert self._recipe is not None
        self._pick(self._recipe.with_model(model))

    def _take_criterion(self, criterion: Criterion) -> None:
        assert self._recipe is not None
        self._pick(self._recipe.with_criterion(criterion))

    def _take_size(self, size: int | None) -> None:
        assert self._recipe is not None
        self._pick(self._recipe.in_batches(size))

    def _take_standardise(self, standardise: bool) -> None:
        assert self._recipe is not None
        self._pick(self._recipe.standardised(standardise))

    def _take_penalty(self, l1: float, l2: float) -> None:
        assert self._recipe is not None
        self._pick(self._recipe.penalised(l1, l2))
