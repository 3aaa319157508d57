"""The model of a fit: one of the registry, or a formula of one's own."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine import MODELS, InputError
from engine.fits.recipe import Recipe, model_for
from engine.models.kinds import DEGREE, feature_names
from engine.models.model import Link, Model
from engine.models.typed import EXAMPLE, typed_model
from gui.controls.field_row import FieldRow
from gui.panels.fit.section import Section
from gui.panels.fit.typed_field import TypedField
from gui.theme import Theme


class ModelSection(Section):
    model_picked = Signal(object)  # Model

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_title(self.tr("Model"))
        self._recipe: Recipe | None = None
        self._shape: tuple[int, int] | None = None
        for kind in MODELS:
            self.choice.add_entry(kind.title, f"{kind.formula}\n{kind.teaches}\n{kind.source}")
        self._own = self.choice.add_entry(
            self.tr("Your own model…"), self.tr("Type the prediction as a formula of the features."))
        self._degree = FieldRow(self.tr("Degree"), DEGREE.meaning)
        self._degree.set_allowed(DEGREE.low, DEGREE.high, whole=True)
        self.typed = TypedField(
            self._read, self.tr("Formula of the model"),
            self.tr("For example {formula}").format(formula=EXAMPLE),
            self.tr("All names but those of features are parameters. With sigmoid(…) around it, it is a "
                    "probability."))
        self.add_below(self._degree, self.typed)
        self.choice.activated.connect(self._pick_entry)
        self._degree.value_picked.connect(self._pick_degree)
        self.typed.formula_read.connect(self.model_picked)

    def show_recipe(self, recipe: Recipe) -> None:
        self._recipe = recipe
        model = recipe.model
        shape = recipe.data.x.shape[1], len(recipe.data.classes)
        if shape != self._shape:
            self._shape = shape
            for place, kind in enumerate(MODELS):
                self.choice.show_refusal(place, self._refusal(kind.name))
        place = [kind.name for kind in MODELS].index(model.name) if model.name else self._own
        self.choice.setCurrentIndex(place)
        self.choice.setToolTip(self.choice.entry_tip(place))
        self._degree.setVisible(model.degree is not None)
        if model.degree is not None:
            self._degree.show_value(model.degree)
        if model.name:
            self.typed.hide()
        else:
            self.typed.show_formula(model.text)

    def set_theme(self, theme: Theme) -> None:
        self._degree.set_theme(theme)
        self.typed.set_theme(theme)

    def _refusal(self, name: str) -> str:
        assert self._recipe is not None
        try:
            model_for(name, self._recipe.data)
        except InputError as fault:
            return str(fault)
        return ""

    def _read(self, formula: str) -> Model:
        assert self._recipe is not None
        return typed_model(formula, feature_names(self._recipe.data.x.shape[1]))

    def _pick_entry(self, place: int) -> None:
        assert self._recipe is not None
        if place == self._own:
            if self._recipe.model.name:
                self.model_picked.emit(self._begun())
            self.typed.begin()
        elif MODELS[place].name != self._recipe.model.name:
            self.model_picked.emit(model_for(MODELS[place].name, self._recipe.data))

    def _begun(self) -> Model:
        """The present model as a formula that can be changed; a line where it is none."""
        assert self._recipe is not None
        model = self._recipe.model
        if model.link is Link.SOFTMAX:
            model = model_for("linear", self._recipe.data)
        return self._read(model.text)

    def _pick_degree(self, degree: float) -> None:
        assert self._recipe is not None
        self.model_picked.emit(model_for("polynomial", self._recipe.data, int(degree)))
