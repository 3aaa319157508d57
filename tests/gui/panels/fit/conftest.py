"""The loss panel on its data side, with a line fitted to data on the table."""
from __future__ import annotations

import pytest

import engine
from gui.panels.loss import LossPanel
from gui.theme import LIGHT


@pytest.fixture
def panel(stage):
    panel = LossPanel()
    panel.picked = []
    panel.loss_picked.connect(panel.picked.append)
    panel.set_theme(LIGHT)
    panel.show_loss(engine.fit(engine.dataset("line")))
    panel.show_seed(0)
    return stage(panel, 258, 900)
