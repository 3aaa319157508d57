"""What the view of data shows."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QComboBox, QLabel

import engine
from gui.theme import DARK, LIGHT
from gui.views.data import predictions
from gui.views.toggles import Toggles
from tests.gui.views.data.fits import fitted, small

LINE = small([-1.0, 0.0, 2.0], [-2.0, 0.0, 4.0])


def seen(view):
    """The words of all labels in sight."""
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]


def box_of(view, name):
    return next(each for each in view.findChildren(QComboBox) if each.accessibleName() == name)


def height_of(places, scale, x):
    """How high a line is at x, in data, of its pixels (n, 2)."""
    across = scale.x_pixel(x)
    return scale.y_at(places[abs(places[:, 0] - across) <= 1, 1].mean())


def test_a_formula_has_no_data(view, seed):
    view.show_runs(*seed)
    assert seen(view) == ["This loss is a formula and has no data. Choose a data set in the loss panel."]
    assert not view.plot.isVisible()


def test_data_takes_the_place_of_the_hint(view, seed, shown):
    view.show_runs(*seed)
    shown(fitted(LINE))
    assert view.plot.isVisible() and seen(view) == []


def test_the_line_of_a_racer_is_where_its_parameters_say(shown, places_of):
    fit = fitted(LINE, "slope")
    view = shown(fit, (("sgd", 0.1),), steps=3, step=2)
    # The samples lie on y = 2 x, so that w goes to 2.
    w = float(engine.descend(fit, engine.optimizer("sgd", lr=0.1), steps=2).points[2, 0])
    places = places_of(view.plot, LIGHT.look(0).colour, 6)
    assert height_of(places, view.plot.scale_now, 1.2) == pytest.approx(1.2 * w, abs=0.05)


def test_every_racer_has_its_line_unless_it_is_hidden(shown, places_of):
    view = shown(fitted(LINE, "slope"), (("sgd", 0.02), ("sgd", 0.1)), steps=3, step=2)
    assert len(places_of(view.plot, LIGHT.look(1).colour, 6)) > 100
    view.show_hidden(frozenset({1}))
    assert len(places_of(view.plot, LIGHT.look(1).colour, 6)) == 0


def test_a_bar_leads_from_each_sample_to_the_line_in_focus(shown, pixels):
    view = shown(fitted(small([-1.0, 1.0], [-3.0, 3.0]), "slope"), step=0)
    scale, corner = view.plot.scale_now, view.plot.box.pos()
    # At step 0 the line is y = 0.
    across = int(scale.x_pixel(1.0) + corner.x())
    red, _, blue = pixels(view.plot)[int(scale.y_pixel(1.5) + corner.y()), across - 1:across + 2].T
    assert (blue - red).max() > 60


def test_earlier_lines_fade(shown, pixels):
    view = shown(fitted(LINE, "slope"), (("sgd", 0.1),), steps=9, step=8)
    scale, corner = view.plot.scale_now, view.plot.box.pos()
    row = int(scale.y_pixel(0.0) + corner.y())
    red, _, blue = pixels(view.plot)[row - 1:row + 2, int(scale.x_pixel(1.8) + corner.x())].T
    # The first one, y = 0, is there and pale.
    assert 10 < (blue - red).max() < 80


def test_the_best_line_is_drawn_where_it_is_known(shown, pixels):
    def dark(view):
        scale, corner = view.plot.scale_now, view.plot.box.pos()
        column = int(scale.x_pixel(1.0) + corner.x())
        band = pixels(view.plot)[:, column - 20:column + 20]
        row = int(scale.y_pixel(2.0) + corner.y())
        return (band[row - 25:row + 25].sum(axis=2) < 200).any()

    assert dark(shown(fitted(LINE), step=0))
    assert not dark(shown(fitted(LINE, criterion="mae"), step=0))


def test_the_ground_has_the_colours_of_the_classes(shown, pixels):
    view = shown(fitted("clouds", "logistic", "log_loss"), (("sgd", 1.0),), steps=20, step=20)
    picture = pixels(view.plot)
    scale, corner = view.plot.scale_now, view.plot.box.pos()

    def colour(x, y):
        return picture[int(scale.y_pixel(y) + corner.y()), int(scale.x_pixel(x) + corner.x())]

    first, second = colour(-3.0, -2.4), colour(3.4, 2.2)
    assert first[2] > first[1] + 10     # violet
    assert second[1] > second[0]        # grey green


def test_classes_look_different_without_colour(shown, pixels):
    data = small([0.0, 1.0], [0, 1], target="class", classes=("A", "B"))
    view = shown(fitted(data, "logistic", "log_loss"))
    picture = pixels(view.plot)
    scale, corner = view.plot.scale_now, view.plot.box.pos()
    middles = [picture[int(scale.y_pixel(y) + corner.y()), int(scale.x_pixel(x) + corner.x())].sum()
               for x, y in ((0.0, 0.0), (1.0, 1.0))]
    assert middles[0] > 700 and middles[1] < 450


def test_both_themes_have_no_ground_of_the_other(shown, pixels):
    view = shown(fitted("clouds", "logistic", "log_loss"), (("sgd", 1.0),), steps=20, step=20)
    view.set_theme(DARK)
    assert pixels(view.plot).mean() < 80
    view.set_theme(LIGHT)
    assert pixels(view.plot).mean() > 180


def test_the_axes_say_what_they_show(shown, view, monkeypatch):
    names = []
    monkeypatch.setattr(view.plot, "set_names", lambda *two: names.append(two))
    shown(fitted("houses"))
    shown(fitted("one_feature_classes", "logistic", "log_loss"))
    shown(fitted("clouds", "linear", "hinge"))
    assert names == [("area", "price"), ("hours", "p(passed)"), ("x1", "x2")]


def test_of_many_features_two_are_chosen_and_the_others_stay_at_their_mean(shown, view, qtbot):
    shown(fitted("houses_three_features", standardise=True))
    assert "at its mean: built" in seen(view)
    box = box_of(view, "Feature to the right")
    box.setFocus()
    # Over the second feature, with which the first changes places.
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert "at its mean: built" in seen(view)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert "at its mean: bedrooms" in seen(view)
    low, high = fitted("houses_three_features").data.x[:, 2].min(), view.plot.scale_now.right
    assert view.plot.scale_now.left < low < high


def test_the_target_itself_can_go_up(shown, view, qtbot):
    shown(fitted("houses_three_features", standardise=True))
    box = box_of(view, "Feature or target upwards")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_End)
    y = fitted("houses_three_features").data.y
    assert view.plot.scale_now.bottom < y.min() < y.max() < view.plot.scale_now.top


def test_a_standardised_fit_says_so_and_tells_its_coefficients_in_units_of_the_data(shown):
    fit = fitted("houses", standardise=True)
    view = shown(fit, (("sgd", 0.1),), steps=5, step=5)
    point = engine.descend(fit, engine.optimizer("sgd", lr=0.1), steps=5).points[5]
    w = fit.original(point)[0]
    badge, units = seen(view)
    assert badge == "standardised"
    assert units.startswith(f"in units of the data: w = {w:.4f}"[:28])


def test_a_penalty_is_told_apart_from_the_loss_on_data(shown):
    view = shown(fitted(LINE, "slope", l2=0.5), (("sgd", 0.1),), steps=5, step=1)
    # w = 2/3 after the first step: the slope at 0 is -20/3.
    assert seen(view) == ["loss 3.185 = data 2.963 + penalty 0.2222"]


def test_everything_is_in_view_after_a_fit(shown):
    fit = fitted("line_outlier")
    view = shown(fit)
    view.plot.show_range(0, 1, 0, 1)
    view.fit()
    scale = view.plot.scale_now
    assert scale.left < fit.data.x.min() < fit.data.x.max() < scale.right
    assert scale.bottom < fit.data.y.min() < fit.data.y.max() < scale.top


@pytest.mark.parametrize("count", [1, 20_000])
def test_one_sample_is_shown_as_well_as_many(shown, places_of, count):
    chance = np.random.default_rng(0)
    x = chance.normal(size=count)
    view = shown(fitted(small(x, x + 1.0)))
    assert len(places_of(view.plot, LIGHT.sample, 40)) > (10 if count == 1 else 1000)


@pytest.mark.parametrize("size", [(600, 560), (330, 500)])
def test_the_word_beside_the_best_line_is_not_under_the_button(shown, monkeypatch, size):
    places = []
    monkeypatch.setattr(predictions, "draw_words", lambda painter, place, *look: places.append(place))
    view = shown(fitted("line"))
    view.resize(*size)
    view.grab()
    button = view.findChild(Toggles).geometry().translated(-view.plot.pos())
    box = view.plot.box.geometry().topLeft()
    assert places and not places[-1].translated(box).intersects(QRectF(button))


def test_the_boxes_of_features_are_as_wide_as_their_names(shown, view):
    shown(fitted("clouds", "logistic", "log_loss"))
    shown(fitted("iris_two", "logistic", "log_loss"))
    for name in ("Feature to the right", "Feature or target upwards"):
        box = box_of(view, name)
        assert box.width() > box.fontMetrics().horizontalAdvance(box.currentText())
