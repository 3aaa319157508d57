"""Where one class ends and another begins."""
from __future__ import annotations

import numpy as np
import pytest

from gui.theme import LIGHT
from gui.views.data import ground
from tests.gui.views.data.fits import fitted


def test_the_borders_of_a_narrow_region_are_straight(shown, places_of):
    # Scores of the three classes: x, (x - 2 y)/50 and -x, so that the second has a wedge below.
    weights = np.array([[1.0, 0.0, 0.0], [0.02, -0.04, 0.0], [-1.0, 0.0, 0.0]])
    fit = fitted("three_clouds", "softmax", "cross_entropy", start=tuple(weights.ravel().tolist()))
    view = shown(fit, steps=1)
    places, scale = places_of(view.plot, LIGHT.look(0).colour, 6), view.plot.scale_now
    places = places[places[:, 0] > 0]
    across, up = scale.x_at(places[:, 0]), scale.y_at(places[:, 1])
    scores = np.column_stack([across, up, np.ones(len(places))]) @ weights.T
    order = np.argsort(scores, axis=1)
    slopes = (weights[order[:, 2]] - weights[order[:, 1]])[:, :2]
    slopes *= (scale.right - scale.left) / scale.width, (scale.top - scale.bottom) / scale.height
    ordered = np.take_along_axis(scores, order, axis=1)
    away = (ordered[:, 2] - ordered[:, 1]) / np.hypot(*slopes.T)    # pixels to the border
    assert len(places) > 300 and away.max() < 3.0


@pytest.mark.parametrize("rate", [0.05, 1e3])
def test_lines_of_equal_prediction_are_told_in_few_letters(shown, monkeypatch, rate):
    told = []
    monkeypatch.setattr(ground, "draw_words", lambda painter, place, words, *look: told.append(words))
    shown(fitted("correlated"), (("sgd", rate),), step=4).grab()
    assert told and max(map(len, told)) <= 9
