"""What there is to choose from, for `list`: names, or everything as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from engine import Criterion, DataSet, Hyper, Landscape, ModelKind, Rule, Schedule

Entry = Mapping[str, Any]


def listing(kind: str, as_json: bool) -> str:
    """The names of a kind, one a line, or what is known about each as JSON."""
    entries = KINDS[kind]()
    if as_json:
        return json.dumps(entries, indent=2) + "\n"
    return "".join(f"{entry['name']}\n" for entry in entries)


def _losses() -> list[Entry]:
    from engine import LANDSCAPES

    return [_loss(loss) for loss in LANDSCAPES]


def _loss(loss: Landscape) -> Entry:
    from engine.formula.notation import as_text

    return {
        "name": loss.name,
        "title": loss.title,
        "formula": loss.formula,
        "parameters": loss.parameters,
        "gradient": [as_text(tree) for tree in loss.gradient_trees],
        "view": dict(zip(loss.parameters, loss.view, strict=True)),
        "start": dict(zip(loss.parameters, loss.start, strict=True)),
        "minima": [{"point": minimum.point, "value": minimum.value} for minimum in loss.minima],
        "teaches": loss.teaches,
        "source": loss.source,
        "latex": {"formula": loss.formula_latex, "gradient": loss.gradient_latex},
    }


def _optimizers() -> list[Entry]:
    from engine import OPTIMIZERS

    return [_rule(rule) for rule in OPTIMIZERS]


def _rule(rule: Rule) -> Entry:
    return {
        "name": rule.name,
        "title": rule.title,
        "source": rule.source,
        "equations": rule.text.split("\n"),
        "hyperparameters": [_hyper(hyper) for hyper in rule.hyper],
        "gradient_evaluations": rule.evaluations,
        "uses_hessian": rule.uses_hessian,
        "latex": rule.latex,
    }


def _schedules() -> list[Entry]:
    from engine import SCHEDULES

    return [_schedule(schedule) for schedule in SCHEDULES]


def _schedule(schedule: Schedule) -> Entry:
    return {
        "name": schedule.name,
        "title": schedule.title,
        "source": schedule.source,
        "equations": schedule.text.split("\n"),
        "hyperparameters": [_hyper(hyper) for hyper in schedule.hyper],
        "latex": schedule.latex,
    }


def _criteria() -> list[Entry]:
    from engine import CRITERIA

    return [_criterion(criterion) for criterion in CRITERIA]


def _criterion(criterion: Criterion) -> Entry:
    from engine.formula.notation import as_text

    has_slope = not criterion.no_slope
    return {
        "name": criterion.name,
        "title": criterion.title,
        "formula": criterion.formula,
        "slope": as_text(criterion.slope_tree) if has_slope else None,
        "curvature": as_text(criterion.curvature_tree) if has_slope else None,
        "no_slope": criterion.no_slope or None,
        "total": criterion.total.formula,
        "by_class": criterion.by_class,
        "true_values": criterion.truths.words,
        "predictions": criterion.predictions.words,
        "hyperparameters": [_hyper(hyper) for hyper in criterion.hyper],
        "teaches": criterion.teaches,
        "source": criterion.source,
        "latex": {"formula": criterion.formula_latex, "value": criterion.value_latex},
    }


def _hyper(hyper: Hyper) -> Entry:
    """A hyperparameter; JSON has no infinity, so a bound that is none is null."""
    return {
        "name": hyper.name,
        "default": hyper.default,
        "low": hyper.low if math.isfinite(hyper.low) else None,
        "high": hyper.high if math.isfinite(hyper.high) else None,
        "low_open": hyper.low_open,
        "high_open": hyper.high_open,
        "whole": hyper.is_whole,
        "allowed": hyper.allowed,
        "meaning": hyper.meaning,
        "latex": hyper.symbol_latex,
    }


def _data_sets() -> list[Entry]:
    from engine import DATASETS

    return [_data_set(each) for each in DATASETS]


def _data_set(data_set: DataSet) -> Entry:
    from engine import dataset

    data = dataset(data_set.name)
    return {
        "name": data_set.name,
        "title": data_set.title,
        "kind": data_set.kind,
        "samples": len(data),
        "features": data.features,
        "target": data.target,
        "classes": data.classes,
        "teaches": data_set.teaches,
        "source": data_set.source,
        "licence": data_set.licence,
    }


def _models() -> list[Entry]:
    from engine import MODELS

    return [_model(kind) for kind in MODELS]


def _model(kind: ModelKind) -> Entry:
    return {
        "name": kind.name,
        "title": kind.title,
        "formula": kind.formula,
        "hyperparameters": [_hyper(hyper) for hyper in kind.hyper],
        "teaches": kind.teaches,
        "source": kind.source,
    }


KINDS: Final[Mapping[str, Callable[[], list[Entry]]]] = {
    "losses": _losses,
    "optimizers": _optimizers,
    "schedules": _schedules,
    "criteria": _criteria,
    "models": _models,
    "datasets": _data_sets,
}
