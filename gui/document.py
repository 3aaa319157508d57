"""The file that the experiment on the table comes from and goes to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine import SEED_EXPERIMENT, Experiment, InputError, Loss, save
from engine.experiment_file import from_json
from engine.files import read_file
from gui.derivation import Derivation, load_sympy
from gui.recent import remember_file
from gui.session import Session
from gui.settings import settings

EXTENSION = ".json"
PATIENCE_MS = 150  # a file that takes longer to read is announced
FOLDER_KEY = "files/folder"


class Document(QObject):
    """New, open and save, with a question before changes are lost."""

    file_changed = Signal()  # another path, or another content that counts as saved
    kept_waiting = Signal(str)  # what is still being read, in a few words
    failed = Signal(str)  # one plain sentence; the experiment on the table stays

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._window = parent
        self._session = session
        self._saved = session.experiment
        self._coming: _Reading | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._keep_waiting)
        self._derivation = Derivation(self)
        self._derivation.found.connect(self._arrive)
        self._derivation.refused.connect(self._refuse)

    @property
    def modified(self) -> bool:
        """Whether the experiment differs from the file, or from the one a new document begins with."""
        return self._session.experiment != self._saved

    @property
    def title(self) -> str:
        return self.path.name if self.path else self.tr("Untitled")

    def new(self) -> None:
        """Begin anew with the seed's experiment."""
        if self.may_be_lost():
            self._derivation.forget()
            self._coming = None
            self._take(None, SEED_EXPERIMENT)

    def choose_and_open(self) -> None:
        if not self.may_be_lost():
            return
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open experiment"), self._folder(), self._filter()
        )
        if path:
            self._read(Path(path))

    def open(self, path: Path) -> None:
        """Open a file, after a question if changes would be lost."""
        if self.may_be_lost():
            self._read(path)

    def save(self) -> bool:
        """Save to the document's file, asking for one if it has none; whether it was saved."""
        return self._write(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        suggestion = str(self.path or Path(self._folder()) / f"experiment{EXTENSION}")
        dialog = QFileDialog(self._window, self.tr("Save experiment"), suggestion, self._filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(EXTENSION[1:])
        dialog.selectFile(suggestion)
        return bool(dialog.exec()) and self._write(Path(dialog.selectedFiles()[0]))

    def may_be_lost(self) -> bool:
        """Ask what to do with unsaved changes; whether to go on."""
        if not self.modified:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("Save the changes to “{name}” first?").format(name=self.title))
        box.setInformativeText(self.tr("They are lost otherwise."))
        choice = QMessageBox.StandardButton
        box.setStandardButtons(choice.Save | choice.Discard | choice.Cancel)
        box.setDefaultButton(choice.Save)
        answer = box.exec()
        return answer == choice.Discard or (answer == choice.Save and self.save())

    def _read(self, path: Path) -> None:
        """In a thread, since there may be formulas to differentiate or many samples to read."""
        self._coming = _Reading(path.absolute())
        self._derivation.make(self._coming)
        self._patience.start()

    def _keep_waiting(self) -> None:
        if self._coming is not None:
            self.kept_waiting.emit(self.tr("Reading {name}…").format(name=self._coming.path.name))

    def _arrive(self, loss: Loss) -> None:
        coming, self._coming = self._coming, None
        if coming is not None and coming.experiment is not None:
            self._take(coming.path, coming.experiment)
            remember_file(str(coming.path))
            settings().setValue(FOLDER_KEY, str(coming.path.parent))

    def _refuse(self, error: InputError) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            self.failed.emit(self._about(coming.path, error))

    def _take(self, path: Path | None, experiment: Experiment) -> None:
        self.path = path
        self._saved = experiment
        self._session.open(experiment)
        self.file_changed.emit()

    def _write(self, path: Path) -> bool:
        path = path.absolute()
        try:
            save(self._session.experiment, path)
        except InputError as error:
            self.failed.emit(str(error))
            return False
        self.path = path
        self._saved = self._session.experiment
        remember_file(str(path))
        settings().setValue(FOLDER_KEY, str(path.parent))
        self.file_changed.emit()
        return True

    def _about(self, path: Path, error: InputError) -> str:
        sentence = str(error)
        return sentence if str(path) in sentence else f"{path.name}: {sentence}"

    def _filter(self) -> str:
        return self.tr("Fall Line experiments (*.json);;All files (*)")

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(settings().value(FOLDER_KEY, documents))


class _Reading:
    """Reads the experiment of a file when it is called, which gives the loss."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.experiment: Experiment | None = None

    def __call__(self) -> Loss:
        content = read_file(self.path)
        if b'"formula"' in content:
            load_sympy()
        self.experiment = from_json(content, self.path.parent)
        return self.experiment.loss
