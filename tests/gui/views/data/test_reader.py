"""What is told of the sample under the mouse, and who hears of it."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.gui.views.data.fits import fitted, small

THREE = small([-1.0, 0.0, 2.0], [1.0, 3.0, 2.0])


def test_the_readout_tells_of_the_sample_under_the_mouse(shown, hand, words_of):
    view = shown(fitted(THREE))
    hand(view.plot).hover(2.0, 2.0)
    # At w = b = 0 its square of 4 is one of 1, 9 and 4; each pull is 2 (p - y) x / 3 and 2 (p - y) / 3.
    assert words_of(view) == ["sample 3", "x 2.000", "y 2.000", "prediction 0", "costs 4.000",
                              "of the loss 28.6 %", "pull on w −2.667", "pull on b −1.333"]


def test_between_samples_the_prediction_is_told(shown, hand, words_of):
    view = shown(fitted(THREE))
    hand(view.plot).hover(1.0, 1.5)
    assert [words.split()[0] for words in words_of(view)] == ["x", "prediction"]


def test_a_class_is_told_by_its_name_and_with_its_probability(shown, hand, words_of):
    view = shown(fitted("one_feature_classes", "logistic", "log_loss"))
    hand(view.plot).hover(8.0, 1.0)
    assert words_of(view)[1:4] == ["hours 8.000", "class passed", "p(passed) 0.500"]


def test_each_class_of_three_has_a_probability(shown, hand, words_of):
    fit = fitted("three_clouds", "softmax", "cross_entropy")
    view = shown(fit)
    hand(view.plot).hover(*fit.data.x[0].tolist())
    assert words_of(view)[4:7] == ["p(A) 0.333", "p(B) 0.333", "p(C) 0.333"]
    assert "length of its pull" in words_of(view)[-1]


def test_a_chosen_sample_is_told_of_when_the_mouse_has_left(shown, hand, words_of):
    view = shown(fitted(THREE))
    mouse = hand(view.plot)
    mouse.click(2.0, 2.0)
    mouse.leave()
    assert words_of(view)[0] == "sample 3"
    mouse.hover(0.0, 3.0)
    assert words_of(view)[0] == "sample 2"


def test_under_a_resting_mouse_numbers_go_with_time(shown, hand, words_of):
    view = shown(fitted(THREE))
    hand(view.plot).hover(2.0, 2.0)
    before = words_of(view)
    view.show_step(5)
    assert words_of(view)[:3] == before[:3] and words_of(view)[3:] != before[3:]


def test_who_is_pointed_at_is_announced_once(shown, hand, view):
    told = []
    view.sample_pointed.connect(told.append)
    shown(fitted(THREE))
    mouse = hand(view.plot)
    mouse.hover(1.0, 1.5)
    mouse.hover(2.0, 2.0)
    view.show_step(5)
    mouse.hover(0.0, 3.0)
    mouse.leave()
    assert told == [2, 1, None]


def test_a_key_chooses_and_tells_of_the_first_sample(shown, key, words_of):
    view = shown(fitted(THREE))
    key(Qt.Key.Key_Period)
    assert words_of(view)[0] == "sample 1"
    key(Qt.Key.Key_Comma)
    assert words_of(view)[0] == "sample 3"


def test_parts_of_the_loss_add_up_to_all_of_it(shown, hand, words_of):
    view = shown(fitted(THREE, criterion="mae"))
    shares = []
    for x, y in ((-1.0, 1.0), (0.0, 3.0), (2.0, 2.0)):
        hand(view.plot).hover(x, y)
        shares += [float(words.split()[-2]) for words in words_of(view) if words.startswith("of the loss")]
    assert sum(shares) == pytest.approx(100.0, abs=0.2)
