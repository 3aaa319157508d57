"""The batch of the coming step among the samples."""
from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QLabel

from gui.theme import LIGHT
from tests.gui.views.data.fits import fitted, small

TWELVE = small(np.arange(12.0), np.arange(12.0) % 5)


def words(view):
    return next(label.text() for label in view.findChildren(QLabel) if label.text().startswith("epoch"))


def loud(view, places_of):
    """The samples that are drawn in their full colour."""
    edges = places_of(view.plot, LIGHT.sample, 10)
    scale = view.plot.scale_now
    return [sample for sample, (x, y) in enumerate(zip(TWELVE.x[:, 0], TWELVE.y, strict=True))
            if (np.hypot(*(edges - (scale.x_pixel(x), scale.y_pixel(y))).T) < 7).sum() > 4]


def test_the_coming_step_is_named_exactly(shown):
    view = shown(fitted(TWELVE, batch=4))
    assert words(view) == "epoch 1, step 1 of 3: samples 1 to 4 of its order"
    view.show_step(4)
    assert words(view) == "epoch 2, step 2 of 3: samples 5 to 8 of its order"


def test_a_single_sample_and_what_is_left_are_named_too(shown):
    assert "step 1 of 12: sample 1 of its order" in words(shown(fitted(TWELVE, batch=1)))
    assert "step 3 of 3: samples 11 to 12 of its order" in words(shown(fitted(TWELVE, batch=5), step=2))


def test_the_samples_of_the_coming_step_stand_out(shown, places_of):
    fit = fitted(TWELVE, "constant", batch=4)
    view = shown(fit)
    for step in (0, 1, 4):
        view.show_step(step)
        assert loud(view, places_of) == sorted(fit.batches.rows(0, step + 1).tolist())


def test_the_same_samples_stand_out_on_the_way_back(shown, places_of):
    view = shown(fitted(TWELVE, "constant", batch=4), step=2)
    before = loud(view, places_of)
    view.show_step(5)
    view.show_step(2)
    assert loud(view, places_of) == before


def test_after_the_last_step_all_samples_are_alike(shown, places_of):
    view = shown(fitted(TWELVE, "constant", batch=4), steps=6, step=6)
    assert loud(view, places_of) == list(range(12))


def test_a_full_batch_is_not_spoken_of(shown, places_of):
    view = shown(fitted(TWELVE, "constant"))
    assert not any(label.isVisible() and "epoch" in label.text() for label in view.findChildren(QLabel))
    assert loud(view, places_of) == list(range(12))
