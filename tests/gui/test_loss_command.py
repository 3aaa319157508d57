"""`loss CRITERION FILE.csv`: the value on one line, or one line of complaint."""
from __future__ import annotations

import pytest

import engine
from gui.command_line import run

REGRESSION = "y_true,y_pred\n3,2.5\n-0.5,0.0\n2,2\n7,8\n4,5\n"
BINARY = "y_true,y_pred\n1,0.9\n0,0.1\n0,0.2\n1,0.8\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "regression.csv").write_text(REGRESSION, encoding="utf-8")
    (tmp_path / "binary.csv").write_text(BINARY, encoding="utf-8")
    return tmp_path


def status_of(*arguments):
    try:
        return run(arguments)
    except SystemExit as end:
        return end.code


@pytest.mark.parametrize("criterion, file, line", [
    ("mse", "regression.csv", "0.5"), ("log_loss", "binary.csv", "0.164252033486018"),
    ("(p - y)**4", "regression.csv", "0.425"),
    ("-y*log(p) - (1 - y)*log(1 - p)", "binary.csv", "0.164252033486018"),
])  # fmt: skip
def test_the_loss_of_a_table_is_printed_on_one_line(criterion, file, line, folder, capsys):
    assert status_of("loss", criterion, file) == 0
    assert capsys.readouterr() == (line + "\n", "")


def test_every_digit_is_printed(folder, capsys):
    assert status_of("loss", "rmse", "regression.csv") == 0
    expected = engine.criterion("rmse").value([3, -0.5, 2, 7, 4], [2.5, 0, 2, 8, 5])
    assert float(capsys.readouterr().out) == expected


@pytest.mark.parametrize("arguments, words", [
    ([], ["CRITERION", "FILE.csv", "must be given"]),
    (["mse"], ["FILE.csv", "must be given"]),
    (["mse", "nowhere.csv"], ["nowhere.csv", "no such file"]),
    (["mse", "."], ["folder"]),
    (["nobody", "binary.csv"], ["nobody", "log_loss"]),
    (["(p - q)**2", "binary.csv"], ["q is not known"]),
    (["__import__('os').remove('binary.csv')", "binary.csv"], ["no meaning"]),
    (["log_loss", "regression.csv"], ["sample 1"]),
    (["mse", "torn.csv"], ["torn.csv: row 3", "1 value"]),
    (["mse", "words.csv"], ["row 2, column “y_pred”", "“high”"]),
    (["mse", "binary.csv", "more"], ["“more”"]),
])  # fmt: skip
def test_bad_input_is_told_in_one_line_with_status_2(arguments, words, folder, capsys):
    (folder / "torn.csv").write_text("y_true,y_pred\n1,2\n3\n", encoding="utf-8")
    (folder / "words.csv").write_text("y_true,y_pred\n1,high\n", encoding="utf-8")
    assert status_of("loss", *arguments) == 2
    out, err = capsys.readouterr()
    (line,) = err.splitlines()
    assert out == "" and line.startswith("fall-line: ") and line.endswith(".")
    for word in words:
        assert word in line
    assert (folder / "binary.csv").exists()
