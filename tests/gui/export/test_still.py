"""Figures as files, opened again."""
from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from engine.work import finished
from gui.export import still
from gui.theme import DARK, LIGHT

SIZE = (640, 240)


def test_a_png_has_the_size_that_was_asked_for_and_says_how_large_it_is_on_paper(qapp, request_for):
    content = finished(still.png(request_for(size=(2400, 800))))
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.size) == ("PNG", (2400, 800))
        assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)
        assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert QImage.fromData(QByteArray(content)).width() == 2400


def test_an_svg_keeps_its_words_and_is_drawn_by_others(qapp, request_for):
    content = finished(still.svg(request_for(size=SIZE, theme="dark")))
    tree = ElementTree.fromstring(content)
    assert (tree.get("width"), tree.get("height"), tree.get("viewBox")) == ("640", "240", "0 0 640 240")
    words = ["".join(each.itertext()).strip() for each in tree.iter() if each.tag.endswith("}text")]
    assert {"step 20 of 20", "step", "loss", "w", "L(w)", "Gradient descent,", "η = 0.1"} <= set(words)
    fonts = re.findall(r'font-family="([^"]*)"', content.decode())
    assert fonts and all(font.endswith(", sans-serif") for font in fonts)
    renderer = QSvgRenderer(QByteArray(content))
    assert renderer.isValid() and renderer.defaultSize().toTuple() == SIZE
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert image.pixelColor(0, 0) == QColor(DARK.window)
    ball = QColor(DARK.racers[0]).rgb()
    assert sum(image.pixel(x, y) == ball for x in range(SIZE[0]) for y in range(SIZE[1])) > 20


def test_the_ball_on_the_history_of_an_svg_is_whole(qapp, request_for):
    """Qt would go on with the clip of the line, which ends at the middle of the ball."""
    tree = ElementTree.fromstring(finished(still.svg(request_for(at=10, size=(1200, 400)))))
    svg = "{http://www.w3.org/2000/svg}"
    clips = {
        f"url(#{clip.get('id')})": max(float(x) for x in re.findall(r"[ML]([\d.]+),", clip[0].get("d")))
        for clip in tree.iter(f"{svg}clipPath")}
    balls = [
        (float(shape.get("transform").removeprefix("matrix(").split(",")[4]), clips[group.get("clip-path")])
        for group in tree.iter(f"{svg}g") if group.get("clip-path")
        for shape in group if shape.get("fill") == LIGHT.racers[0] and shape.get("stroke") == LIGHT.window]
    *_, (middle, right_end) = balls
    assert 900 < middle < 950 and right_end > 1150


def test_a_pdf_is_one_page_of_the_right_size(qapp, request_for):
    content = finished(still.pdf(request_for(size=(1200, 400))))
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    (box,) = re.findall(rb"/MediaBox \[([\d. ]+)\]", content)
    assert [float(number) for number in box.split()] == [0, 0, 864, 288]  # 12 x 4 inches
    assert b"/Subtype /Image" not in content  # lines and letters, no pixels


def test_a_drawing_is_given_up_in_the_middle_without_a_trace(qapp, request_for):
    before = len(qapp.allWidgets())
    work = still.figure(request_for())
    while len(qapp.allWidgets()) == before:
        next(work)
    work.close()
    assert len(qapp.allWidgets()) == before


def test_light_is_the_usual_theme(qapp, request_for):
    with Image.open(BytesIO(finished(still.png(request_for())))) as image:
        assert "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").getpixel((0, 0))) == LIGHT.window
