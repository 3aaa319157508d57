"""What a fit is made of, before it is made: that may take a while, and this does not."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from engine.criteria import named_criterion
from engine.criteria.criterion import Criterion
from engine.data.data import Data
from engine.errors import InputError
from engine.fits.fit import Fit
from engine.fits.matching import mismatch
from engine.losses.loss import MOST_PARAMETERS, Box
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.models.model import Link, Model
from engine.models.typed import typed_model

# Of targets that are numbers, one of two classes, or one of more.
USUAL_MODELS: Final = {0: "linear", 2: "logistic", 3: "softmax"}


@dataclass(frozen=True)
class Recipe:
    """Data, a model and a criterion that go together, and how they are put together.

    What is changed brings with it whatever would not fit any more; the view is proposed anew where it is ().
    """

    data: Data
    model: Model
    criterion: Criterion
    batch: int | None = None
    standardise: bool = False
    l1: float = 0.0
    l2: float = 0.0
    view: Box = ()

    @property
    def is_typed(self) -> bool:
        """Whether derivatives of something typed have to be found."""
        return not (self.model.name and self.criterion.name)

    def made(self) -> Fit:
        """The fit; InputError says what does not go together."""
        return Fit(
            self.data, self.model, self.criterion, self.batch, self.standardise, self.l1, self.l2, self.view
        )

    def on_data(self, data: Data) -> Recipe:
        """The same on other data, with the usual model if this one is not made for it."""
        size = self.batch if self.batch is not None and self.batch <= len(data) else None
        return self._with(data, self._model_for(data)).in_batches(size)

    def with_model(self, model: Model) -> Recipe:
        """The same with another model, and with the usual criterion if this one does not go with it."""
        return self._with(self.data, model)

    def with_criterion(self, criterion: Criterion) -> Recipe:
        return dataclasses.replace(self, criterion=criterion, view=())

    def standardised(self, standardise: bool) -> Recipe:
        """The same with features as they are, or less their mean and divided by their deviation."""
        return dataclasses.replace(self, standardise=standardise, view=())

    def in_batches(self, size: int | None) -> Recipe:
        """The same, with steps that look at so many samples; None for all."""
        return dataclasses.replace(self, batch=size)

    def penalised(self, l1: float, l2: float) -> Recipe:
        return dataclasses.replace(self, l1=l1, l2=l2)

    def _with(self, data: Data, model: Model) -> Recipe:
        criterion = self.criterion
        # What was the usual one stays the usual one, also where it would still do.
        was_usual = criterion == usual_criterion(self.data, self.model)
        if was_usual or mismatch(data, model, criterion):
            criterion = usual_criterion(data, model)
        return dataclasses.replace(self, data=data, model=model, criterion=criterion, view=())

    def _model_for(self, data: Data) -> Model:
        if data.x.shape[1] == self.data.x.shape[1] and len(data.classes) == len(self.data.classes):
            return self.model
        if _target(data) == _target(self.data):
            try:
                return _remade(self.model, data)
            except InputError:
                pass
        return usual_model(data)


def recipe_of(fit: Fit) -> Recipe:
    """What a fit was made of."""
    return Recipe(
        fit.data, fit.model, fit.criterion, fit.batch, fit.standardise, fit.l1, fit.l2, fit.view
    )


def usual_recipe(data: Data) -> Recipe:
    """What one would begin with on data."""
    model = usual_model(data)
    return Recipe(data, model, usual_criterion(data, model))


def model_for(name: str, data: Data, degree: int | None = None) -> Model:
    """The model of this name for data; InputError says why there is none."""
    model = named_model(name, feature_names(data.x.shape[1]), len(data.classes), degree)
    if (count := len(model.parameters)) > MOST_PARAMETERS:
        raise InputError(
            f"{model.title} would have {count} parameters here; at most {MOST_PARAMETERS} are possible."
        )
    return model


def usual_model(data: Data) -> Model:
    """A line for numbers, and what gives probabilities for classes."""
    try:
        return model_for(USUAL_MODELS[_target(data)], data)
    except InputError:
        return model_for(USUAL_MODELS[0], data)


def usual_criterion(data: Data, model: Model) -> Criterion:
    """The criterion that such a model is usually fitted with on such data."""
    for_classes = {Link.SOFTMAX: "cross_entropy", Link.SIGMOID: "log_loss", Link.NONE: "log_loss_logits"}
    has_labels = data.classes or model.link is not Link.NONE
    usual = map(named_criterion, (for_classes[model.link], "mse") if has_labels else ("mse",))
    return next(criterion for criterion in usual if not mismatch(data, model, criterion))


def _target(data: Data) -> int:
    """0 for a number, 2 for two classes, 3 for more."""
    return 0 if not data.classes else 2 if len(data.classes) <= 2 else 3


def _remade(model: Model, data: Data) -> Model:
    if model.name:
        return model_for(model.name, data, model.degree)
    return typed_model(model.text, feature_names(data.x.shape[1]))
