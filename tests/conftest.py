"""What every test runs in: no display, no settings of the person at the machine, no window left behind."""
from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from gui.collector import collect

gc.disable()  # as in the window: see gui/collector.py
collect_ignore = ["bench"]
if os.name == "nt":
    collect_ignore.append("test_run_script.py")  # Windows has no sh; `uv run` takes its place there.


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """Give each test empty folders for settings and data."""
    home = tmp_path / "home"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name))
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(home / "settings"))


@pytest.fixture(autouse=True)
def no_garbage_left_behind():
    """Let no other thread collect it."""
    yield
    collect()


@pytest.fixture(autouse=True)
def no_window_left_behind():
    """Fail a test that leaves a window on the screen for the next one to trip over."""
    yield
    if QApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [type(widget).__name__ for widget in left]
    for widget in left:
        widget.hide()  # not close(), which may ask whether to save
    assert not names, f"left on the screen: {', '.join(names)}"
