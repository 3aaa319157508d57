"""Which criterion goes with which model and which data, and why another one does not."""

from __future__ import annotations

import numpy as np

from engine.criteria.criterion import Criterion
from engine.criteria.samples import ANY, MINUS_OR_PLUS_ONE, PROBABILITY, ZERO_OR_ONE
from engine.data.data import Data
from engine.formula.notation import number_text
from engine.models.model import Link, Model


def mismatch(data: Data, model: Model, criterion: Criterion) -> str:
    """Why these three make no loss, in one sentence; "" if they do."""
    return _of_prediction(model, criterion) or _of_truth(data, criterion)


def _of_prediction(model: Model, criterion: Criterion) -> str:
    if criterion.no_slope:
        return criterion.no_slope
    if model.link is Link.SOFTMAX and not criterion.by_class:
        return (
            f"{model.title} predicts a probability for each class, and {criterion.title} takes one number: "
            "choose Cross-entropy."
        )
    if criterion.by_class and model.link is not Link.SOFTMAX:
        return f"{criterion.title} needs a probability for each class: choose the model Softmax."
    if criterion.predictions is PROBABILITY and model.link is Link.NONE:
        return (
            f"{criterion.title} needs a probability: choose the model Logistic, "
            "or put sigmoid(…) around your own."
        )
    if model.link is Link.SIGMOID and criterion.predictions is ANY and criterion.truths in _OF_SCORES:
        return f"{criterion.title} takes a score and not a probability: choose the model Line."
    return ""


# True values that are labels, for a prediction that may be any number.
_OF_SCORES = (ZERO_OR_ONE, MINUS_OR_PLUS_ONE)


def _of_truth(data: Data, criterion: Criterion) -> str:
    labels = criterion.by_class or criterion.truths in _OF_SCORES
    if labels and len(data.classes) > 2 and not criterion.by_class:
        return f"{criterion.title} tells two classes apart, and {data.target} has {len(data.classes)}."
    if criterion.by_class:
        return "" if data.classes else f"{criterion.title} needs a target that is one of some classes."
    y = data.y
    if criterion.truths is MINUS_OR_PLUS_ONE and ZERO_OR_ONE.holds(y).all():
        return ""
    if (fits := criterion.truths.holds(y)).all():
        return ""
    place = int(np.argmin(fits))
    return (
        f"{criterion.title}: {data.target} of sample {place + 1:,} must be {criterion.truths.words}, "
        f"not {number_text(float(y[place]))}."
    )
