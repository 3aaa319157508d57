"""Criteria side by side: exchanged, added, removed, typed, and read off their curves."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTextEdit

import engine
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION
from engine.criteria import CRITERIA
from gui.controls.fault import Fault
from gui.theme import DARK


def names(bench):
    return [criterion.name for criterion in bench.bench.criteria]


def words_of(curves, number=0):
    return [f"{line.name} {line.value}" for line in curves.readouts[number].lines]


def click(bench, button):
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def part(bench, name):
    return next(each for each in bench.view.findChildren(object) if getattr(
        each, "accessibleName", str)() == name and each.isVisible())


def test_each_card_shows_its_loss_in_its_colour(bench):
    values = [bench.card(place)._value.text() for place in (0, 1)]
    assert values == ["0.5", "0.6"]
    assert [card.isVisible() for card in bench.view.cards.cards] == [True, True]


def test_another_criterion_takes_the_place_of_one(bench):
    bench.choose(1, "Huber loss")
    assert names(bench) == ["mse", "huber"] and bench.words == ["Change criterion"]
    assert (bench.bench.truths, bench.bench.predictions) == (SEED_BENCH.truths, SEED_BENCH.predictions)


def test_from_regression_to_classification_the_examples_samples_go_along(bench):
    bench.choose(0, "Log loss")
    assert names(bench) == ["log_loss", "mae"]
    assert bench.bench.truths == SEED_CLASSIFICATION.truths
    assert bench.card(0)._value.text() == "0.164252"


def test_samples_of_ones_own_stay_and_the_card_says_what_does_not_fit(bench):
    own = SEED_BENCH.with_prediction(0, 2)
    bench.view.show_bench(own)
    bench.choose(1, "Log loss")
    assert bench.bench.truths == own.truths
    sentence = "Log loss: the prediction of sample 1 must be a number from 0 to 1, not 2."
    assert bench.card(1).findChildren(Fault)[-1].isVisible()
    assert sentence in [fault.sentence for fault in bench.card(1).findChildren(Fault)]
    assert bench.card(0)._value.text() == "0.65"
    click(bench, bench.card(1).findChild(QPushButton))
    assert bench.bench.truths == SEED_CLASSIFICATION.truths
    assert bench.card(1)._value.isVisible()


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.name)
def test_every_criterion_can_be_chosen_and_seen(bench, criterion):
    bench.choose(0, criterion.title)
    QApplication.processEvents()
    assert bench.view._costs.account(0) is not None
    lesson = bench.card(0)._teaches.text()
    assert criterion.teaches in lesson and criterion.no_slope in lesson
    assert bench.card(0).curves.plots[1].isVisible() is not bool(criterion.no_slope)


def test_up_to_four_criteria_are_added_and_one_stays(bench):
    add = part(bench, "Add criterion")
    for count in (3, 4):
        click(bench, add)
        assert len(set(names(bench))) == count
        assert all(bench.view._costs.account(place) for place in range(count))
    assert not add.isEnabled()
    for count in (3, 2, 1):
        click(bench, bench.card(0)._remove)
        assert len(names(bench)) == count
    assert not bench.card(0)._remove.isVisible()


def test_a_hyperparameter_changes_its_criterion_and_nothing_else(bench):
    bench.choose(1, "Huber loss")
    field = bench.card(1)._hyper.findChild(QLineEdit)
    field.setFocus()
    field.selectAll()
    bench.qtbot.keyClicks(field, "0.25")
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bench.bench.criteria == (SEED_BENCH.criteria[0], engine.criterion("huber", delta=0.25))
    assert bench.words[-1] == "Change hyperparameter of criterion"
    field.selectAll()
    bench.qtbot.keyClicks(field, "-1")
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bench.bench.criteria[1].values == (0.25,)
    said = [fault.sentence for fault in bench.card(1)._hyper.findChildren(Fault)]
    assert said == ["Only a number that is above 0 is allowed here."]


def test_a_criterion_is_typed_and_checked_on_the_way(bench):
    bench.choose(1, "Formula of p and y…")
    field = bench.card(1).chooser.findChild(QTextEdit)
    bench.qtbot.waitUntil(lambda: bench.bench.criteria[1].formula == "(p - y)**4", timeout=20_000)
    assert bench.view._costs.account(1).slopes[3] == pytest.approx(4 / 5)
    field.selectAll()
    bench.qtbot.keyClicks(field, "(p - z)**2")
    bench.qtbot.keyClick(field, Qt.Key.Key_Return)
    fault = bench.card(1).chooser.findChild(Fault)
    assert fault.isVisible() and fault.sentence == "z is not known here; known are p and y."
    assert bench.bench.criteria[1].formula == "(p - y)**4"
    field.selectAll()
    bench.qtbot.keyClicks(field, "abs(p - y)**1.5")
    bench.qtbot.waitUntil(lambda: bench.bench.criteria[1].formula == "abs(p - y)**1.5", timeout=20_000)
    assert not fault.isVisible()


def test_the_criterion_that_is_looked_at_gives_pieces_and_formula(bench):
    assert "(8 − 7)²" in bench.view._formula.text()
    bench.qtbot.mouseClick(bench.card(1)._look_at, Qt.MouseButton.LeftButton)
    assert "|8 − 7|" in bench.view._formula.text()
    assert bench.cell(0, 3) == "0.5"
    bench.qtbot.mouseClick(bench.card(0)._teaches, Qt.MouseButton.LeftButton)
    assert bench.cell(0, 3) == "0.25"


def test_the_criterion_that_is_looked_at_stays_so_when_it_is_pressed_again(bench):
    for _ in range(2):
        click(bench, bench.card(1)._look_at)
        assert bench.card(1)._look_at.isChecked() and not bench.card(0)._look_at.isChecked()


def test_the_wheel_over_a_curve_is_left_to_the_cards_and_a_drag_moves_nothing(bench, hand):
    plot = bench.card(0).curves.plots[0]
    scale, place = plot.scale_now, QPointF(hand(plot).point(0.0, 0.5))
    there = QPointF(plot.viewport().mapToGlobal(place.toPoint()))
    event = QWheelEvent(place, there, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(plot.viewport(), event)
    assert not event.isAccepted()
    hand(plot).drag((-0.2, 1.2), (0.2, 0.8))
    assert plot.scale_now == scale


def test_the_menu_of_a_curve_exports_the_bench(bench):
    with bench.qtbot.waitSignal(bench.view.export_requested):
        bench.card(1).curves.plots[0].findChild(QAction, "export").trigger()


def test_an_error_of_ten_is_read_off_as_a_hundred(bench, hand):
    bench.view.show_bench(SEED_BENCH.with_prediction(4, 14))
    QApplication.processEvents()
    loss, slope = bench.card(0).curves.plots
    hand(loss).hover(10, 100)
    assert words_of(bench.card(0).curves) == ["sample 5", "error 10", "loss 100", "slope 20"]
    hand(slope).hover(10, 20)
    assert words_of(bench.card(0).curves, 1)[1:] == ["error 10", "loss 100", "slope 20"]
    hand(loss).hover(-5, 90)
    assert words_of(bench.card(0).curves)[0].startswith("error −4.9")


def test_a_probability_of_a_tenth_for_a_true_1_is_punished_where_it_is_seen(bench, hand):
    bench.view.show_bench(SEED_CLASSIFICATION.with_prediction(0, 0.1))
    QApplication.processEvents()
    for place, loss in ((0, "2.303"), (1, "0.81")):
        plot = bench.card(place).curves.plots[0]
        hand(plot).hover(0.1, float(loss))
        assert words_of(bench.card(place).curves)[:3] == ["sample 1", "p 0.1", f"loss {loss}"]
    hand(bench.card(0).curves.plots[0]).hover(0.5, 2.0)
    assert "loss, true 1 0.6" in " ".join(words_of(bench.card(0).curves))


def test_a_click_on_a_dot_selects_its_sample(bench, hand):
    hand(bench.card(1).curves.plots[0]).click(0.5, 0.5)
    assert bench.sample == 1 and bench.table.currentIndex().row() == 1


def test_criteria_that_are_drawn_against_the_same_show_the_same_part_of_it(bench):
    scales = [bench.card(place).curves.plots[0].scale_now[:4] for place in (0, 1)]
    assert scales[0] == pytest.approx(scales[1])
    bench.choose(1, "Hinge loss")
    assert bench.card(1).curves.plots[0].scale_now.left < scales[1][0]


def test_the_curve_of_percentages_is_that_of_the_selected_sample(bench):
    bench.choose(1, "Mean absolute percentage error")
    names_of = [bench.card(1).curves.plots[1]._axes._names[0]]
    bench.click_cell(3, 0)
    names_of.append(bench.card(1).curves.plots[1]._axes._names[0])
    assert names_of == ["error at y = 3", "error at y = 7"]


def test_the_examples_are_taken_with_one_click(bench):
    click(bench, part(bench, "Example: log loss"))
    assert bench.bench == SEED_CLASSIFICATION
    click(bench, part(bench, "Example: MSE"))
    assert bench.bench == SEED_BENCH
    assert bench.words == ["Example: log loss", "Example: MSE"]


def test_a_theme_reaches_every_plot_and_card(bench, pixels):
    bench.view.set_theme(DARK)
    for card in bench.view.cards.cards:
        assert {plot.theme for plot in card.curves.plots} == {DARK}
        assert DARK.look(card._place).colour in card._value.styleSheet()
    ground = np.array([int(DARK.window[k:k + 2], 16) for k in (1, 3, 5)])
    shown = pixels(bench.view.sample_plot)
    assert (np.abs(shown - ground).max(axis=2) < 3).mean() > 0.5


@pytest.mark.parametrize("size", [(588, 667), (411, 447), (1006, 667), (1300, 700), (228, 447)])
def test_at_every_size_something_can_be_dragged_and_read(bench, size):
    bench.view.resize(*size)
    QApplication.processEvents()
    plot, table = bench.view.sample_plot, bench.table
    assert plot.isVisible() and plot.height() >= 110 and plot.width() >= 150
    assert table.isVisible() and table.viewport().height() > 40
    compact = size[1] < 520
    assert bench.card(0).isVisible() is not compact
    if compact:
        bench.view._head.parts.setCurrentIndex(1)
        assert bench.card(0).isVisible() and not plot.isVisible()
    label = bench.card(0).findChildren(QLabel)[-1]
    assert label is not None


def test_a_criterion_that_comes_to_admit_the_samples_shows_them(bench, places_of):
    bench.view.show_bench(SEED_CLASSIFICATION.with_truth(0, 7))
    assert bench.card(0).curves._layers[0].dot_at(0, 0) is None
    assert not bench.card(0)._value.isVisible()
    bench.type_cell(0, 0, "1")
    plot = bench.card(0).curves.plots[0]
    blue = places_of(plot, plot.theme.look(0).colour, 2)
    scale = plot.scale_now
    for sample, loss in ((1, 0.1054), (2, 0.2231), (3, 0.2231)):
        x, y = scale.x_pixel(SEED_CLASSIFICATION.predictions[sample]), scale.y_pixel(loss)
        assert (np.abs(blue - (x, y)).max(axis=1) <= 3).sum() > 8


def test_a_criterion_that_would_be_flat_beside_another_has_a_scale_of_its_own(bench):
    bench.view.show_bench(SEED_BENCH.with_prediction(4, 44))
    bench.choose(1, "Mean absolute percentage error")
    squared, relative = (bench.card(place).curves.plots[0].scale_now for place in (0, 1))
    assert squared[:2] == pytest.approx(relative[:2])
    assert squared.top > 1600 > 100 > relative.top > 10


def test_curves_grow_while_a_ball_is_dragged_and_fit_when_it_is_let_go(bench, hand):
    plot, curve = hand(bench.view.sample_plot), bench.card(0).curves.plots[0]
    x, y = bench.place_of(4)
    start = plot.point(x, y)
    plot.press(x, y)
    plot.move(start - QPoint(0, 120))
    grown = curve.scale_now
    assert grown.top > 10
    plot.move(start)
    assert curve.scale_now == grown
    plot.release(start)
    assert curve.scale_now.top < 3
