"""What panels and views ask for, as changes of the experiment with words for undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine import Data, Experiment, Fit, InputError, Loss, Racer
from engine.bench import Bench
from engine.losses.loss import Point
from gui.session import Session


class Changes(QObject):
    """`drag_…` is called while something moves, `take_…` when it has settled: undone as one."""

    data_refused = Signal(str)  # a sentence that says why there is no loss with such data
    data_accepted = Signal()  # after data that was refused

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._refuses = False

    def take_loss(self, loss: Loss) -> None:
        """Another loss keeps the starts, if they still mean something in its parameters."""
        after = self._session.experiment
        if _keeps_starts(after.loss, loss):
            after = after.replace(loss=loss)
        else:
            racers = tuple(racer.started(None) for racer in after.racers)
            after = after.replace(loss=loss, start=loss.start, racers=racers)
        self._session.change(after, self.tr("Change loss"))

    def drag_data(self, data: Data) -> None:
        """Fit the same model to other data; what does not suit the criterion changes nothing."""
        self._session.change(self._with_data(data), self.tr("Move sample"), gesture="data")

    def take_data(self, data: Data, words: str) -> None:
        self._session.settle(self._with_data(data), words)

    def _with_data(self, data: Data) -> Experiment:
        experiment = self._session.experiment
        fit = experiment.loss
        assert isinstance(fit, Fit)
        batch = None if fit.batch is None else min(fit.batch, len(data))
        try:
            changed = experiment.replace(loss=fit.replace(data=data, batch=batch))
        except InputError as fault:
            self._refuses = True
            self.data_refused.emit(str(fault))
            return experiment
        if self._refuses:
            self._refuses = False
            self.data_accepted.emit()
        return changed

    def drag_start(self, start: Point) -> None:
        self._session.change(
            self._session.experiment.replace(start=start), self.tr("Move start"), gesture="start"
        )

    def take_start(self, start: Point) -> None:
        self._session.settle(self._session.experiment.replace(start=start), self.tr("Move start"))

    def drag_own_start(self, racer: int, start: Point) -> None:
        """Move the start of the one racer with this number, from 0."""
        after, words = self._with_own_start(racer, start)
        self._session.change(after, words, gesture=f"start {racer}")

    def take_own_start(self, racer: int, start: Point) -> None:
        self._session.settle(*self._with_own_start(racer, start))

    def _with_own_start(self, number: int, start: Point) -> tuple[Experiment, str]:
        experiment = self._session.experiment
        racers = list(experiment.racers)
        racers[number] = racers[number].started(start)
        words = self.tr("Move start of {optimizer}").format(optimizer=racers[number].title)
        return experiment.replace(racers=tuple(racers)), words

    def drag_racers(self, racers: tuple[Racer, ...], gesture: str) -> None:
        self._session.change(
            self._session.experiment.replace(racers=racers), self.tr("Change learning rate"), gesture
        )

    def take_racers(self, racers: tuple[Racer, ...], words: str) -> None:
        self._session.settle(self._session.experiment.replace(racers=racers), words)

    def take_seed(self, seed: int) -> None:
        self._session.change(self._session.experiment.replace(seed=seed), self.tr("Change seed"))

    def drag_bench(self, bench: Bench) -> None:
        self._session.change(
            self._session.experiment.replace(bench=bench), self.tr("Move prediction"), gesture="bench"
        )

    def take_bench(self, bench: Bench, words: str) -> None:
        self._session.settle(self._session.experiment.replace(bench=bench), words)

    def take_steps(self, steps: int) -> None:
        self._session.change(
            self._session.experiment.replace(steps=steps), self.tr("Change number of steps")
        )


def _keeps_starts(before: Loss, after: Loss) -> bool:
    """Whether a start on one loss is one on the other: for fits, by a model of one kind on the same data."""
    if isinstance(before, Fit) and isinstance(after, Fit):
        # What is typed goes on from the model before.
        same_kind = after.model.name in (before.model.name, "")
        return same_kind and after.parameters == before.parameters and after.data == before.data
    return type(before) is type(after) and before.dimension == after.dimension
