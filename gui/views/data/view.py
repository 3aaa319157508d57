"""The data that a model is fitted to, and what each racer predicts for it."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPoint, QRectF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine import Fit, Loss, Run
from engine.data.edited import is_near
from gui.theme import Theme
from gui.views.data.captions import Captions
from gui.views.data.commands import Commands
from gui.views.data.framing import sight_range
from gui.views.data.ground import Borders, Ground
from gui.views.data.hand import Hand
from gui.views.data.key import Key
from gui.views.data.moment import Moment, earlier_steps
from gui.views.data.predictions import Predictions, Residuals
from gui.views.data.reader import Reader
from gui.views.data.samples import Samples
from gui.views.data.sight import Sight, Target
from gui.views.data.sight_choice import SightChoice
from gui.views.items.readout import Readout
from gui.views.loss_view import LossView
from gui.views.toggles import Toggles

# Depths of the layers.
GROUND, RESIDUALS, SAMPLES, PREDICTIONS, KEY, READOUT = range(1, 7)
# Pixels from the upper right corner of the plot to the toggles.
INSET = 8


class DataView(LossView):
    """Samples, the fit of every racer, residuals, earlier fits, the coming batch; samples are moved by hand.

    A formula has no data. Of data with several features one or two are shown.
    """

    name = "data"
    title = str(QT_TRANSLATE_NOOP("DataView", "Data"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = 0
        self._sight: Sight | None = None
        self._moment: Moment | None = None
        self._shown: int | None = None  # the sample that another view points at
        self._told: int | None = None   # the one that was last told of
        self._ground = Ground(self.plot, GROUND)
        self._residuals = Residuals(self.plot, RESIDUALS)
        self._samples = Samples(self.plot, SAMPLES)
        self._borders = Borders(self.plot, PREDICTIONS)
        self._predictions = Predictions(self.plot, PREDICTIONS)
        self._key = Key(self.plot, KEY)
        self.readout = Readout(self.plot, READOUT)
        self._reader = Reader(self)
        self._hand = Hand(self.plot, self._samples)
        self._hand.dragged.connect(self.data_dragged)
        self._hand.picked.connect(self.data_picked)
        self._hand.meant_changed.connect(self._show_meant)
        self.plot.setAccessibleName(self.tr("Data and fits"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._choice = SightChoice()
        self._choice.sight_picked.connect(self._look)
        self._choice.class_picked.connect(self._take_class)
        self._captions = Captions()
        self._hint = QLabel(self.tr(
            "This loss is a formula and has no data. Choose a data set in the loss panel."))
        self._hint.setProperty("role", "hint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._choice, 0), (self.plot, 1), (self._captions, 0), (self._hint, 1)):
            column.addWidget(part, stretch)
        words = self.tr("Add samples where the plot is clicked")
        self._toggles = Toggles((("add", words, self._take_adding),), self)
        self._commands = Commands(self, self._hand, self._toggles)
        self.plot.scale_changed.connect(self._place_toggles)
        self._show_parts()

    # What is shown

    def show_runs(self, loss: Loss, start: Sequence[float], runs: Sequence[Run], steps: int) -> None:
        before = self._sight
        self._loss, self._start, self._runs, self._steps = loss, tuple(start), runs, steps
        self._focus = min(self._focus, len(runs) - 1)
        fit = loss if isinstance(loss, Fit) else None
        if fit is None:
            self._sight = self._moment = None
        elif before is None or fit != before.fit:
            self._choice.show_fit(fit)
            self._sight = self._choice.sight(fit)
        self._show_parts()
        self._show_sight()
        self.show_step(self._step, self._fraction)
        if self._sight is not None and (before is None or _looks_different(before, self._sight)):
            self.fit()

    def show_step(self, step: int, fraction: float = 0.0) -> None:
        self._step, self._fraction = step, fraction
        if self._sight is None:
            return
        run = self._runs[self._focus]
        row = self._row(run)
        points = tuple(tuple(self._point(each).tolist()) for each in self._runs)
        earlier = tuple(tuple(run.points[before].tolist()) for before in earlier_steps(row))
        self._moment = moment = Moment(self._sight, points, self._focus, earlier)
        for layer in (self._ground, self._borders, self._residuals, self._predictions):
            layer.show_moment(moment)
        fit = self._sight.fit
        has_next = row < self._steps and not (run.ended and row == run.last)
        batch = fit.batches.rows(run.seed, row + 1) if fit.is_stochastic and has_next else None
        self._samples.show_batch(batch)
        self._captions.show_step(fit, run, row, moment.point)
        self._show_words()

    def show_focus(self, racer: int) -> None:
        """Show residuals, ground and batch of the racer with this number."""
        self._focus = racer
        if self._sight is not None:
            self.show_step(self._step, self._fraction)

    def show_sample(self, sample: int | None) -> None:
        self._shown = sample
        self._samples.mark(self._meant)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._toggles.set_theme(theme)

    def fit(self) -> None:
        if self._sight is not None:
            self.plot.show_range(*sight_range(self._sight))

    def _show_parts(self) -> None:
        """Samples, or why there are none."""
        has_data = self._sight is not None
        for part in (self.plot, self._toggles):
            part.setVisible(has_data)
        self._hint.setHidden(has_data)
        self._choice.setVisible(has_data and self._choice.is_needed)
        self._captions.show_fit(self._sight.fit if self._sight is not None else None)
        if not has_data:
            self.readout.clear()

    def _show_sight(self) -> None:
        sight = self._sight
        self._samples.show_sight(sight)
        self._key.show_sight(sight)
        self._hand.show_sight(sight)
        self._commands.show_sight(sight)
        if sight is not None:
            self.plot.set_names(*_names(sight))

    # What is meant

    @property
    def _meant(self) -> int | None:
        return self._hand.meant if self._hand.meant is not None else self._shown

    def _show_meant(self) -> None:
        self._samples.mark(self._meant)
        self._commands.show_chosen(self._hand.chosen)
        self._show_words()
        if self._hand.meant != self._told:
            self._told = self._hand.meant
            self.sample_pointed.emit(self._told)

    def _show_words(self) -> None:
        moment, sample, mouse = self._moment, self._hand.meant, self._hand.mouse
        if moment is None or (sample is not None and sample >= len(moment.sight.fit.data)):
            return
        if sample is not None:
            place = self._samples.place_of(sample) if mouse is None else mouse
            self.readout.show_lines(self._reader.lines(moment, sample), place.x(), place.y())
        elif mouse is not None:
            scale = self.plot.scale_now
            lines = self._reader.lines_of_place(moment, scale.x_at(mouse.x()), scale.y_at(mouse.y()))
            self.readout.show_lines(lines, mouse.x(), mouse.y())
        else:
            self.readout.clear()

    # What is asked for

    def _look(self) -> None:
        if self._sight is not None:
            self._choice.show_fit(self._sight.fit)
            self._sight = self._choice.sight(self._sight.fit)
            self._show_sight()
            self.show_step(self._step, self._fraction)
            self.fit()

    def _take_class(self, number: int) -> None:
        self._hand.new_class = number

    def _take_adding(self, adding: bool) -> None:
        self._hand.is_adding = adding
        self._commands.show_adding(adding)

    # The frame

    def _place_toggles(self) -> None:
        box = self.plot.box.geometry().toRect()
        self._toggles.move(self.plot.pos() + box.topRight() + QPoint(-INSET - self._toggles.width(), INSET))
        covered = QRectF(self._toggles.geometry().translated(-self.plot.pos() - box.topLeft()))
        self._predictions.keep_clear(covered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toggles.adjustSize()
        self._place_toggles()


def _looks_different(before: Sight, after: Sight) -> bool:
    """Whether other samples are to be seen, not only one of them changed."""
    data, other = before.fit.data, after.fit.data
    return ((before.across, before.up, before.target) != (after.across, after.up, after.target)
            or (None not in (data.origin, other.origin) and data.origin != other.origin)
            or not is_near(data, other))


def _names(sight: Sight) -> tuple[str, str]:
    """What is written beside the axes."""
    data = sight.fit.data
    if sight.up is not None:
        return data.features[sight.across], data.features[sight.up]
    match sight.target:
        case Target.PROBABILITY if sight.is_probability:
            up = f"p({sight.classes[1]})"
        case Target.PROBABILITY:
            up = QCoreApplication.translate("DataView", "prediction")
        case Target.CLASSES:
            up = "p"
        case Target.SCORE:
            up = QCoreApplication.translate("DataView", "score")
        case Target.NUMBER:
            up = data.target
    return data.features[sight.across], up
