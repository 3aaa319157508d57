from __future__ import annotations

import math

import pytest

from gui.views.canvas.numerals import number_text, tick_texts


@pytest.mark.parametrize(("value", "digits", "text"), [
    (2.097152, 3, "2.10"),
    (-0.2097152, 3, "−0.210"),
    (0.0, 3, "0"),
    (-0.0, 3, "0"),
    (5.0, 4, "5.000"),
    (9.9996, 4, "10.00"),
    (1990.0, 4, "1990"),
    (12345.6, 4, "12,346"),
    (1.1e7, 3, "1.10×10⁷"),
    (9.999e-5, 3, "0.000100"),
    (0.00012345, 3, "0.000123"),
    (-3.78e-8, 3, "−3.78×10⁻⁸"),
    (1.7e308, 2, "1.7×10³⁰⁸"),
    (5e-324, 2, "4.9×10⁻³²⁴"),
    (math.inf, 3, "∞"),
    (-math.inf, 3, "−∞"),
    (math.nan, 3, "not a number"),
])
def test_a_number_is_shown_with_its_significant_digits(value, digits, text):
    assert number_text(value, digits) == text


def test_ticks_around_zero_show_zero_without_a_sign():
    assert tick_texts([-0.1, 1e-18, 0.1], 0.1) == ["−0.1", "0", "0.1"]


def test_ticks_of_four_digits_may_be_years_and_have_no_comma():
    assert tick_texts([1990.0, 2000.0], 10.0) == ["1990", "2000"]
    assert tick_texts([5000.0, 10000.0], 5000.0) == ["5,000", "10,000"]


def test_ticks_far_from_zero_differ_in_their_last_digits():
    texts = tick_texts([1.00001, 1.00002, 1.00003], 1e-5)
    assert len(set(texts)) == 3
