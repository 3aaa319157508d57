"""Fits whose values others computed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import engine
from engine.models import named_model
from engine.models.kinds import feature_names

GOLDEN = json.loads((Path(__file__).parents[2] / "golden" / "fits.json").read_text())


def fit_of(row: dict[str, Any], **fields: Any) -> engine.Fit:
    """The fit that a row of the golden values is about."""
    data = engine.dataset(row["data"])
    model = named_model(row["model"], feature_names(data.x.shape[1]), len(data.classes), row.get("degree"))
    return engine.Fit(data, model, engine.criterion(row["criterion"], **row.get("hyper", {})), **fields)


def name_of(row: dict[str, Any]) -> str:
    parts = [row[key] for key in ("data", "model", "degree", "criterion") if key in row]
    return "-".join(map(str, [*parts, *row.get("hyper", {}).values()]))
