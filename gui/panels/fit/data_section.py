"""The data of a fit: one of the sets that are built in, or samples of one's own."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from engine import DATASETS, Data, DataSet, dataset
from engine.data.classification import CLASSIFICATION
from engine.data.data import CsvColumns
from gui.controls.elided import ElidedLabel
from gui.panels.fit.section import Section


class DataSection(Section):
    data_picked = Signal(object)  # Data
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_title(self.tr("Data"))
        self._data: Data | None = None
        self._kept: Data | None = None  # samples of one's own, to come back to
        self._places: dict[str, int] = {}
        self._fill()
        self._open = QPushButton(self.tr("Open…"))
        self._open.setProperty("role", "link")
        self._open.setAccessibleName(self.tr("Open data"))
        self._open.setToolTip(self.tr("Samples from a file of comma-separated values"))
        self._open.clicked.connect(self.open_requested)
        self._summary = ElidedLabel()
        self._summary.setProperty("role", "hint")
        self.add_beside_title(self._open)
        self.add_below(self._summary)
        self.choice.activated.connect(self._pick_entry)

    def show_data(self, data: Data) -> None:
        if data is self._data:
            return
        self._data = data
        if not isinstance(data.origin, str):
            self._kept = data
            self.choice.show_entry(self._own, self._own_title(data), _about_own(data))
        self._show_entry()
        self._summary.setText(self._counts(data))
        self._summary.setToolTip(self._columns(data))

    def _fill(self) -> None:
        titles = {
            "numbers": self.tr("Predict a number"),
            "classes": self.tr("Tell classes apart"),
            "measured": self.tr("Measured"),
        }
        shown = ""
        for known in DATASETS:
            if (group := _group(known)) != shown:
                self.choice.add_title(titles[group])
                shown = group
            tip = f"{known.teaches}\n{known.source}\n{known.licence}"
            self._places[known.name] = self.choice.add_entry(known.title, tip)
        self.choice.add_title(self.tr("Your own"))
        self._own = self.choice.add_entry(self.tr("Your own samples"))
        self.choice.show_refusal(self._own, self.tr("Open a file, or change the samples of a set."))

    def _show_entry(self) -> None:
        assert self._data is not None
        origin = self._data.origin
        place = self._places[origin] if isinstance(origin, str) else self._own
        self.choice.setCurrentIndex(place)
        self.choice.setToolTip(self.choice.entry_tip(place))

    def _own_title(self, data: Data) -> str:
        return data.origin.path.name if isinstance(data.origin, CsvColumns) else self.tr("Your own samples")

    def _counts(self, data: Data) -> str:
        """Such as: 40 samples, 2 features, 2 classes."""
        counts = (
            (len(data), self.tr("1 sample"), self.tr("{count} samples")),
            (data.x.shape[1], self.tr("1 feature"), self.tr("{count} features")),
            (len(data.classes), self.tr("1 class"), self.tr("{count} classes")),
        )
        parts = [one if count == 1 else several.format(count=f"{count:,}")
                 for count, one, several in counts if count]
        return ", ".join(parts)

    def _columns(self, data: Data) -> str:
        words = self.tr("{target} from {features}").format(
            target=data.target, features=", ".join(data.features))
        return f"{words}\n{data.target}: {', '.join(data.classes)}" if data.classes else words

    def _pick_entry(self, place: int) -> None:
        if place == self._own:
            data = self._kept
        else:
            data = dataset(next(name for name, at in self._places.items() if at == place))
        if data is not None and data != self._data:
            self.data_picked.emit(data)


def _group(known: DataSet) -> str:
    if known.kind == "measured":
        return "measured"
    return "classes" if known in CLASSIFICATION else "numbers"


def _about_own(data: Data) -> str:
    return str(data.origin.path) if isinstance(data.origin, CsvColumns) else ""
