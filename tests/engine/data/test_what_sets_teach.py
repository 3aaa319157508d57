"""What the built-in data sets claim to teach is so."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import engine

RATE = 0.1


def samples(name):
    """The one feature and the target of a set, (n,) each."""
    data = engine.dataset(name)
    return data.x[:, 0], data.y


def design(name, degree=1):
    """Features with a column of ones, (n, parameters): for one feature its powers, highest first."""
    data = engine.dataset(name)
    if data.x.shape[1] > 1:
        return np.column_stack([data.x, np.ones(len(data))])
    return np.vander(data.x[:, 0], degree + 1)


def least_squares(name, degree=1):
    """Coefficients and mean squared error of the best line, plane or polynomial."""
    table, y = design(name, degree), engine.dataset(name).y
    best = np.linalg.lstsq(table, y, rcond=None)[0]
    return best, np.mean((table @ best - y) ** 2)


def least_absolute(name):
    """Slope and intercept of the line with the least absolute errors: it goes through two samples."""
    x, y = samples(name)
    pairs = [pair for pair in combinations(range(len(x)), 2) if x[pair[0]] != x[pair[1]]]
    lines = [np.polyfit(x[list(pair)], y[list(pair)], 1) for pair in pairs]
    return min(lines, key=lambda line: np.abs(np.polyval(line, x) - y).sum())


def curvatures(name):
    """How strongly the mean squared error bends along its axes, ascending."""
    table = design(name)
    return np.linalg.eigvalsh(2 * table.T @ table / len(table))


def logistic(name):
    """Probabilities of class 1 where log loss is least, by Newton's method, and the parameters there."""
    table, y = design(name), engine.dataset(name).y
    theta = np.zeros(table.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-table @ theta))
        theta -= np.linalg.solve(table.T * (p * (1 - p)) @ table, table.T @ (p - y))
    assert np.linalg.norm(table.T @ (p - y)) < 1e-9
    return p, theta


def has_line_between(x, y):
    """Whether the perceptron finds a line between two classes; without one it would never end."""
    signs, rows = 2 * y - 1, np.column_stack([x, np.ones(len(x))])
    weights = np.zeros(rows.shape[1])
    for _ in range(1000):
        wrong = np.flatnonzero(signs * (rows @ weights) <= 0)
        if not len(wrong):
            return True
        weights += signs[wrong[0]] * rows[wrong[0]]
    return False


def is_inside(point, points):
    """Whether a point is inside the hull of others: seen from it they are in every half-plane."""
    away = (points - point)[(points != point).any(axis=1)]
    angles = np.sort(np.arctan2(away[:, 1], away[:, 0]))
    return np.diff(angles, append=angles[0] + 2 * np.pi).max() < np.pi


def are_entangled(x, y):
    """Whether a sample, or the mean of all, is inside the hulls of both classes: then no line is between."""
    return any(is_inside(point, x[y == 0]) and is_inside(point, x[y == 1]) for point in (*x, x.mean(axis=0)))


def test_the_loss_on_the_line_is_a_bowl_around_the_rule_that_made_it():
    assert least_squares("line")[0] == pytest.approx([2, 1], abs=0.15)
    low, high = curvatures("line")
    assert high < 4 * low and high * RATE < 2


def test_one_outlier_tilts_the_line_of_least_squares_only():
    x, y = samples("line_outlier")
    (place,) = np.flatnonzero(y != samples("line")[1])
    line, _ = least_squares("line_outlier")
    assert place == np.argmax(abs(np.polyval(line, x) - y)) == len(x) - 3
    before = least_squares("line")[0]
    assert before[0] - line[0] > 0.4
    assert least_absolute("line_outlier") == pytest.approx(least_absolute("line"), abs=0.05)


def test_of_one_sided_errors_the_absolute_ones_find_the_lower_line():
    x, y = samples("skewed")
    line, _ = least_squares("skewed")
    assert np.mean(y < np.polyval(line, x)) > 0.6
    assert (np.polyval(least_absolute("skewed"), x) < np.polyval(line, x)).all()


