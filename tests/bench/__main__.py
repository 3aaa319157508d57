"""The measurements of `./run bench`: each is a ratio to a reference timed in the same run.

A benchmark is a module of this folder with `main() -> list[Row]`. A ratio that is at most its goal meets it.
"""
from __future__ import annotations

import importlib
import os

BENCHMARKS: tuple[str, ...] = (
    "startup", "step", "rules", "table", "frame", "samples", "racing", "contour", "surface", "fits",
    "data_view", "memory",
)  # fmt: skip

Row = tuple[str, float, float]  # what was measured, the ratio, the goal


def table(rows: list[Row]) -> str:
    """Lay the rows out under a heading, names to the left and numbers to the right."""
    width = max((len(name) for name, _, _ in rows), default=0)
    lines = [f"{'measured':{width}}  {'ratio':>8}  {'goal':>8}"]
    for name, ratio, goal in rows:
        verdict = "met" if ratio <= goal else "missed"
        lines.append(f"{name:{width}}  {ratio:8.2f}  {goal:8.2f}  {verdict}")
    return "\n".join(lines)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows: list[Row] = []
    for name in BENCHMARKS:
        # Imported in turn: what one benchmark loads must not weigh on those before it.
        rows += importlib.import_module(f"tests.bench.{name}").main()
    print(table(rows))


if __name__ == "__main__":
    main()
