"""What stands above a figure."""
from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

import engine
from gui.export.heading import Heading
from gui.theme import LIGHT

PLACE = QRectF(20, 10, 700, 40)
LINE = engine.fit(engine.dataset("line"), l2=0.1)
SOFTMAX = engine.fit(engine.dataset("iris"), model="softmax", criterion="cross_entropy")
TYPED = engine.fit(engine.dataset("line"), model="a*exp(-k*x) + sin(c*x)", criterion="(p - y)**4")


def font():
    written = QFont()
    written.setPixelSize(14)
    return written


def ink(loss, place=PLACE):
    """The first and the last column that is drawn on."""
    heading = Heading(loss, LIGHT, font())
    assert heading.wait(20)
    image = QImage(QSize(760, 60), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    heading.draw(painter, place)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(60, 760, 4)[:, :, :3]
    rows, columns = np.nonzero((pixels != 255).any(axis=2))
    assert rows.min() >= place.top() - 1 and rows.max() <= place.bottom() + 1
    return int(columns.min()), int(columns.max())


def title_width(loss):
    return QFontMetricsF(font()).horizontalAdvance(loss.title)


@pytest.mark.parametrize(
    "loss", [engine.loss("himmelblau"), LINE, SOFTMAX, TYPED], ids=lambda loss: loss.title)
@pytest.mark.parametrize("width", [120, 300, 700])
def test_a_heading_stays_in_its_place(qapp, loss, width):
    place = QRectF(20, 10, width, 40)
    first, last = ink(loss, place)
    assert 19 <= first < 40 and last <= 20 + width + 1


@pytest.mark.parametrize("loss", [LINE, TYPED], ids=lambda loss: loss.title)
def test_of_a_fit_the_title_and_the_formula_of_its_model_are_shown(qapp, loss):
    assert ink(loss)[1] > 20 + title_width(loss) + 20
    narrow = QRectF(20, 10, title_width(loss) + 30, 40)
    assert ink(loss, narrow)[1] <= 20 + title_width(loss)


def test_a_model_too_long_to_be_read_gives_way_to_the_title_alone(qapp):
    assert ink(SOFTMAX, QRectF(20, 10, 450, 40))[1] <= 20 + title_width(SOFTMAX)
