"""Tables: reading them against numpy's reader and plain Python, and making data of a million rows."""
from __future__ import annotations

import csv
import gc
import io
from collections.abc import Callable
from time import perf_counter

import numpy as np

from engine.data.from_table import data_of
from engine.tables.reading import table_of
from engine.tables.table import Column, Kinds, Table
from tests.bench.__main__ import Row

ROWS = 100_000
MANY_ROWS = 1_000_000
ROUNDS = 5


def best(action: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def columns_by_hand(content: bytes) -> list[list[float] | tuple[str, ...]]:
    """The columns of a table as a short script reads them: no row is checked, no fault is named."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")
    _, *rows = csv.reader(lines)
    columns: list[list[float] | tuple[str, ...]] = []
    for cells in zip(*rows, strict=True):
        try:
            columns.append([float(cell or "nan") for cell in cells])
        except ValueError:
            columns.append(cells)
    return columns


def samples_by_hand(columns: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Features and target without the rows that have a gap in one of them."""
    kept = ~np.isnan(columns).any(axis=0)
    return np.column_stack([column[kept] for column in columns[:-1]]), columns[-1][kept]


def data_rows() -> list[Row]:
    """From a table of three columns to samples; seconds are given as a ratio to one of them."""
    columns = np.random.default_rng(1).normal(size=(3, MANY_ROWS))
    columns[0, ::1000] = np.nan
    numbers = np.arange(MANY_ROWS) + 2
    kinds = Kinds(("rose", "lily", "tulip"), np.full(3, np.inf))
    table = Table((
        *(Column(name, numbers, values) for name, values in zip("abc", columns, strict=True)),
        Column("kind", numbers, None, kinds, numbers % 3),
    ))  # fmt: skip
    gaps = best(lambda: data_of(table, ["a", "b"], "c", drop_missing=True))
    by_hand = best(lambda: samples_by_hand(list(columns)))
    return [
        ("million rows, gaps left out / numpy by hand", gaps / by_hand, 4.0),
        ("million rows, gaps left out / a second", gaps, 0.5),
        ("million rows with classes / a second", best(lambda: data_of(table, ["b", "c"], "kind")), 0.5),
    ]


def main() -> list[Row]:
    numbers = np.random.default_rng(1).normal(size=(ROWS, 3)).tolist()
    lines = [",".join(map(repr, row)) for row in numbers]
    plain = "\n".join(["a,b,c", *lines]).encode()
    kinds = "\n".join(["a,b,c,kind", *(f"{line},{'xy'[k % 2]}" for k, line in enumerate(lines))]).encode()
    gaps = "\n".join(["a,b,c", *(line if k % 1000 else "1,,2" for k, line in enumerate(lines))]).encode()
    quick = best(lambda: np.loadtxt(io.BytesIO(plain), delimiter=",", skiprows=1))
    rows: list[Row] = [("table of numbers / numpy's loadtxt", best(lambda: table_of(plain)) / quick, 1.2)]
    for name, content in (("texts", kinds), ("gaps", gaps)):
        slow = best(lambda content=content: columns_by_hand(content))
        rows.append((f"table with {name} / csv and float", best(lambda c=content: table_of(c)) / slow, 1.2))
    return rows + data_rows()
