"""The choices for an export, and what they begin with."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.export.formats import FORMATS
from gui.export.options import Options


@pytest.fixture
def options_for(qtbot, request_for):
    """Show the choices that begin with those of a request."""
    def show(*experiment, **fields):
        options = Options(request_for(*experiment, **fields))
        qtbot.addWidget(options)
        options.show_format(FORMATS[0])
        options.show()
        return options

    return show


def views(options):
    return options.findChild(QComboBox, "views")


def entries(options):
    return [views(options).itemText(row) for row in range(views(options).count())]


def test_what_can_be_shown_is_what_fits_the_loss(options_for, race):
    assert entries(options_for()) == ["Curve and loss per step", "Curve", "Loss per step", "Bench"]
    two = entries(options_for(race))
    assert two[0] == "Contour and loss per step"
    assert {"Surface", "Contour and surface", "Curve", "Loss per step"} < set(two)


def test_each_entry_asks_for_the_views_that_it_names(options_for, race, qtbot):
    options = options_for(race)
    named = {name: name for name in ("contour", "surface", "curve")} | {"history": "loss", "bench": "bench"}
    for row in range(views(options).count()):
        words, asked = views(options).currentText().lower(), options.request().views
        assert asked == tuple(view for view in named if named[view] in words), row
        qtbot.keyClick(views(options), Qt.Key.Key_Down)


def test_the_choices_begin_with_those_of_the_request(options_for, race):
    options = options_for(race, views=("surface", "history"), theme="dark", log=True, focus=2,
                          hidden=frozenset({1}), at=4)
    assert views(options).currentText() == "Surface and loss per step"
    assert options.findChild(QComboBox, "theme").currentText() == "Dark"
    assert options.findChild(QCheckBox, "log").isChecked()
    request = options.request()
    assert (request.views, request.theme, request.log) == (("surface", "history"), "dark", True)
    assert (request.focus, request.hidden, request.at) == (2, frozenset({1}), 4)


def test_a_view_that_does_not_fit_the_loss_gives_way_to_the_usual_one(options_for):
    """A contour of one parameter is a sentence in the window, and no picture."""
    assert views(options_for(views=("contour", "history"))).currentText() == "Curve and loss per step"
