"""What goes together, and what is said of what does not."""

from __future__ import annotations

import re

import numpy as np
import pytest

import engine
from engine.data.data import Data
from engine.fits.matching import mismatch
from engine.models import named_model
from engine.models.kinds import feature_names
from tests.engine.fits.cases import data


@pytest.mark.parametrize(
    ("samples", "model", "criterion", "sentence"),
    [
        (data(1), "linear", "zero_one", "has no slope to follow"),
        (data(1), "linear", "log_loss", "needs a probability: choose the model Logistic"),
        (data(1, "two"), "linear", "focal", "needs a probability: choose the model Logistic"),
        (data(1, "two"), "logistic", "hinge", "takes a score and not a probability"),
        (data(1, "two"), "logistic", "log_loss_logits", "takes a score and not a probability"),
        (data(1, "three"), "softmax", "mse", "takes one number: choose Cross-entropy"),
        (data(1, "two"), "logistic", "cross_entropy", "choose the model Softmax"),
        (data(1), "linear", "kl_divergence", "choose the model Softmax"),
        (data(1, "three"), "linear", "hinge", "tells two classes apart, and y has 3"),
        (data(1, "three"), "logistic", "log_loss", "tells two classes apart, and y has 3"),
        (data(1), "logistic", "log_loss", "y of sample 1 must be 0 or 1, not"),
        (data(1), "linear", "squared_hinge", "y of sample 1 must be -1 or 1, not"),
        (data(1, "two"), "linear", "mape", "must be a number other than 0, not 0"),
    ],
)
def test_what_does_not_match_is_told_in_one_sentence(samples, model, criterion, sentence):
    made = named_model(model, feature_names(samples.x.shape[1]), len(samples.classes))
    said = mismatch(samples, made, engine.criterion(criterion))
    assert sentence in said
    assert said.endswith(".")
    with pytest.raises(engine.InputError, match=re.escape(said)):
        engine.Fit(samples, made, engine.criterion(criterion))


def test_labels_of_minus_one_and_one_are_taken_as_they_are():
    labels = np.where(data(1, "two").y > 0, 1.0, -1.0)
    signed = Data(data(1).x, labels, ("x",))
    line = named_model("linear")
    hinge = engine.criterion("hinge")
    assert not mismatch(signed, line, hinge)
    both = (engine.Fit(samples, line, hinge) for samples in (signed, data(1, "two")))
    assert len({fit.at((0.7, -0.2)) for fit in both}) == 1