@pytest.mark.parametrize("name", ["line_offset", "houses"])
def test_what_is_far_from_0_needs_a_tiny_rate_until_it_is_standardised(name):
    assert 2 / curvatures(name)[-1] < 1e-6
    x, _ = samples(name)
    scaled = np.column_stack([(x - x.mean()) / x.std(), np.ones(len(x))])
    assert np.linalg.cond(scaled.T @ scaled) == pytest.approx(1.0)


def test_features_that_say_the_same_make_a_long_valley():
    data = engine.dataset("correlated")
    assert np.corrcoef(data.x.T)[0, 1] > 0.99
    low, *_, high = curvatures("correlated")
    assert high > 200 * low
    weights, _ = least_squares("correlated")
    assert weights[0] + weights[1] == pytest.approx(2, abs=0.2)
    assert abs(weights[0] - weights[1]) > 1


def test_only_an_l1_penalty_takes_useless_weights_to_exactly_0():
    data = engine.dataset("sparse")
    x, y = data.x - data.x.mean(axis=0), data.y - data.y.mean()
    covariance, pull = x.T @ x / len(y), x.T @ y / len(y)
    l1 = np.zeros(5)
    for _ in range(500):
        moved = l1 - RATE * (covariance @ l1 - pull)
        l1 = np.sign(moved) * np.maximum(abs(moved) - RATE * 0.2, 0)
    l2 = np.linalg.solve(covariance + 0.2 * np.eye(5), pull)
    assert (l1 != 0).tolist() == [True, False, False, True, False]
    assert (l2 != 0).all()
    assert least_squares("sparse")[0][:5] == pytest.approx([3, 0, 0, -2, 0], abs=0.2)


def test_a_line_is_hardly_better_than_a_constant_on_the_parabola():
    (_, flat), (line, straight), (_, bent) = (least_squares("parabola", degree) for degree in range(3))
    assert abs(line[0]) < 0.5
    assert straight > 0.9 * flat and bent < 0.05 * flat


def test_degree_9_has_a_lower_loss_and_is_farther_from_the_truth():
    x, _ = samples("polynomial")
    between = np.linspace(x[0], x[-1], 201)
    (cubic, loss), (wild, lower) = least_squares("polynomial", 3), least_squares("polynomial", 9)
    assert lower < loss / 10
    far, near = (np.mean((np.polyval(c, between) - 4 * between**3 + 3 * between) ** 2) for c in (wild, cubic))
    assert far > 10 * near


def test_once_the_rate_of_decay_is_known_the_rest_is_a_line():
    x, y = samples("decay")
    rates = np.linspace(0.1, 2, 96)
    fits = [np.polyfit(np.exp(-k * x), y, 1, full=True)[:2] for k in rates]
    best = np.argmin([squares[0] for _, squares in fits])
    assert rates[best] == pytest.approx(0.8, abs=0.03)
    assert fits[best][0] == pytest.approx([4, 1], abs=0.2)


def test_the_loss_over_the_frequency_of_the_wave_has_several_valleys():
    x, y = samples("wave")
    omegas = np.linspace(0.1, 4, 400)
    losses = np.array([np.mean((2 * np.sin(omega * x + 0.5) + 1 - y) ** 2) for omega in omegas])
    valleys = omegas[1:-1][(losses[1:-1] < losses[:-2]) & (losses[1:-1] < losses[2:])]
    assert len(valleys) >= 4
    assert omegas[np.argmin(losses)] == pytest.approx(1.5, abs=0.02)


def test_hours_pass_more_often_the_more_they_are_and_no_number_of_hours_parts_the_classes():
    hours, passed = samples("one_feature_classes")
    assert hours[passed == 1].min() < hours[passed == 0].max()
    assert logistic("one_feature_classes")[1][0] > 0.5


