"""The table of formats."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine
from engine.export import script, trace
from engine.work import finished
from gui.export import text
from gui.export.formats import FORMATS, Kind, format_of

PROMISED = (".csv", ".json", ".py", ".png", ".svg", ".pdf", ".gif", ".webp", ".apng", ".mp4", ".webm")


def test_the_promised_extensions_are_there_each_once():
    assert sorted(form.extension for form in FORMATS) == sorted(PROMISED)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.extension)
def test_a_path_is_known_by_its_extension_in_small_and_capital_letters(form):
    for name in (f"a.b{form.extension}", f"A{form.extension.upper()}"):
        assert format_of(Path("folder.png", name)) is form


@pytest.mark.parametrize("name", ["", "png", ".png", "a.png.txt", "a.", "a.jpeg"])
def test_other_names_have_no_format(name):
    assert format_of(Path(name)) is None


@pytest.mark.parametrize("form", [each for each in FORMATS if each.kind is Kind.TEXT])
def test_the_preview_of_a_text_is_its_beginning(form, request_for):
    request = request_for()
    assert finished(form.write(request)).decode().startswith(finished(form.preview(request)).decode())


def test_texts_are_those_of_the_engine(race, request_for):
    request = request_for(race)
    content = finished(text.table(request)).decode()
    assert content == trace(request.runs)
    assert finished(text.script(request)).decode() == script(race)
    assert json.loads(finished(text.experiment(request)))["loss"] == {"name": "himmelblau"}


def test_a_run_that_is_known_further_is_written_to_the_last_step_of_the_experiment(request_for):
    request = request_for()
    request.runs[0].extend_to(100)
    assert len(finished(text.table(request)).splitlines()) == 1 + 21
    assert finished(text.script(request)).decode() == script(engine.SEED_EXPERIMENT)


def test_a_long_table_is_written_in_pieces(monkeypatch, request_for):
    monkeypatch.setattr("gui.export.text.LINES", 7)
    monkeypatch.setattr("gui.export.request.PIECE", 0.0)
    request = request_for()
    shares = list(text.table(request))
    assert len(shares) > 5 and shares == sorted(shares) and 0 < shares[0] < shares[-1] <= 1
    assert len(finished(text.beginning_of_table(request)).splitlines()) == 1 + 21
