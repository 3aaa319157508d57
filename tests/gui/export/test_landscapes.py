"""What a figure shows of a loss with two parameters or more."""
from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

import engine
from engine.work import finished
from gui.export import animation, still
from gui.export.request import usual_views
from gui.theme import LIGHT

SIZE = (600, 400)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def deep():
    """Two optimizers on a loss with three parameters."""
    loss = engine.formula("a**2 + 2*b**2 + 3*c**2 + a*b")
    racers = (engine.optimizer("sgd", lr=0.05), engine.optimizer("adam", lr=0.1))
    return engine.Experiment(loss, (1.0, 2.0, -1.0), racers, 5)


def picture(request):
    """The pixels of the request's PNG, (height, width, 3)."""
    with Image.open(BytesIO(finished(still.png(request)))) as image:
        return np.array(image.convert("RGB"))


def count(pixels, colour):
    """How many pixels have exactly this colour."""
    return int(np.all(pixels == QColor(colour).getRgb()[:3], axis=-1).sum())


def words_of(request):
    tree = ElementTree.fromstring(finished(still.svg(request)))
    return ["".join(each.itertext()).strip() for each in tree.iter(f"{SVG}text")]


def test_a_loss_with_two_parameters_is_seen_from_above_unless_something_else_is_asked_for(race, request_for):
    assert usual_views(engine.SEED_EXPERIMENT.loss) == ("curve", "history")
    assert usual_views(race.loss) == ("contour", "history")


def test_usual_views_and_the_same_asked_for_are_the_same_picture(qapp, race, request_for):
    usual = picture(request_for(race, size=SIZE))
    assert np.array_equal(usual, picture(request_for(race, size=SIZE, views=("contour", "history"))))
    assert not np.array_equal(usual, picture(request_for(race, size=SIZE, views=("surface", "history"))))


@pytest.mark.parametrize("view", ["contour", "surface", "curve"])
@pytest.mark.parametrize("loss", ["himmelblau", "rosenbrock", "saddle", "ackley"])
def test_every_view_shows_the_balls_on_the_loss(qapp, loss, view, request_for):
    landscape = engine.loss(loss)
    experiment = engine.Experiment(landscape, landscape.start, (engine.optimizer("sgd", lr=1e-4),), 3)
    pixels = picture(request_for(experiment, size=SIZE, views=(view,)))
    assert count(pixels[:350], LIGHT.racers[0]) > 30


@pytest.mark.parametrize("view", ["contour", "surface", "curve", "history"])
def test_hidden_racers_are_neither_drawn_nor_named(qapp, race, view, request_for):
    pixels = picture(request_for(race, size=SIZE, views=(view,), hidden=frozenset({1})))
    assert count(pixels, LIGHT.racers[1]) == 0
    assert count(pixels, LIGHT.racers[0]) > 10 and count(pixels, LIGHT.racers[2]) > 10


def test_the_racer_in_focus_is_the_one_with_the_gradient(qapp, race, request_for):
    def gradient_words(focus):
        words = " ".join(words_of(request_for(race, size=SIZE, views=("contour",), focus=focus)))
        return re.search(r"gradient \(.*?\)", words).group()

    assert len({gradient_words(focus) for focus in range(3)}) == 3


@pytest.mark.parametrize(("view", "cut"), [("contour", "a, b"), ("surface", "a, b"), ("curve", "a")])
def test_a_cut_through_more_parameters_says_which_one_it_is(qapp, deep, view, cut, request_for):
    asked = request_for(deep, size=(900, 400), views=(view,), focus=1)
    words = " ".join(words_of(asked))
    assert f"cut along {cut}, where Adam is" in words


def test_a_whole_loss_is_no_cut(qapp, race, request_for):
    assert "cut" not in " ".join(words_of(request_for(race, size=(900, 400), views=("contour", "surface"))))


def test_contours_in_an_svg_are_lines_above_one_picture_of_shades(qapp, race, request_for):
    tree = ElementTree.fromstring(finished(still.svg(request_for(race, size=SIZE, views=("contour",)))))
    lines = [path for group in tree.iter(f"{SVG}g") if group.get("stroke") == LIGHT.contour
             for path in group.iter(f"{SVG}path")]
    assert len(lines) > 5
    assert len(list(tree.iter(f"{SVG}image"))) == 1


def test_a_pdf_of_a_surface_is_made_of_shapes_alone(qapp, race, request_for):
    assert b"/Subtype /Image" not in finished(still.pdf(request_for(race, size=SIZE, views=("surface",))))


def test_the_height_of_a_surface_can_be_logarithmic(qapp, race, request_for):
    linear, logarithmic = (
        picture(request_for(race, size=SIZE, views=("surface",), log=log)) for log in (False, True))
    assert not np.array_equal(linear, logarithmic)


@pytest.mark.parametrize("view", ["contour", "surface"])
def test_in_an_animation_the_balls_move_and_the_landscape_stays(qapp, race, view, request_for):
    content = finished(animation.apng(request_for(race.replace(steps=2), views=(view,), fps=2)))
    with Image.open(BytesIO(content)) as film:
        frames = []
        for number in range(film.n_frames):
            film.seek(number)
            frames.append(np.array(film.convert("RGB")))
    moved = np.any(frames[0] != frames[-1], axis=-1)
    assert len(frames) == 3
    assert 0 < moved.mean() < 0.25
