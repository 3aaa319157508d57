"""The pulls of samples head to tail."""
from __future__ import annotations

import numpy as np
import pytest

from gui.views.canvas.scale import Scale
from gui.views.items.balls import Ball
from gui.views.items.pull_chain import MOST_LINKS, PullChain, Pulls, chained, turned
from gui.views.plot import Plot

SCALE = Scale(0, 10, 0, 10, 400, 200)
BALL = Ball(0, 5.0, 5.0)
PIXELS = np.array([40.0, -20.0])    # of a unit to the right and upwards


def pulls(count, penalty=(0.0, 0.0)):
    return Pulls(BALL, np.random.default_rng(count).normal(size=(count, 2)), np.array(penalty))


@pytest.mark.parametrize("count", [1, 2, 30, MOST_LINKS, MOST_LINKS + 1, 5_000])
@pytest.mark.parametrize("penalty", [(0.0, 0.0), (0.3, -0.2)])
@pytest.mark.parametrize("pointed", [None, 0])
def test_the_chain_ends_where_the_gradient_does(count, penalty, pointed):
    given = pulls(count, penalty)
    chain = chained(given, pointed, SCALE)
    whole = (given.of_samples.sum(axis=0) + penalty) * PIXELS
    assert np.allclose(chain.joints[0], 0.0)
    assert np.allclose(chain.joints[-1], whole, rtol=1e-12, atol=1e-9)


def test_few_samples_have_an_arrow_each():
    given = pulls(7)
    links = np.diff(chained(given, None, SCALE).joints, axis=0)
    wanted = given.of_samples * PIXELS
    assert np.allclose(sorted(links.tolist()), sorted(wanted.tolist()))


def test_many_samples_make_a_chain_of_few_links():
    assert len(chained(pulls(5_000, (1.0, 1.0)), 17, SCALE).joints) <= MOST_LINKS + 1


@pytest.mark.parametrize("count", [7, 5_000])
def test_the_pointed_sample_has_an_arrow_of_its_own(count):
    given = pulls(count)
    for sample in (0, count // 2, count - 1):
        chain = chained(given, sample, SCALE)
        link = chain.joints[chain.pointed + 1] - chain.joints[chain.pointed]
        assert np.allclose(link, given.of_samples[sample] * PIXELS)


def test_a_sample_that_there_is_not_is_pointed_at_in_vain():
    assert chained(pulls(3), 3, SCALE).pointed is None


def test_the_chain_is_an_arc_that_bends_one_way():
    links = np.diff(chained(pulls(40), None, SCALE).joints, axis=0)
    turns = links[:-1, 0] * links[1:, 1] - links[:-1, 1] * links[1:, 0]
    assert (turns > 0).all() or (turns < 0).all()


def test_the_penalty_is_the_last_link():
    chain = chained(pulls(5, (0.5, 0.0)), None, SCALE)
    assert chain.penalty == 5
    assert np.allclose(chain.joints[-1] - chain.joints[-2], (20.0, 0.0))


def test_the_other_side_has_the_same_links_and_the_same_end():
    chain = chained(pulls(9, (0.5, 0.0)), 4, SCALE)
    other = turned(chain)
    assert np.allclose(other.joints[-1], chain.joints[-1])
    assert other.penalty == chain.penalty
    for each in (chain, other):
        link = each.joints[each.pointed + 1] - each.joints[each.pointed]
        assert np.allclose(link, pulls(9).of_samples[4] * PIXELS)


def test_pulls_that_are_no_numbers_have_no_arrows(stage):
    plot = stage(Plot(), 300, 300)
    chain = PullChain(plot, 1)
    chain.show()
    chain.show_pulls(Pulls(BALL, np.array([[np.inf, 1.0], [-np.inf, 1e300]]), np.zeros(2)))
    assert chain.gradient_length == 0.0