def test_only_the_clouds_apart_have_a_line_between_them():
    clouds = engine.dataset("clouds")
    assert has_line_between(clouds.x, clouds.y)


@pytest.mark.parametrize("name", ["clouds_overlap", "clouds_wrong_label", "circles", "xor", "iris_two"])
def test_no_line_parts_these_classes(name):
    data = engine.dataset(name)
    assert are_entangled(data.x, data.y)
    assert not has_line_between(data.x, data.y)


def test_one_wrong_label_has_most_of_the_loss():
    clouds, wrong = engine.dataset("clouds"), engine.dataset("clouds_wrong_label")
    assert wrong.x[:-1].tolist() == clouds.x.tolist() and wrong.y[:-1].tolist() == clouds.y.tolist()
    p, _ = logistic("clouds_wrong_label")
    shares = -np.log(np.where(wrong.y == 1, p, 1 - p))
    assert np.argmax(shares) == 40 and shares[40] > shares[:40].sum()


def test_saying_common_is_right_94_times_in_100():
    assert np.mean(engine.dataset("rare_class").y == 0) == 0.94


@pytest.mark.parametrize(
    ("name", "feature"), [("circles", lambda x: (x**2).sum(axis=1)), ("xor", lambda x: x.prod(axis=1))]
)
def test_the_right_feature_parts_what_no_line_does(name, feature):
    data = engine.dataset(name)
    first, second = (feature(data.x[data.y == number]) for number in (0, 1))
    assert first.max() < second.min() or second.max() < first.min()


def test_a_line_on_xor_ends_at_a_toss_up():
    assert abs(logistic("xor")[0] - 0.5).max() < 0.06


def test_each_of_three_clouds_is_likeliest_near_its_own_samples():
    data = engine.dataset("three_clouds")
    means = np.array([data.x[data.y == number].mean(axis=0) for number in range(3)])
    nearest = np.argmin(((data.x[:, None] - means) ** 2).sum(axis=2), axis=1)
    assert 0.85 < np.mean(nearest == data.y) < 1


def test_a_bedroom_more_goes_with_a_lower_price():
    assert least_squares("houses_three_features")[0][1] < 0
    assert least_squares("houses")[0][0] > 0


def test_the_best_line_lets_slow_cars_stop_before_they_brake():
    slow = samples("stopping_distances")[0].min()
    assert np.polyval(least_squares("stopping_distances")[0], slow) < 0
    assert (np.polyval(least_squares("stopping_distances", 2)[0], np.arange(26)) > 0).all()


def test_hubbles_universe_is_2_3_billion_years_old():
    x, y = samples("hubble")
    # A million parsecs in kilometres, and a billion years in seconds.
    assert 3.0857e19 / (x @ y / (x @ x)) / 3.1557e16 == pytest.approx(2.3, abs=0.05)


def test_the_children_of_the_tall_are_less_so():
    assert round(least_squares("heights")[0][0], 2) == 0.65


def test_what_food_costs_spreads_with_the_income():
    x, y = samples("food")
    off = abs(np.polyval(least_squares("food")[0], x) - y)
    low, high = np.quantile(x, [1 / 3, 2 / 3])
    assert off[x > high].mean() > 2 * off[x < low].mean()


def test_each_cold_launch_damaged_a_ring():
    temperature, damaged = samples("o_rings")
    assert damaged[temperature < 65].all() and 0 < damaged[temperature > 65].sum() < 5
    assert 1 / (1 + np.exp(-logistic("o_rings")[1] @ [31, 1])) > 0.999


def test_one_iris_is_easy_and_two_are_not():
    data = engine.dataset("iris")
    length = data.x[:, 0]
    assert length[data.y == 0].max() < length[data.y > 0].min()
    p, _ = logistic("iris_two")
    assert 3 <= np.sum((p > 0.5) != (engine.dataset("iris_two").y == 1)) <= 7
