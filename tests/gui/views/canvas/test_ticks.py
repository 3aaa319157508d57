from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.views.canvas.ticks import linear_ticks, log_ticks

ENDS = st.floats(-1e300, 1e300, allow_nan=False)


@pytest.mark.parametrize(("low", "high", "texts"), [
    (-6.6, 6.6, ["−6", "−4", "−2", "0", "2", "4", "6"]),
    (0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0, 3e-7, ["0", "0.5×10⁻⁷", "1.0×10⁻⁷", "1.5×10⁻⁷", "2.0×10⁻⁷", "2.5×10⁻⁷", "3.0×10⁻⁷"]),
    (0, 2.9e300, ["0", "0.5×10³⁰⁰", "1.0×10³⁰⁰", "1.5×10³⁰⁰", "2.0×10³⁰⁰", "2.5×10³⁰⁰"]),
    (0, 60_000, ["0", "10,000", "20,000", "30,000", "40,000", "50,000", "60,000"]),
])
def test_ticks_stand_at_round_numbers(low, high, texts):
    assert linear_ticks(low, high, 600, 72).texts == texts


def test_steps_are_counted_in_whole_numbers():
    ticks = linear_ticks(-0.1, 2.1, 600, 50, whole=True)
    assert ticks.texts == ["0", "1", "2"]
    assert ticks.minor == []


@given(ENDS, ENDS, st.integers(50, 2000), st.integers(20, 100))
def test_ticks_keep_their_distance_and_stay_in_range(a, b, length, gap):
    low, high = sorted((a, b))
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        return
    ticks = linear_ticks(low, high, length, gap)
    slack = 1e-6 * (high - low)
    assert all(low - slack <= value <= high + slack for value in ticks.major + ticks.minor)
    assert all((after - before) * length / (high - low) >= gap * (1 - 1e-6)
               for before, after in pairwise(ticks.major))


def test_a_range_at_the_small_end_of_doubles_has_a_tick():
    assert linear_ticks(0.0, 5e-324, 400, 40).major == [0.0]


def test_minor_ticks_are_not_where_major_ones_are():
    ticks = linear_ticks(0, 10, 500, 50)
    assert ticks.major == [float(value) for value in range(11)]
    assert not set(ticks.major) & set(ticks.minor)
    assert len(ticks.minor) == 40


def test_powers_of_ten_are_written_as_at_a_blackboard():
    assert log_ticks(-6.5, 2.5, 600, 30).texts == [
        "10⁻⁶", "10⁻⁵", "0.0001", "0.001", "0.01", "0.1", "1", "10", "10²"]


def test_many_decades_are_thinned_to_round_exponents():
    assert log_ticks(-12, 205, 300, 30).texts == ["1", "10⁵⁰", "10¹⁰⁰", "10¹⁵⁰", "10²⁰⁰"]


def test_within_one_decade_round_numbers_are_placed_at_their_logarithms():
    ticks = log_ticks(0.0, 0.7, 300, 30)
    assert ticks.texts[0] == "1.0"
    assert ticks.major[ticks.texts.index("2.0")] == pytest.approx(0.30103, abs=1e-5)


def test_a_tall_decade_shows_its_parts():
    minor = log_ticks(0.0, 2.0, 200, 30).minor
    assert len(minor) == 16
    assert minor[0] == pytest.approx(0.30103, abs=1e-5)


def test_the_largest_doubles_can_be_labelled():
    assert log_ticks(300.0, 308.2, 300, 30).texts[0] == "10³⁰⁰"
    assert log_ticks(307.2, 307.9, 300, 60).texts
    assert log_ticks(307.2, 308.2, 300, 60).texts == ["10³⁰⁸"]
    assert log_ticks(400.2, 400.4, 300, 60).texts == []
