"""The criterion of a fit: what a prediction costs, by one of the registry or a formula of one's own."""
from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine import CRITERIA, Criterion, typed_criterion
from engine.criteria.regression import REGRESSION
from engine.criteria.typed import EXAMPLE
from engine.fits.matching import mismatch
from engine.fits.recipe import Recipe
from gui.controls.hyper import explanation, hyper_title
from gui.controls.tab_order import put_behind
from gui.panels.fit.field_row import FieldRow
from gui.panels.fit.section import Section, hint
from gui.panels.fit.typed_field import TypedField
from gui.theme import LIGHT, Theme

PLAIN = "(p - y)**2"


class CriterionSection(Section):
    criterion_picked = Signal(object)  # Criterion

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_title(self.tr("Criterion"))
        self._theme = LIGHT
        self._recipe: Recipe | None = None
        self._places: dict[str, int] = {}
        for title, criteria in ((self.tr("For numbers"), REGRESSION),
                                (self.tr("For classes"), CRITERIA[len(REGRESSION):])):
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
        self._rows: dict[str, FieldRow] = {}
        self.add_below(self._words, self.typed)
        self.choice.activated.connect(self._pick_entry)
        self.typed.formula_read.connect(self.criterion_picked)

    def show_recipe(self, recipe: Recipe) -> None:
        before, self._recipe = self._recipe, recipe
        if before is None or (before.data, before.model) != (recipe.data, recipe.model):
            self._show_refusals(recipe)
        criterion = recipe.criterion
        place = self._places[criterion.name] if criterion.name else self._own
        self.choice.setCurrentIndex(place)
        self.choice.setToolTip(criterion.source)
        self._words.setText(criterion.teaches)
        self._words.setVisible(bool(criterion.teaches))
        if criterion.name:
            self.typed.hide()
        else:
            self.typed.show_formula(criterion.formula)
        if before is None or before.criterion.hyper != criterion.hyper:
            self._make_rows(criterion)
        for name, row in self._rows.items():
            row.show_value(criterion.given[name])

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.typed.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def _show_refusals(self, recipe: Recipe) -> None:
        entries = {self._places[criterion.name]: criterion for criterion in CRITERIA}
        for place, criterion in {**entries, self._own: typed_criterion(PLAIN)}.items():
            self.choice.show_refusal(place, mismatch(recipe.data, recipe.model, criterion))

    def _make_rows(self, criterion: Criterion) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {hyper.name: FieldRow(hyper_title(hyper), explanation(hyper))
                      for hyper in criterion.hyper}
        for hyper, (name, row) in zip(criterion.hyper, self._rows.items(), strict=True):
            row.set_allowed(hyper.low, hyper.high, hyper.is_whole, hyper.low_open, hyper.high_open)
            row.value_picked.connect(partial(self._pick_value, name))
            row.set_theme(self._theme)
        self.add_below(*self._rows.values())
        put_behind(self.choice, self.typed, *self._rows.values())

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

    def _pick_value(self, name: str, value: float) -> None:
        assert self._recipe is not None
        self.criterion_picked.emit(self._recipe.criterion.replace(**{name: value}))
