"""The window: places views and panels, and wires them to the session in one method."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from engine import SEED_EXPERIMENT
from engine.data.data import Data
from gui.changes import Changes
from gui.data_source import DataSource, is_table
from gui.desk import Desk
from gui.document import EXTENSION, Document
from gui.menus import Menus
from gui.player import Player
from gui.session import Session
from gui.settings import settings
from gui.theme import Appearance, Theme

USUAL_SIZE = QSize(1320, 820)
SMALLEST_SIZE = QSize(900, 560)


class MainWindow(QMainWindow):
    """Fall Line's window; `path`, an experiment or a table, is opened, if one is given."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.session = Session(SEED_EXPERIMENT, self)
        self.player = Player(self.session, self)
        self._changes = Changes(self.session, self)
        self.document = Document(self.session, self)
        self._data_source = DataSource(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._appearance = Appearance(application, str(settings().value("theme", "system")))

        self.desk = Desk(self.session, self.player)
        self._menus = Menus(self, (*self.desk.stage.panes, self.desk.timeline))
        self.setCentralWidget(self.desk)
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST_SIZE)

        self._connect()
        self._restore()
        self._set_theme(self._appearance.theme)
        self._show_experiment()
        # So that Space plays and the arrows step before anything is clicked.
        self.desk.landscape.plot.setFocus()
        if path is not None:
            # When the window is there: columns of a table are chosen in a dialog before it.
            QTimer.singleShot(0, partial(self._open_file, path))

    def _connect(self) -> None:
        """All wiring of the program."""
        # What happens to the experiment is shown
        self.session.opened.connect(self.desk.racers.show_all)
        self.session.runs_changed.connect(self._show_experiment)
        self.session.runs_grown.connect(self.desk.show_step)
        self.session.cursor_changed.connect(self.desk.show_step)
        self.player.rolled.connect(self.desk.show_step)
        self.player.playing_changed.connect(self.desk.timeline.show_playing)
        self.player.playing_changed.connect(self.desk.tell)
        self.document.file_changed.connect(self._show_document)
        self.document.file_changed.connect(self.desk.notice.clear)
        self.document.kept_waiting.connect(self.desk.notice.show_busy)
        self.document.failed.connect(self.desk.notice.show_sentence)
        self._data_source.failed.connect(self.desk.notice.show_sentence)
        self._data_source.data_read.connect(self._take_data)
        self._appearance.theme_changed.connect(self._set_theme)

        # What panels and views ask for
        self.desk.loss.loss_picked.connect(self._changes.take_loss)
        self.desk.loss.seed_picked.connect(self._changes.take_seed)
        self.desk.loss.open_data_requested.connect(self._data_source.choose_and_open)
        self.desk.loss.stationary.start_picked.connect(self._changes.take_start)
        self.desk.start.start_picked.connect(self._changes.take_start)
        self.desk.racers.racers_dragged.connect(self._changes.drag_racers)
        self.desk.racers.racers_picked.connect(self._changes.take_racers)
        self.desk.racers.hidden_changed.connect(self.desk.show_hidden)
        for landscape in self.desk.landscapes:
            landscape.start_dragged.connect(self._changes.drag_start)
            landscape.start_picked.connect(self._changes.take_start)
            landscape.own_start_dragged.connect(self._changes.drag_own_start)
            landscape.own_start_picked.connect(self._changes.take_own_start)
            landscape.data_dragged.connect(self._changes.drag_data)
            landscape.data_picked.connect(self._changes.take_data)
            for other in self.desk.landscapes:
                landscape.sample_pointed.connect(other.show_sample)
            landscape.bench_dragged.connect(self._changes.drag_bench)
            landscape.bench_picked.connect(self._changes.take_bench)
            self.desk.numbers.line_shown.connect(landscape.show_made)
            self.desk.loss.stationary.points_shown.connect(landscape.show_stationary)
        self._changes.data_refused.connect(self.desk.notice.show_sentence)
        self._changes.data_accepted.connect(self.desk.notice.clear)
        self.desk.history.step_picked.connect(self._seek)
        self.desk.numbers.racer_picked.connect(self.desk.show_focus)
        self.desk.history.log_changed.connect(self._menus.actions["log"].setChecked)
        self.desk.history.count_changed.connect(self._menus.actions["evaluations"].setChecked)
        self.desk.stage.side_by_side_changed.connect(self._menus.actions["side_by_side"].setChecked)
        for view in (*self.desk.landscapes, self.desk.history):
            view.export_requested.connect(self._export)

        # Time
        self.desk.timeline.play_toggled.connect(self.player.toggle)
        self.desk.timeline.step_requested.connect(self.player.step)
        self.desk.timeline.seek_requested.connect(self._seek)
        self.desk.timeline.steps_picked.connect(self._changes.take_steps)
        self.desk.timeline.speed_picked.connect(self._take_speed)

        # Commands
        self._menus.recent_picked.connect(self._open_recent)
        self._menus.choice_picked.connect(self._take_choice)
        for name, method in (
            ("new", self.document.new),
            ("open", self.document.choose_and_open),
            ("open_data", self._data_source.choose_and_open),
            ("paste_data", self._data_source.paste),
            ("save", self.document.save),
            ("save_as", self.document.save_as),
            ("export", self._export),
            ("quit", self.close),
            ("undo", self.session.undo),
            ("redo", self.session.redo),
            ("copy_text", self.desk.numbers.copy_text),
            ("copy_latex", self.desk.numbers.copy_latex),
            ("play", self.player.toggle),
            ("forward", partial(self.player.step, 1)),
            ("back", partial(self.player.step, -1)),
            ("to_start", partial(self._seek, 0)),
            ("to_end", self._seek_end),
            ("restart", self._restart),
            ("fit", self.desk.fit),
            ("log", self.desk.history.set_log),
            ("evaluations", self.desk.history.count_evaluations),
            ("reduce_motion", self._reduce_motion),
            ("full_screen", self._fill_screen),
            ("side_by_side", self.desk.stage.set_side_by_side),
            ("maximise", self.desk.stage.maximise),
            ("tear_off", self.desk.stage.tear_off),
            ("swap", self.desk.stage.swap),
            ("reset_layout", self._reset_layout),
            ("shortcuts", self._show_shortcuts),
            ("about", self._show_about),
            ("about_qt", QApplication.aboutQt),
        ):
            self._menus.actions[name].triggered.connect(method)

    # What is shown

    def _show_experiment(self) -> None:
        self.desk.show_runs()
        self._show_document()

    def _show_document(self) -> None:
        self.setWindowTitle(f"{self.document.title}[*] — Fall Line")
        self.setWindowFilePath(str(self.document.path or ""))
        self.setWindowModified(self.document.modified)
        self._menus.show_undo(self.session.undo_words, self.session.redo_words)

    def _set_theme(self, theme: Theme) -> None:
        self.desk.set_theme(theme)
        self._menus.set_theme(theme)
        self._data_source.set_theme(theme)

    # What is asked for

    def _take_data(self, data: Data) -> None:
        self.desk.loss.take_data(data)
        self.desk.notice.clear()

    def _take_speed(self, speed: float) -> None:
        self.player.speed = speed
        settings().setValue("player/speed", speed)

    def _seek(self, step: int) -> None:
        """A place picked by hand; time stands there until it is played again."""
        self.player.pause()
        self.session.seek(step)

    def _seek_end(self) -> None:
        self._seek(self.session.experiment.steps)

    def _restart(self) -> None:
        self._seek(0)
        self.player.play()

    def _reduce_motion(self, reduce: bool) -> None:
        self.player.reduce_motion = reduce
        settings().setValue("player/reduce_motion", reduce)
        self.desk.show_step()

    def _fill_screen(self, fill: bool) -> None:
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if fill
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def _take_choice(self, command: str, choice: str) -> None:
        self.wear(choice)
        settings().setValue(command, choice)

    def wear(self, choice: str) -> None:
        """Take one of the themes of `Appearance.CHOICES`."""
        self._appearance.choose(choice)

    def _open_recent(self, path: str) -> None:
        self.document.open(Path(path))

    def _open_file(self, path: Path) -> None:
        """Open an experiment, or a table to make data of."""
        (self._data_source if is_table(path) else self.document).open(path)

    def _export(self) -> None:
        # Loaded when it is wanted: writers of pictures take their time to load.
        from gui.export.dialog import ExportDialog
        from gui.export.request import Request

        self.player.pause()
        shown = Request(
            self.session.experiment,
            self.session.runs,
            self.session.cursor,
            theme=self._appearance.theme.name,
            views=self.desk.views_shown,
            log=self.desk.history.is_log,
            focus=self.desk.focus,
            hidden=self.desk.racers.hidden_racers,
        )
        ExportDialog(shown, self).exec()

    def _show_shortcuts(self) -> None:
        from gui.dialogs.shortcuts import Shortcuts

        Shortcuts(self._menus.actions, self).exec()

    def _show_about(self) -> None:
        from gui.dialogs.about import About

        About(self).exec()

    # What is remembered

    def _restore(self) -> None:
        self.resize(USUAL_SIZE)
        geometry = settings().value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.desk.stage.restore()
        for landscape in self.desk.landscapes:
            landscape.restore()
        self._menus.show_choice("theme", self._appearance.choice)
        self._menus.actions["reduce_motion"].setChecked(settings().value("player/reduce_motion") == "true")
        self.player.reduce_motion = self._menus.actions["reduce_motion"].isChecked()
        self.desk.timeline.show_speed(self.player.speed)

    def _reset_layout(self) -> None:
        self.showNormal()
        self.resize(USUAL_SIZE)
        self.desk.stage.reset()
        for landscape in self.desk.landscapes:
            landscape.reset()

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.document.may_be_lost():
            event.ignore()
            return
        self.player.pause()
        settings().setValue("window/geometry", self.saveGeometry())
        self.desk.stage.remember()
        for landscape in self.desk.landscapes:
            landscape.remember()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event)
        if path is not None:
            event.acceptProposedAction()
            self._open_file(path)


def _file_in(event: QDropEvent) -> Path | None:
    """The one file that is dragged, if it is an experiment or a table."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 else Path()
    return path if path.suffix.lower() == EXTENSION or is_table(path) else None
