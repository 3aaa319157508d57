"""What the mouse points at among samples, in numbers."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from engine import Fit
from engine.losses.loss import Point
from gui.controls.symbol import symbol_text
from gui.views.canvas.numerals import number_text
from gui.views.canvas.scale import Array
from gui.views.data.moment import Moment
from gui.views.data.sight import Sight, Target
from gui.views.items.readout import Line

# Of so many parameters a sample's pull on each is told.
MOST_PULLS = 6


class Reader(QObject):
    """Tells of one sample: its values, what is predicted, its part of the loss and its pull."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._costs: tuple[Fit, Point, Array] | None = None

    def lines(self, moment: Moment, sample: int) -> list[Line]:
        sight, data = moment.sight, moment.sight.fit.data
        told = [Line(self.tr("sample"), f"{sample + 1:,}")]
        told += [Line(name, number_text(value))
                 for name, value in zip(data.features, data.x[sample].tolist(), strict=True)]
        told.append(Line(data.target, self._truth(sight, sample)))
        told += self._prediction(moment, sample)
        return [*told, *self._cost(moment, sample)]

    def lines_of_place(self, moment: Moment, x: float, y: float) -> list[Line]:
        """What the racer in focus predicts between the samples."""
        sight, data = moment.sight, moment.sight.fit.data
        told = [Line(data.features[sight.across], number_text(x))]
        if sight.up is not None:
            told.append(Line(data.features[sight.up], number_text(y)))
        return [*told, *self._told(sight, sight.told(sight.fit.predict(moment.point, sight.features(x, y))))]

    def _truth(self, sight: Sight, sample: int) -> str:
        if sight.classes:
            return sight.classes[sight.numbers[sample]]
        return number_text(float(sight.fit.data.y[sample]))

    def _prediction(self, moment: Moment, sample: int) -> list[Line]:
        rows = np.array([sample])
        return self._told(moment.sight, moment.sight.predicted(moment.point, rows)[0])

    def _told(self, sight: Sight, prediction: np.ndarray) -> list[Line]:
        match sight.target:
            case Target.CLASSES:
                return [Line(self.tr("p({name})").format(name=name), number_text(share, 3))
                        for name, share in zip(sight.classes, prediction.tolist(), strict=True)]
            case Target.PROBABILITY if sight.is_probability:
                name = self.tr("p({name})").format(name=sight.classes[1])
                return [Line(name, number_text(float(prediction), 3))]
            case Target.SCORE:
                return [Line(self.tr("score"), number_text(float(prediction)))]
        return [Line(self.tr("prediction"), number_text(float(prediction)))]

    def _cost(self, moment: Moment, sample: int) -> list[Line]:
        fit, point = moment.sight.fit, moment.point
        pieces = self._pieces(fit, point)
        total = float(pieces.sum())
        lines = [Line(self.tr("costs"), number_text(float(pieces[sample])))]
        if np.isfinite(total) and total > 0.0:
            share = 100.0 * float(pieces[sample]) / total
            lines.append(Line(self.tr("of the loss"), self.tr("{percent} %").format(percent=f"{share:.3g}")))
        pulls = fit.pulls(point, np.array([sample]))[0].tolist()
        if len(pulls) <= MOST_PULLS:
            lines += [Line(self.tr("pull on {name}").format(name=symbol_text(name)), number_text(pull))
                      for name, pull in zip(fit.parameters, pulls, strict=True)]
        else:
            lines.append(Line(self.tr("length of its pull"), number_text(float(np.hypot.reduce(pulls)))))
        return lines

    def _pieces(self, fit: Fit, point: Point) -> Array:
        """What each sample costs, computed once while the mouse goes from one to the next."""
        if self._costs is None or self._costs[0] is not fit or self._costs[1] != point:
            self._costs = fit, point, fit.pieces(point)
        return self._costs[2]
