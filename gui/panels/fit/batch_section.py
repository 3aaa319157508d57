"""How many samples a step looks at, and in which order they come."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.experiment import LARGEST_SEED
from engine.fits.batches import Batches
from engine.fits.recipe import Recipe
from gui.controls.field_row import FieldRow
from gui.panels.fit.section import Section, hint
from gui.theme import Theme

LARGEST_PROPOSAL = 32  # samples


class BatchSection(Section):
    size_picked = Signal(object)  # a whole number, or None for all samples
    seed_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_title(self.tr("Each step looks at"))
        self._recipe: Recipe | None = None
        self._all = self.choice.add_entry(
            self.tr("All samples"), self.tr("The slope that a step follows is that of the loss shown."))
        self._mini = self.choice.add_entry(
            self.tr("A mini-batch"),
            self.tr("The slope that a step follows is that of a few samples: quick, and noisy."))
        self._size = FieldRow(
            self.tr("Samples in a batch"), self.tr("1 is a single sample: stochastic gradient descent."))
        self._seed = FieldRow(
            self.tr("Seed"), self.tr("Another seed shuffles the samples into another order."))
        self._seed.set_allowed(0, LARGEST_SEED, whole=True)
        self._words = hint()
        self.add_below(self._size, self._seed, self._words)
        self.choice.activated.connect(self._pick_entry)
        self._size.value_picked.connect(lambda size: self.size_picked.emit(int(size)))
        self._seed.value_picked.connect(lambda seed: self.seed_picked.emit(int(seed)))

    def show_recipe(self, recipe: Recipe) -> None:
        self._recipe = recipe
        in_batches = recipe.batch is not None
        self.choice.setCurrentIndex(self._mini if in_batches else self._all)
        for part in (self._size, self._seed, self._words):
            part.setVisible(in_batches)
        if recipe.batch is not None:
            self._size.set_allowed(1, len(recipe.data), whole=True)
            self._size.show_value(recipe.batch)
            self._words.setText(self._epoch(Batches(len(recipe.data), recipe.batch)))

    def show_seed(self, seed: int) -> None:
        self._seed.show_value(seed)

    def set_theme(self, theme: Theme) -> None:
        self._size.set_theme(theme)
        self._seed.set_theme(theme)

    def _epoch(self, batches: Batches) -> str:
        """Such as: An epoch is 8 steps of 4 samples."""
        steps, size = batches.in_epoch, batches.size
        left = batches.count - size * (steps - 1)
        if steps == 1:
            return self.tr("An epoch is one step: a batch has all samples.")
        if size == 1:
            return self.tr("An epoch is {steps:,} steps of one sample each.").format(steps=steps)
        if left == size:
            return self.tr("An epoch is {steps:,} steps of {size:,} samples.").format(steps=steps, size=size)
        return self.tr("An epoch is {steps:,} steps of {size:,} samples, the last one of {left:,}.").format(
            steps=steps, size=size, left=left)

    def _pick_entry(self, place: int) -> None:
        assert self._recipe is not None
        present, count = self._recipe.batch, len(self._recipe.data)
        size = None if place == self._all else present or _proposed(count)
        if size != present:
            self.size_picked.emit(size)


def _proposed(count: int) -> int:
    """A power of two of which an epoch has about four."""
    return min(LARGEST_PROPOSAL, 1 << max(0, (count // 4).bit_length() - 1))
