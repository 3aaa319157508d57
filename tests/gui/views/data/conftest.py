"""The view of data, and what a person does to it."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import engine
from gui.views.data.view import DataView

SGD = (("sgd", 0.05),)


@pytest.fixture
def view(stage):
    return stage(DataView(), 600, 560)


@pytest.fixture
def shown(view):
    """Show a fit with some racers, computed, in the view."""
    def show(fit, racers=SGD, steps=20, step=0):
        known = [engine.optimizer(name, lr=rate) for name, rate in racers]
        runs = tuple(engine.Run(fit, racer, fit.start, steps) for racer in known)
        for run in runs:
            run.extend_to(steps)
        view.show_runs(fit, fit.start, runs, steps)
        view.show_step(step)
        QApplication.processEvents()
        return view

    return show


@pytest.fixture
def asked(view):
    """What the view asks for: data with words, in order; what is dragged has no words."""
    asked = []
    view.data_dragged.connect(lambda data: asked.append((data, "")))
    view.data_picked.connect(lambda data, words: asked.append((data, words)))
    return asked


@pytest.fixture
def key(qtbot, view):
    """Press a key while the plot has the focus."""
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        view.window().activateWindow()
        qtbot.waitUntil(view.window().isActiveWindow)
        view.plot.setFocus()
        qtbot.keyClick(view.plot, key, modifier)

    return press
