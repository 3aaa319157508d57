"""Predictions that are dragged, selected and moved with keys on the plot of samples."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

import engine
from engine.bench import SEED_BENCH, SEED_CLASSIFICATION, Bench


@pytest.fixture
def plot(bench, hand):
    return hand(bench.view.sample_plot)


def test_a_dragged_prediction_moves_only_itself(bench, plot):
    plot.drag(bench.place_of(3), (4, 3.0))
    assert bench.bench.predictions[3] == pytest.approx(3.0, abs=0.1)
    assert bench.bench == SEED_BENCH.with_prediction(3, bench.bench.predictions[3])
    assert len(bench.dragged) > 2
    assert bench.words == ["Move prediction"]


def test_a_ball_that_is_dragged_sideways_stays_in_its_column(bench, plot):
    plot.drag(bench.place_of(3), (1.5, 8.0))
    assert bench.bench.truths == SEED_BENCH.truths
    assert bench.bench.predictions[:3] == SEED_BENCH.predictions[:3]


def test_the_ball_stays_under_the_mouse_as_long_as_it_is_in_view(bench, plot):
    x, y = bench.place_of(4)
    there = plot.point(x, 6.5)
    plot.press(x, y)
    plot.move(there)
    assert (plot.point(x, bench.bench.predictions[4]) - there).manhattanLength() <= 1
    plot.release(there)


def test_the_view_grows_for_an_outlier_and_does_not_shrink_until_it_is_let_go(bench, plot):
    x, y = bench.place_of(4)
    scale = plot.plot.scale_now
    plot.press(x, y)
    far = plot.point(x, y) - QPoint(0, 300)
    plot.move(far)
    outlier = bench.bench.predictions[4]
    grown = plot.plot.scale_now
    assert outlier > scale.top
    assert grown.bottom <= scale.bottom and grown.top > outlier
    plot.move(far + QPoint(0, 280))
    assert bench.bench.predictions[4] < outlier
    assert plot.plot.scale_now == grown
    plot.release(far + QPoint(0, 280))
    assert plot.plot.scale_now.top < grown.top


def test_the_same_pixels_are_the_same_distance_after_the_view_has_grown(bench, plot):
    x, y = bench.place_of(4)
    start = plot.point(x, y)
    plot.press(x, y)
    for up in (100, 200, 300, 400):
        plot.move(start - QPoint(0, up))
    moves = np.diff([each.predictions[4] for each in bench.dragged])
    assert moves == pytest.approx(moves[0] * np.ones(3), abs=0.11)
    plot.move(start)
    plot.release(start)
    assert bench.bench == SEED_BENCH


def test_a_probability_goes_no_further_than_from_0_to_1(bench, plot):
    bench.view.show_bench(SEED_CLASSIFICATION)
    plot.drag(bench.place_of(0), (1, -3.0))
    assert bench.bench.predictions[0] == 0.0
    assert bench.view._costs.account(0).value == pytest.approx(9.09, abs=0.1)
    plot.drag(bench.place_of(0), (1, 4.0))
    assert bench.bench.predictions[0] == 1.0


def test_a_click_or_a_drag_selects_the_sample_also_in_the_table(bench, plot):
    plot.click(3.0, 7.0)
    assert bench.sample == 2 and bench.table.currentIndex().row() == 2
    plot.drag(bench.place_of(1), (2, 1.0))
    assert bench.sample == 1 and bench.table.currentIndex().row() == 1


def test_the_mouse_over_a_sample_tells_its_numbers(bench, plot, words_of):
    plot.hover(*bench.place_of(4))
    words = words_of(bench.view)
    assert words == [
        "sample 5", "true value 4", "prediction 5", "error 1", "piece 1", "share of the loss 40.0%",
        "slope dL/dp 0.4", "share of the gradient 33.3%",
    ]  # fmt: skip
    plot.leave()
    assert words_of(bench.view) == []


def test_arrows_select_and_move(bench):
    plot = bench.view.sample_plot
    plot.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up):
        bench.qtbot.keyClick(plot, key)
    assert bench.sample == 1
    moved = bench.bench.predictions[1]
    assert 0 < moved <= 0.5
    bench.qtbot.keyClick(plot, Qt.Key.Key_Down)
    assert bench.bench == SEED_BENCH
    bench.qtbot.keyClick(plot, Qt.Key.Key_PageUp)
    assert bench.bench.predictions[1] == pytest.approx(10 * moved)
    assert set(bench.words) == {"Move prediction"}


def test_with_shift_the_arrows_move_all_predictions(bench):
    plot = bench.view.sample_plot
    bench.qtbot.keyClick(plot, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    errors = np.subtract(bench.bench.predictions, SEED_BENCH.predictions)
    assert errors == pytest.approx(errors[0] * np.ones(5)) and errors[0] > 0


def test_insert_and_delete_work_on_the_plot_too(bench):
    plot = bench.view.sample_plot
    bench.qtbot.keyClick(plot, Qt.Key.Key_Insert)
    assert bench.bench == SEED_BENCH.with_sample(1, 3, 2.5)
    bench.qtbot.keyClick(plot, Qt.Key.Key_Delete)
    assert bench.bench == SEED_BENCH


def test_the_squares_are_square_and_as_large_as_the_error(bench, pixels):
    bench.view.show_bench(Bench((0, 0, 9), (3, 0, 9), (engine.criterion("mse"),)))
    plot = bench.view.sample_plot
    scale = plot.scale_now
    side = scale.y_pixel(0) - scale.y_pixel(3)
    filled = pixels(plot)
    filled = (filled[:, :, 2] - filled[:, :, 0]) > 15  # blue, and not grey
    left, top = plot.box.pos().x() + scale.x_pixel(1), plot.box.pos().y() + scale.y_pixel(3)
    assert side > 25
    inside, outside = side - 4, side + 4
    for across, down, there in ((inside, side / 2, True), (outside, side / 2, False),
                                (side / 2, inside, True), (side / 2, outside, False)):
        assert filled[round(top + down), round(left + across)] == there


def test_a_wheel_turned_by_hand_keeps_the_range_until_fit(bench, plot):
    plot.wheel(plot.point(3, 4), 3)
    scale = plot.plot.scale_now
    bench.view.show_bench(SEED_BENCH.with_prediction(4, 40))
    assert plot.plot.scale_now == scale
    bench.view.fit()
    assert plot.plot.scale_now.top > 40
