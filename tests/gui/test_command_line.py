"""What the command line does and refuses."""
from __future__ import annotations

import pytest

import engine
from engine.experiment import MOST_STEPS
from engine.export import script, trace
from gui import arguments
from gui.command_line import run
from gui.export import figure, request

SEED = """{"fall_line": 1,
 "loss": {"formula": "w**2", "view": {"w": [-6, 6]}},
 "start": {"w": 5.0}, "steps": 20, "seed": 0,
 "racers": [{"optimizer": "sgd", "lr": 0.1}]}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with the seed's experiment in it."""
    path = tmp_path / "work"
    path.mkdir()
    monkeypatch.chdir(path)
    (path / "seed.json").write_text(SEED, encoding="utf-8")
    return path


def status_of(*arguments):
    try:
        return run(arguments)
    except SystemExit as end:
        return end.code


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def assert_refused(arguments, words, capsys):
    """Status 2, and one plain line that says all of this."""
    assert status_of(*arguments) == 2
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert out == "" and line.startswith("fall-line: ") and line.endswith(".")
    for word in words:
        assert word in line


def test_the_numbers_of_an_experiment_are_written_as_they_are_computed(folder):
    experiment = engine.load("seed.json")
    (one,) = experiment.runs()
    one.extend_to(20)
    for name in ("t.csv", "t.py", "t.JSON"):
        assert status_of("export", "seed.json", name) == 0
    assert (folder / "t.csv").read_text(encoding="utf-8") == trace([one])
    assert (folder / "t.py").read_text(encoding="utf-8") == script(experiment)
    assert engine.load("t.JSON") == experiment
    assert names(folder) == ["seed.json", "t.JSON", "t.csv", "t.py"]


def test_the_number_of_steps_can_be_another_one(folder):
    assert status_of("export", "seed.json", "t.csv", "--steps", "3") == 0
    assert len((folder / "t.csv").read_text(encoding="utf-8").splitlines()) == 1 + 4
    assert status_of("export", "seed.json", "t.json", "--steps", "3") == 0
    assert engine.load("t.json").steps == 3


@pytest.mark.parametrize("arguments, words", [
    (["export", "seed.json", "t.xyz"], ["t.xyz", ".csv"]),
    (["export", "seed.json", "folder"], ["folder"]),
    (["export", "seed.json"], ["OUT"]),
    (["export", "seed.json", "t.csv", "--size", "1200"], ["--size", "1200x400", "“1200”"]),
    (["export", "seed.json", "t.csv", "--size", "9999999x3"], ["--size"]),
    (["export", "seed.json", "t.csv", "--theme", "blue"], ["--theme", "light, dark, print"]),
    (["export", "seed.json", "t.png", "--views", "map"], ["--views", "curve, contour", "“map”"]),
    (["export", "seed.json", "t.png", "--views", "curve,curve"], ["--views", "“curve,curve”"]),
    (["export", "seed.json", "t.png", "--views", "surface"], ["surface", "two parameters"]),
    (["export", "seed.json", "t.csv", "--steps", "0"], ["--steps", "from 1"]),
    (["export", "seed.json", "t.csv", "--steps", "-1"], ["--steps", "from 1"]),
    (["export", "seed.json", "t.csv", "--fps", "1e3"], ["--fps", "50"]),
    (["export", "seed.json", "t.csv", "--at", "21"], ["no step 21", "20"]),
    (["export", "seed.json", "t.csv", "--at"], ["--at needs a value"]),
    (["export", "seed.json", "t.csv", "--what\never"], ["--what ever"]),
    (["export", "missing.json", "t.csv"], ["missing.json", "no such file"]),
    (["export", "seed.json", "no/such/folder/t.csv"], ["t.csv", "no such file or folder"]),
    (["list"], ["KIND"]),
    (["list", "everything"], ["losses, optimizers"]),
    (["list", "losses", "--json=1"], ["--json takes no value"]),
    (["--nonsense"], ["--nonsense"]),
    (["exprot", "seed.json", "t.csv"], ["t.csv"]),
])  # fmt: skip
def test_bad_input_is_told_in_one_line_and_nothing_is_written(arguments, words, folder, capsys):
    assert_refused(arguments, words, capsys)
    assert names(folder) == ["seed.json"]


