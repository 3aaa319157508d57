"""The samples of a fit as lines of a script: listed, or read from the file that they are from."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from engine.criteria.criterion import TRUE
from engine.data.data import CsvColumns
from engine.errors import InputError, shown
from engine.export.file_columns import read_lines
from engine.export.python import LONGEST_LINE
from engine.fits.fit import FEW_SAMPLES, Fit

# A script with more of them is no longer one to read.
MOST_LISTED: Final = 50_000


def samples_block(fit: Fit, own: Mapping[str, str]) -> str:
    """Lines after which the features and the true values are arrays under their own names.

    InputError if these are too many numbers to be listed.
    """
    data = fit.data
    if len(data) > FEW_SAMPLES and isinstance(data.origin, CsvColumns):
        lines = read_lines(data, data.origin, own)
    else:
        lines = _listed(fit, own)
    return "\n".join((*_about(fit, own), *lines, *_changed(fit, own)))


def _about(fit: Fit, own: Mapping[str, str]) -> Iterator[str]:
    """What the samples are, where their names do not say it already."""
    data = fit.data
    origin = f" of the data set {data.origin}" if isinstance(data.origin, str) else ""
    yield f"# {_counted(len(data), 'sample')}{origin}"
    for name, title in zip(_features(fit, own), data.features, strict=True):
        if name != title:
            yield f"# {name} is {shown(title)}"
    target = "" if own[TRUE] == data.target else f" is {shown(data.target)}"
    if data.classes:
        classes = ", ".join(f"{place} for {shown(name)}" for place, name in enumerate(data.classes))
        yield from textwrap.wrap(
            f"# {own[TRUE]}{target}: {classes}", LONGEST_LINE, subsequent_indent="#     "
        )
    elif target:
        yield f"# {own[TRUE]}{target}"


def _listed(fit: Fit, own: Mapping[str, str]) -> Iterator[str]:
    data = fit.data
    count = data.x.size + data.y.size
    if count > MOST_LISTED:
        raise InputError(
            f"The samples are {count:,} numbers, and a script lists at most {MOST_LISTED:,}: "
            "save them as a CSV file and open that as data."
        )
    for name, column in zip(_features(fit, own), data.x.T, strict=True):
        yield from _array(name, map(repr, column.tolist()))
    if data.classes:
        yield from _array(own[TRUE], (str(int(value)) for value in data.y.tolist()), ", dtype=float")
    else:
        yield from _array(own[TRUE], map(repr, data.y.tolist()))


def _changed(fit: Fit, own: Mapping[str, str]) -> Iterator[str]:
    """What is done to samples before a model sees them."""
    if fit.scaling is not None:
        yield "# Standardised: less the mean, in standard deviations"
        scaling = fit.scaling
        for name, column, mean, deviation in zip(
            _features(fit, own), fit.data.x.T, scaling.means, scaling.deviations, strict=True
        ):
            yield f"{name} = ({name} - {_moment(f'{name}.mean()', column.mean, mean)})" + (
                # One that never changes is not divided by what rounding leaves of its deviation.
                f"/{_moment(f'{name}.std()', column.std, deviation)}" if deviation != 1.0 else ""
            )
    if (fit.known.y != fit.data.y).any():
        yield "# The two classes as -1 and 1"
        yield f"{own[TRUE]} = 2*{own[TRUE]} - 1"


def _features(fit: Fit, own: Mapping[str, str]) -> list[str]:
    return [own[name] for name in fit.model.features]


@np.errstate(all="ignore")
def _moment(call: str, computed: Callable[[], np.float64], value: float) -> str:
    """A mean or a deviation as NumPy computes it, or as a number where its squares are too large."""
    return call if float(computed()) == value else repr(value)


def _array(name: str, numbers: Iterable[str], kind: str = "") -> list[str]:
    """`name = np.array([...])`, on as many lines as it takes."""
    written = tuple(numbers)
    line = f"{name} = np.array([{', '.join(written)}]{kind})"
    if len(line) <= LONGEST_LINE:
        return [line]
    inner = (f"    {line}" for line in _wrapped(written, LONGEST_LINE - 5, ","))
    return [f"{name} = np.array([", *inner, f"]{kind})"]


def _wrapped(words: Iterable[str], width: int, end: str = "") -> Iterator[str]:
    """The words, commas between them, in lines of at most this width; `end` closes the last one."""
    line = ""
    for word in words:
        if line and len(line) + len(word) + 2 > width:
            yield f"{line},"
            line = word
        else:
            line = f"{line}, {word}" if line else word
    yield f"{line}{end}"


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
