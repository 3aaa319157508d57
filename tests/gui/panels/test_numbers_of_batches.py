"""This step in numbers, where steps look at batches of samples."""
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

import engine
from gui.panels.numbers import NumbersPanel
from gui.theme import LIGHT
from gui.typeset import FormulaLabel, typeset_svg

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(stage):
    return stage(NumbersPanel(), 400, 300)


def run_of(batch, rule="sgd"):
    fit = engine.fit(engine.dataset("line"), batch=batch)
    return engine.descend(fit, engine.optimizer(rule, lr=0.05), steps=20, seed=3)


def test_the_batch_is_named_in_text_and_typeset(panel):
    panel.show_step(run_of(4), 9)
    equations = panel.findChild(FormulaLabel)
    assert "on batch 2 of 8 in epoch 2 (samples " in equations.text()
    assert r"\nabla L_{B_{10}}\left(w_{9}\right)" in equations.latex()


@pytest.mark.parametrize("batch", [1, 4, 20])
@pytest.mark.parametrize("rule", ["sgd", "sam", "newton"])
def test_every_equation_with_a_batch_can_be_typeset(panel, batch, rule):
    panel.show_step(run_of(batch, rule), 5)
    for row in panel.findChild(FormulaLabel).latex().splitlines()[1:-1]:
        assert typeset_svg(row.removesuffix(r" \\").replace("&=", "="), LIGHT.text, 16)


def test_walking_on_from_the_gradient_of_a_batch_and_back(qtbot, panel):
    panel.show_step(run_of(4), 9)
    shown = []
    panel.line_shown.connect(shown.append)
    on, back = (next(button for button in panel.findChildren(QToolButton) if button.toolTip() == words)
                for words in ("Next equation", "Previous equation"))  # fmt: skip
    for button in (on, on, back):
        qtbot.mouseClick(button, LEFT)
    assert [line.name for line in shown] == ["g", "w", "g"]
    assert shown[0].values == run_of(4).loss.batch_gradient(3, 10, tuple(run_of(4).points[9]))


def test_the_step_of_a_batch_is_copied(panel):
    panel.show_step(run_of(1), 6)
    (row,) = run_of(1).loss.batches.rows(3, 7) + 1
    panel.copy_text()
    assert f"(sample {row})" in QGuiApplication.clipboard().text()
    panel.copy_latex()
    assert rf"\nabla L_{{\{{{row}\}}}}" in QGuiApplication.clipboard().text()
