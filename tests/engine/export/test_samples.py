"""Samples in a script: listed, or read from the file that they are from."""
from __future__ import annotations

import ast

import numpy as np
import pytest

import engine
from engine import Experiment, Fit, optimizer
from engine.criteria import named_criterion
from engine.data.data import CsvColumns, Data
from engine.data.from_table import read_data
from engine.export import script
from engine.models import named_model
from engine.models.kinds import feature_names
from engine.tables.dialect import Dialect
from tests.engine.export.printed import check, run_scripts, table

RANDOM = np.random.default_rng(4)
COUNT = 700
RACERS = (optimizer("sgd", lr=0.05), optimizer("newton", lr=0.5))


def experiment(data, model="linear", criterion="huber", **fields):
    features = feature_names(data.x.shape[1])
    fit = Fit(data, named_model(model, features, len(data.classes)), named_criterion(criterion), **fields)
    return Experiment(fit, fit.start, RACERS, 8)


def rows(decimal=".", classes=(), missing=()):
    """Rows of a file with two features and a target, some of them with a gap."""
    for place in range(COUNT):
        cells = [f"{value:.3f}".replace(".", decimal) for value in RANDOM.normal(1, 2, 3)]
        if classes:
            cells[2] = classes[place % len(classes)]
        if missing and place % 50 == 1:
            cells[place % 3] = missing[place % len(missing)]
        yield cells


def written(path, delimiter, lines, header=("a", "größe, b", "y"), encoding="utf-8", end="\n"):
    content = [*([header] if header else []), *lines]
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in content]
    path.write_bytes(end.join(map(delimiter.join, quoted)).encode(encoding))
    return path


def test_the_script_reads_many_samples_from_their_file(tmp_path):
    x, gaps = ("a", "größe, b"), ("", "NA", " null ", "?")
    columns = [
        CsvColumns(written(tmp_path / "plain.csv", ",", rows()), x, "y"),
        CsvColumns(written(tmp_path / "it's.csv", ";", rows(","), encoding="utf-16"), x[::-1], "y"),
        CsvColumns(written(tmp_path / "old.csv", ";", rows(","), encoding="cp1252", end="\r\n"), x, "y",
                   Dialect(";", ",")),
        CsvColumns(written(tmp_path / "bom.tsv", "\t", rows(missing=gaps), encoding="utf-8-sig"), x, "y",
                   drop_missing=True),
        CsvColumns(written(tmp_path / "bare.csv", ",", rows(), header=()), ("column 3",), "column 2"),
        CsvColumns(written(tmp_path / "half.csv", ",", rows(), header=("a", "", "y")), ("column 2",), "y"),
        CsvColumns(written(tmp_path / "end.csv", ",", [*rows(), ("", "", ""), (" ", "", "")]), x[:1], "y"),
    ]  # fmt: skip
    asked = [experiment(read_data(one)) for one in columns]
    check(tmp_path, asked)
    for one in asked:
        assert "open(" in script(one) and len(script(one).splitlines()) < 150


def test_the_script_numbers_the_classes_of_a_file(tmp_path):
    kinds = {"names": ("yes", "no ", 'b, "c"'), "numbers": ("10", "2", "2.0"), "mixed": ("1", "x", "2")}
    for place, (name, classes) in enumerate(kinds.items()):
        path = written(tmp_path / f"{name}.csv", ";", rows(classes=classes, missing=("NA",)))
        data = read_data(
            CsvColumns(path, ("a", "größe, b"), "y", Dialect(";"), drop_missing=True, as_classes=True)
        )
        assert len(data.classes) == (2 if name == "numbers" else 3)
        fits = [("softmax", "cross_entropy"), ("logistic", "log_loss"), ("linear", "hinge")]
        check(tmp_path, [
            experiment(data, *pair, standardise=place == 1)
            for pair in fits[: 3 if name == "numbers" else 1]])  # fmt: skip


def test_a_file_that_is_gone_is_said_in_a_sentence(tmp_path):
    path = written(tmp_path / "data.csv", ",", rows())
    asked = experiment(read_data(CsvColumns(path, ("a",), "y")))
    path.unlink()
    with pytest.raises(engine.InputError, match=r"data\.csv"):
        script(asked)


def test_a_few_samples_are_listed_wherever_they_are_from(tmp_path):
    path = written(tmp_path / "data.csv", ",", [*rows()][:20])
    asked = experiment(read_data(CsvColumns(path, ("a",), "y")))
    path.unlink()
    assert "open(" not in script(asked)
    check(tmp_path, [asked])


def test_more_samples_than_one_can_read_are_not_listed():
    data = Data(RANDOM.normal(size=(30_000, 1)), RANDOM.normal(size=30_000), ("x",))
    with pytest.raises(engine.InputError) as caught:
        script(experiment(data))
    assert str(caught.value) == (
        "The samples are 60,000 numbers, and a script lists at most 50,000: "
        "save them as a CSV file and open that as data."
    )
    assert "60,000" not in script(experiment(data, criterion="mse"))


def test_many_samples_are_listed_in_lines_of_a_page(tmp_path):
    data = Data(RANDOM.normal(size=(9_000, 2)), RANDOM.normal(size=9_000), ("x1", "x2"))
    asked = experiment(data, standardise=True)
    assert max(map(len, script(asked).splitlines())) <= 100
    check(tmp_path, [asked])


def test_standardising_stands_in_plain_sight(tmp_path):
    x = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])
    data = Data(x, np.array([0.0, 1.0, 1.0]), ("x1", "x2"), classes=("no", "yes"))
    asked = experiment(data, "linear", "hinge", standardise=True)
    source = script(asked)
    assert "x1 = (x1 - x1.mean())/x1.std()\nx2 = (x2 - x2.mean())\n" in source
    assert "# y: 0 for no, 1 for yes\n" in source
    assert "# The two classes as -1 and 1\ny = 2*y - 1\n" in source
    huge = Data(np.array([[1e200], [-2e200], [3e200]]), np.array([0.0, 1.0, 1.0]), ("x",))
    check(tmp_path, [asked, experiment(huge, standardise=True)])


def test_names_of_data_cannot_become_lines_of_the_script(tmp_path):
    """What somebody opened is text, and stays so."""
    evil = 'x"\nprint("here")\r\x0c\x85\u2028\0#' + "'''" + '"""\\'
    named = Data(np.array([[1.0], [2.0]]), np.array([0.0, 1.0]), (evil,), evil, (evil, "b" + evil))
    asked = experiment(named, "logistic", "log_loss", l1=0.1)
    source = script(asked)
    calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    assert calls.count("print") == 3
    assert run_scripts(tmp_path, [source]) == [table(asked)]


def test_names_of_columns_cannot_become_lines_of_the_script(tmp_path):
    evil = 'x"\nprint("here")\r#' + "'''"
    lines = [f"{a},{b}" for a, b, _ in rows()]
    quoted = '"' + evil.replace('"', '""') + '"'
    path = tmp_path / "it's \"here\".csv"
    path.write_text("\n".join([f"{quoted},y", *lines]), encoding="utf-8", newline="")
    asked = experiment(read_data(CsvColumns(path, (evil,), "y", Dialect())))
    source = script(asked)
    calls = [ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    assert calls.count("print") == 3
    assert run_scripts(tmp_path, [source]) == [table(asked)]
