"""The criterion of a fit: what a prediction costs, by one of the registry or a formula of one's own."""
from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine import CRITERIA, Criterion, Hyper, typed_criterion
from engine.criteria.classification import CLASSIFICATION
from engine.criteria.regression import REGRESSION
from engine.criteria.typed import EXAMPLE
from engine.fits.matching import mismatch
from engine.fits.recipe import Recipe
from engine.models.model import Link
from gui.controls.criterion_settings import CriterionSettings
from gui.controls.field_row import FieldRow
from gui.controls.hyper import explanation, hyper_title
from gui.controls.tab_order import put_behind
from gui.panels.fit.section import Section, hint
from gui.panels.fit.typed_field import TypedField
from gui.theme import Theme

PLAIN = "(p - y)**2"


class CriterionSection(Section):
    criterion_picked = Signal(object)  # Criterion

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_title(self.tr("Criterion"))
        self._recipe: Recipe | None = None
        self._places: dict[str, int] = {}
        for title, criteria in ((self.tr("For numbers"), REGRESSION),
                                (self.tr("For classes"), CLASSIFICATION)):
            self.choice.add_title(title)
            for criterion in criteria:
                tip = f"{criterion.teaches}\n{criterion.source}"
                self._places[criterion.name] = self.choice.add_entry(criterion.title, tip)
        self.choice.add_title(self.tr("Your own"))
        self._own = self.choice.add_entry(
            self.tr("Your own criterion…"), self.tr("Type what one sample costs as a formula of p and y."))
        self._words = hint()
        self.typed = TypedField(
            self._read, self.tr("Formula of the criterion"),
            self.tr("For example {formula}").format(formula=EXAMPLE),
            self.tr("p is the prediction, y the true value; the loss is the mean over the samples."))
        self._settings = CriterionSettings(_row_of)
        self.add_below(self._words, self.typed, self._settings)
        self.choice.activated.connect(self._pick_entry)
        self.typed.formula_read.connect(self.criterion_picked)
        self._settings.criterion_picked.connect(self.criterion_picked)

    def show_recipe(self, recipe: Recipe) -> None:
        before, self._recipe = self._recipe, recipe
        if before is None or (before.data, before.model) != (recipe.data, recipe.model):
            self._show_refusals(recipe)
        criterion = recipe.criterion
        place = self._places[criterion.name] if criterion.name else self._own
        self.choice.setCurrentIndex(place)
        self.choice.setToolTip(criterion.source)
        words = " ".join(filter(None, (criterion.teaches, self._on_classes(recipe))))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if criterion.name:
            self.typed.hide()
        else:
            self.typed.show_formula(criterion.formula)
        self._settings.show_criterion(criterion)
        if before is None or before.criterion.hyper != criterion.hyper:
            put_behind(self.choice, self.typed, self._settings)

    def set_theme(self, theme: Theme) -> None:
        self.typed.set_theme(theme)
        self._settings.set_theme(theme)

    def _on_classes(self, recipe: Recipe) -> str:
        """That a criterion for numbers takes classes by their numbers, which may mean nothing."""
        classes = recipe.data.classes
        if len(classes) < 3 or recipe.model.link is not Link.NONE:
            return ""
        return self.tr("The classes count as numbers here, from {first} = 0 to {last} = {number}.").format(
            first=classes[0], last=classes[-1], number=len(classes) - 1)

    def _show_refusals(self, recipe: Recipe) -> None:
        entries = {self._places[criterion.name]: criterion for criterion in CRITERIA}
        for place, criterion in {**entries, self._own: typed_criterion(PLAIN)}.items():
            self.choice.show_refusal(place, mismatch(recipe.data, recipe.model, criterion))

    def _read(self, formula: str) -> Criterion:
        """With the hyperparameters of the criterion before, as far as they are in it."""
        assert self._recipe is not None
        given = self._recipe.criterion.given
        return typed_criterion(
            formula, **{name: given[name] for name in given if re.search(rf"\b{name}\b", formula)})

    def _pick_entry(self, place: int) -> None:
        assert self._recipe is not None
        present = self._recipe.criterion
        if place == self._own:
            if present.name:
                self.criterion_picked.emit(self._read(PLAIN if present.by_class else present.formula))
            self.typed.begin()
        else:
            picked = next(criterion for criterion in CRITERIA if self._places[criterion.name] == place)
            if picked.name != present.name:
                self.criterion_picked.emit(picked)


def _row_of(hyper: Hyper) -> FieldRow:
    row = FieldRow(hyper_title(hyper), explanation(hyper))
    row.set_allowed(hyper.low, hyper.high, hyper.low_open, hyper.high_open, hyper.is_whole)
    return row
