"""What keys do on the bench, for the page of all keys."""
from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

KEYS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (str(QT_TRANSLATE_NOOP("BenchKeys", "Select a sample")), ("Left", "Right")),
    (str(QT_TRANSLATE_NOOP("BenchKeys", "Move its prediction")), ("Up", "Down")),
    (str(QT_TRANSLATE_NOOP("BenchKeys", "Move all predictions")), ("Shift+Up", "Shift+Down")),
    (str(QT_TRANSLATE_NOOP("BenchKeys", "Add or remove a sample")), ("Ins", "Del")),
    (str(QT_TRANSLATE_NOOP("BenchKeys", "Copy or paste samples")), ("Ctrl+C", "Ctrl+V")),
)


def translated(words: str) -> str:
    return QCoreApplication.translate("BenchKeys", words)
