"""Racers as fields of an experiment's file, every one checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.errors import FormulaError, InputError, shown
from engine.fields import check_known, fields_of, number, one_of, text, truth
from engine.hyper import Hyper
from engine.losses.loss import Loss, Point
from engine.optimizers import OPTIMIZERS
from engine.optimizers.clipping import clipped, is_clipping
from engine.optimizers.racer import Racer, named_rule, racer
from engine.optimizers.rule import Rule
from engine.optimizers.typed import FIELDS, USUAL_RATE, declared, typed_rule
from engine.optimizers.unrolled import LEARNING_RATE
from engine.schedules import Schedule, named_schedule, typed_schedule

# The fields of a declared hyperparameter, as they are called in a file and in the program.
DECLARATION: Final = {
    "default": "default", "low": "low", "high": "high", "low_open": "low_open", "high_open": "high_open",
    "whole": "is_whole", "meaning": "meaning",
}  # fmt: skip


def racer_fields(one: Racer, loss: Loss) -> dict[str, Any]:
    """A racer as the fields of a file; what has its default value is left out."""
    builtin = _is_builtin(one.rule)
    fields: dict[str, Any] = {"optimizer": one.rule.name} if builtin else {"rule": _rule_fields(one.rule)}
    for hyper, value in zip(one.rule.hyper, one.hyper, strict=True):
        if hyper.name == LEARNING_RATE or value != hyper.default or (builtin and is_clipping(hyper.name)):
            fields[hyper.name] = value
    if one.schedule is not None:
        fields["schedule"] = _schedule_fields(one.schedule)
    if one.start is not None:
        fields["start"] = dict(zip(loss.parameters, one.start, strict=True))
    if one.label:
        fields["label"] = one.label
    return fields


def read_racer(fields: Mapping[str, Any], loss: Loss, where: str) -> Racer:
    """The racer that the fields describe; InputError says what is wrong, and where."""
    try:
        one = racer(_rule(fields), **_numbers(fields, FIELDS))
        if "schedule" in fields:
            one = one.scheduled(_schedule(fields["schedule"]))
        if "start" in fields:
            one = one.started(named_point("start", loss, _numbers(fields_of(fields["start"], "start"))))
        return one.labelled(text(fields.get("label", ""), "label"))
    except InputError as error:
        raise InputError(f"{where}: {error}") from None


def named_point(where: str, loss: Loss, given: Mapping[str, float]) -> Point:
    """The point of a loss from its coordinates by name; InputError if one is missing or unknown."""
    check_names(where, loss, given)
    return tuple(given[name] for name in loss.parameters)


def check_names(where: str, loss: Loss, given: Mapping[str, Any]) -> None:
    """Refuse coordinates that do not go by the names of the loss's parameters."""
    for name in loss.parameters:
        if name not in given:
            raise InputError(f"{where} has no value for the parameter {name}.")
    for name in given:
        if name not in loss.parameters:
            raise InputError(
                f"{where}.{shown(name)}: the loss has no such parameter; it has {', '.join(loss.parameters)}."
            )


def _is_builtin(rule: Rule) -> bool:
    """Whether a rule is one of the registry, perhaps clipped."""
    for base in OPTIMIZERS:
        if base.name == rule.name:
            for hyper in rule.hyper[len(base.hyper) :]:
                base = clipped(base, hyper.name) if is_clipping(hyper.name) else base
            return base == rule
    return False


def _rule_fields(rule: Rule) -> dict[str, Any]:
    hyper = {each.name: _hyper_fields(each) for each in rule.hyper if each != USUAL_RATE}
    return {"title": rule.title, "equations": rule.equations, "hyper": hyper}


def _hyper_fields(hyper: Hyper) -> float | dict[str, Any]:
    plain = declared(hyper.name, hyper.default)
    if hyper == plain:
        return hyper.default
    differing = {
        field: getattr(hyper, name)
        for field, name in DECLARATION.items()
        if getattr(hyper, name) != getattr(plain, name)
    }
    return {"default": hyper.default, **differing}


def _rule(fields: Mapping[str, Any]) -> Rule:
    if "rule" not in fields:
        name = fields.get("optimizer")
        if not isinstance(name, str):
            raise InputError("optimizer must be the name of an optimizer, such as sgd.")
        return named_rule(OPTIMIZERS, name)
    if "optimizer" in fields:
        raise InputError("a racer has either an optimizer or a rule, not both.")
    content = fields_of(fields["rule"], "rule")
    check_known(content, ("title", "equations", "hyper"), "rule")
    hyper = fields_of(content.get("hyper", {}), "rule.hyper")
    try:
        return typed_rule(
            text(content.get("equations"), "rule.equations"),
            [_hyper(name, value) for name, value in hyper.items()],
            text(content.get("title", "Own rule"), "rule.title"),
        )
    except FormulaError as error:
        raise InputError(f"rule.equations: {error}") from None


def _hyper(name: str, value: Any) -> Hyper:
    where = f"rule.hyper.{shown(name)}"
    if not isinstance(value, dict):
        return declared(name, number(value, where))
    check_known(value, DECLARATION, where)
    if "default" not in value:
        raise InputError(f"{where} has no default.")
    limits = {field: number(value[field], f"{where}.{field}") for field in ("low", "high") if field in value}
    low_open, high_open, is_whole = (
        truth(value.get(field, False), f"{where}.{field}") for field in ("low_open", "high_open", "whole")
    )
    return declared(
        name,
        number(value["default"], f"{where}.default"),
        meaning=text(value.get("meaning", ""), f"{where}.meaning"),
        low_open=low_open,
        high_open=high_open,
        is_whole=is_whole,
        **limits,
    )


def _schedule_fields(schedule: Schedule) -> dict[str, Any]:
    known = {"name": schedule.name} if schedule.name else {"formula": schedule.equations}
    pairs = zip(schedule.hyper, schedule.values, strict=True)
    return {**known, **{hyper.name: value for hyper, value in pairs if value != hyper.default}}


def _schedule(fields: Any) -> Schedule:
    content = fields_of(fields, "schedule")
    kind = one_of(content, ("name", "formula"), "schedule")
    written = text(content[kind], f"schedule.{kind}")
    try:
        schedule = named_schedule(written) if kind == "name" else typed_schedule(written)
        return schedule.replace(**_numbers(content, (kind,)))
    except FormulaError as error:
        raise InputError(f"schedule.formula: {error}") from None
    except InputError as error:
        raise InputError(f"schedule: {error}") from None


def _numbers(fields: Mapping[str, Any], but: Any = ()) -> dict[str, float]:
    return {name: number(value, shown(name)) for name, value in fields.items() if name not in but}