@pytest.mark.parametrize("content, words", [
    ("", ["ends too early"]), ("{", ["ends too early"]), ('{"fall_line": 2}', ["version 2"]),
    (SEED.replace("0.1", "NaN"), ["JSON"]), (SEED.replace("sgd", "nobody"), ["nobody", "adam"]),
    (SEED.replace("w**2", "__import__('os').remove('seed.json')"), ["loss.formula"]),
])  # fmt: skip
def test_a_broken_experiment_is_told_in_one_line_and_nothing_is_written(content, words, folder, capsys):
    (folder / "seed.json").write_text(content, encoding="utf-8")
    assert_refused(["export", "seed.json", "t.csv"], ["seed.json", *words], capsys)
    assert names(folder) == ["seed.json"]


@pytest.mark.parametrize("name, start", [("t.png", b"\x89PNG"), ("t.gif", b"GIF89a"), ("t.svg", b"<?xml")])
def test_a_picture_is_drawn_without_a_window(name, start, folder, qapp):
    choices = ["--size", "300x200", "--at", "2", "--theme", "dark", "--fps", "5", "--log"]
    assert status_of("export", "seed.json", name, *choices) == 0
    assert (folder / name).read_bytes().startswith(start)
    assert names(folder) == ["seed.json", name]


def test_what_a_picture_shows_can_be_chosen(folder, qapp):
    loss = engine.loss("himmelblau")
    racers = (engine.optimizer("sgd", lr=0.01),)
    engine.save(engine.Experiment(loss, loss.start, racers, 3), "race.json")
    pictures = set()
    for number, views in enumerate(("contour", "surface", "curve", "history", "contour,surface,history")):
        name = f"{number}.png"
        assert status_of("export", "race.json", name, "--size", "300x200", "--views", views) == 0
        pictures.add((folder / name).read_bytes())
    assert len(pictures) == 5


def test_what_this_computer_lacks_is_told_in_one_line(folder, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("gui.export.video.find_spec", lambda name: None)
    assert_refused(["export", "seed.json", "t.mp4"], ["ffmpeg"], capsys)


def test_a_fault_of_the_program_is_told_in_one_line_too(monkeypatch, capsys):
    monkeypatch.setattr("gui.command_line.listing", lambda kind, as_json: 1 / 0)
    assert status_of("list", "losses") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("inside of Fall Line: ZeroDivisionError: division by zero")


def test_a_folder_in_the_place_of_the_file_is_refused(folder, capsys):
    (folder / "t.csv").mkdir()
    assert_refused(["export", "seed.json", "t.csv"], ["t.csv", "folder"], capsys)


def test_what_is_known_without_loading_anything_is_what_the_parts_say():
    assert arguments.MOST_STEPS == MOST_STEPS
    assert tuple(figure.THEMES) == request.THEMES
    assert set(figure.VIEWS) == set(request.VIEWS)


def test_names_are_listed_one_a_line(capsys):
    assert status_of("list", "optimizers") == 0
    assert capsys.readouterr().out.splitlines() == [rule.name for rule in engine.OPTIMIZERS]


def test_an_interruption_is_quiet(monkeypatch, capsys):
    def interrupt(kind, as_json):
        raise KeyboardInterrupt

    monkeypatch.setattr("gui.command_line.listing", interrupt)
    assert status_of("list", "losses") == 130
    assert capsys.readouterr() == ("", "")


FITS = {
    "line": '{"data": {"name": "line"}, "model": "linear", "criterion": "mse", "batch": 4}',
    "curve": '{"data": {"x": [0, 1, 2], "y": [1, 3, 4]}, "model": "slope", "criterion": "huber", "l1": 0.1}',
    "classes": '{"data": {"name": "iris"}, "model": "softmax", "criterion": "cross_entropy"}',
    "typed": '{"data": {"name": "line"}, "model": {"formula": "a*exp(-k*x) + c"},'
    ' "criterion": {"formula": "(p - y)**4"}, "scale": "standard"}',
}


@pytest.mark.parametrize("name", FITS)
def test_a_model_on_data_is_exported_like_any_other_loss(folder, name):
    racer = '{"optimizer": "adam", "lr": 0.1}'
    content = f'{{"fall_line": 1, "loss": {{"fit": {FITS[name]}}}, "steps": 12, "racers": [{racer}]}}'
    (folder / "fit.json").write_text(content, encoding="utf-8")
    for end in ("csv", "py", "json", "png", "svg", "pdf", "gif"):
        few_frames = ("--fps", "2") if end == "gif" else ()
        assert status_of("export", "fit.json", f"t.{end}", "--size", "640x320", *few_frames) == 0
        assert (folder / f"t.{end}").stat().st_size > 100
    experiment = engine.load("fit.json")
    assert engine.load("t.json") == experiment
    (one,) = experiment.runs()
    one.extend_to(12)
    assert (folder / "t.csv").read_text(encoding="utf-8") == trace([one])
    assert (folder / "t.py").read_text(encoding="utf-8") == script(experiment)
