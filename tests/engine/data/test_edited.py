from __future__ import annotations

import numpy as np
import pytest

import engine
from engine.data.edited import added, is_near, moved, removed


@pytest.fixture
def data():
    return engine.dataset("line_outlier")


def test_a_moved_sample_leaves_all_others_where_they_are(data):
    after = moved(data, 4, [7.0], -3.0)
    assert after.x[4] == 7.0 and after.y[4] == -3.0
    others = np.arange(len(data)) != 4
    assert np.array_equal(after.x[others], data.x[others])
    assert np.array_equal(after.y[others], data.y[others])


def test_an_added_sample_is_the_last(data):
    after = added(data, [0.5], 0.25)
    assert len(after) == len(data) + 1
    assert (after.x[-1], after.y[-1]) == (0.5, 0.25)
    assert np.array_equal(after.x[:-1], data.x)


def test_a_removed_sample_leaves_the_order_of_the_others(data):
    after = removed(data, 0)
    assert np.array_equal(after.y, data.y[1:])


def test_what_was_edited_is_of_no_origin_and_keeps_its_names():
    data = engine.dataset("one_feature_classes")
    for after in (moved(data, 0, [1.0], 1.0), added(data, [1.0], 0.0), removed(data, 0)):
        assert after.origin is None
        assert (after.features, after.target, after.classes) == (data.features, data.target, data.classes)


def test_the_last_sample_has_to_stay():
    with pytest.raises(engine.InputError, match="has to stay"):
        removed(engine.Data([[1.0]], [2.0], ("x",)), 0)


def test_a_class_that_there_is_not_is_refused():
    with pytest.raises(engine.InputError, match="must be 0 to 1"):
        moved(engine.dataset("clouds"), 0, [0.0, 0.0], 2.0)


@pytest.mark.parametrize("place", [0, 7, 29])
def test_data_is_near_to_itself_with_one_sample_edited(data, place):
    assert is_near(data, data)
    assert is_near(data, moved(data, place, [9.0], 9.0))
    assert is_near(data, removed(data, place)) and is_near(removed(data, place), data)
    assert is_near(data, added(data, [9.0], 9.0))


def test_data_is_far_from_data_with_two_samples_edited(data):
    assert not is_near(data, moved(moved(data, 3, [9.0], 9.0), 12, [9.0], 9.0))
    assert not is_near(data, removed(removed(data, 3), 12))
    assert not is_near(data, engine.dataset("polynomial"))
