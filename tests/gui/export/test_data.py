"""Data in figures."""
from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtWidgets import QComboBox

import engine
from engine.work import finished
from gui.command_line import run
from gui.export.figure import Figure
from gui.export.formats import FORMATS
from gui.export.options import Options
from tests.gui.views.data.fits import fitted


@pytest.fixture
def experiment():
    fit = fitted("clouds_overlap", "logistic", "log_loss", batch=12)
    return engine.Experiment(fit, fit.start, (engine.optimizer("sgd", lr=0.3),), 6)


def entries(request, qtbot):
    options = Options(request)
    qtbot.addWidget(options)
    options.show_format(FORMATS[0])
    box = options.findChild(QComboBox, "views")
    return [box.itemText(row) for row in range(box.count())]


def test_data_is_offered_where_there_is_some(request_for, experiment, race, qtbot):
    offered = entries(request_for(experiment), qtbot)
    assert {"Contour and data", "Data and loss per step", "Data"} < set(offered)
    assert not any("ata" in words for words in entries(request_for(race), qtbot))


def test_a_figure_shows_the_fit_and_the_batch_of_its_step(request_for, experiment, qapp):
    request = request_for(experiment, views=("data",), at=5)
    list(request.compute())
    with closing(Figure(request)) as figure:
        for _ in figure.prepare():
            pass
        pictures = []
        for step in (5, 0, 5):
            figure.show_step(step)
            pictures.append(figure.pixels())
    assert (pictures[0] != pictures[1]).mean() > 0.05
    assert (pictures[0] == pictures[2]).all()


@pytest.mark.parametrize("extension, start", [(".svg", b"<?xml"), (".pdf", b"%PDF"), (".gif", b"GIF89a")])
def test_data_is_written_in_every_kind_of_picture(request_for, experiment, qapp, extension, start):
    form = next(each for each in FORMATS if each.extension == extension)
    content = finished(form.write(request_for(experiment, views=("data",), at=3, fps=5)))
    assert content.startswith(start) and len(content) > 5_000


def test_data_of_a_formula_is_refused_in_one_line(tmp_path, race, capsys):
    engine.save(race, tmp_path / "race.json")
    assert run(["export", str(tmp_path / "race.json"), str(tmp_path / "t.png"), "--views", "data"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "formula" in line and "no data" in line and line.endswith(".")


def test_data_can_be_asked_for_by_command(tmp_path, experiment, qapp):
    engine.save(experiment, tmp_path / "fit.json")
    wanted = ["--size", "300x200", "--views", "contour,data"]
    assert run(["export", str(tmp_path / "fit.json"), str(tmp_path / "t.png"), *wanted]) == 0
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
