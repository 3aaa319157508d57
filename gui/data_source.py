"""Where data comes from: a file that is opened or dropped, or a table in the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.settings import settings
from gui.theme import LIGHT, Theme

EXTENSIONS: Final = (".csv", ".tsv", ".txt")
FOLDER_KEY: Final = "data/folder"


def is_table(path: Path) -> bool:
    """Whether a file goes by the name of a table."""
    return path.suffix.lower() in EXTENSIONS


class DataSource(QObject):
    """Each way leads to the same dialog, in which columns are chosen."""

    data_read = Signal(object)  # Data
    failed = Signal(str)  # one plain sentence

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._theme: Theme = LIGHT

    def choose_and_open(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = str(settings().value(FOLDER_KEY, documents))
        tables = " ".join(f"*{extension}" for extension in EXTENSIONS)
        kinds = self.tr("Tables ({extensions});;All files (*)").format(extensions=tables)
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open data"), folder, kinds)
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Look into a file, and let its columns be chosen."""
        settings().setValue(FOLDER_KEY, str(path.absolute().parent))
        self._import(path)

    def paste(self) -> None:
        """The same with the text in the clipboard, if it is a table."""
        from engine.tables.reading import holds_table

        text = QGuiApplication.clipboard().text()
        if holds_table(text):
            self._import(text.encode())
        else:
            self.failed.emit(
                self.tr("There is no table in the clipboard: copy two or more columns of a spreadsheet.")
            )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def _import(self, source: Path | bytes) -> None:
        # Loaded when it is wanted: the window opens without it.
        from gui.dialogs.data_import import DataImport

        dialog = DataImport(source, self._theme, self._window)
        dialog.data_read.connect(self.data_read)
        dialog.open()
