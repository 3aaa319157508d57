"""Numbers as short texts, for plots. Fields and tables follow the locale, plots always use the dot."""
from __future__ import annotations

from math import floor, isfinite, isnan, log10

MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_text(value: float, digits: int = 4) -> str:
    """The value with so many significant digits: "2.10", "12,346", "−1.23×10⁻⁷"."""
    if not isfinite(value):
        return "not a number" if isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    exponent = int(f"{value:.{digits - 1}e}".split("e")[1])
    if -4 <= exponent < 6:
        text = _grouped(value, max(digits - 1 - exponent, 0), value)
    else:
        # The mantissa is cut from the exact text: dividing by 10**exponent fails near 1e-320.
        text = f"{f'{value:.{digits - 1}e}'.split('e')[0]}×{power_of_ten(exponent)}"
    return text.replace("-", MINUS, 1)


def compact_text(value: float, digits: int = 4) -> str:
    """The value with so many significant digits, without zeros at the end: "2.1", "−1.2×10⁻⁷"."""
    text = number_text(value, digits)
    mantissa, mark, power = text.partition("×")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + mark + power


def scientific_text(value: float, digits: int = 4) -> str:
    """The value with so many significant digits and a power of ten: "4×10⁵"."""
    if value == 0 or not isfinite(value):
        return number_text(value, digits)
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}×{power_of_ten(int(exponent))}".replace("-", MINUS, 1)


def power_of_ten(exponent: int) -> str:
    """The power as it stands at an axis: "10⁻⁵", "10²"."""
    return f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def tick_texts(values: list[float], step: float) -> list[str]:
    """The values of ticks that lie `step` apart, all in one form."""
    largest = max((abs(value) for value in values), default=0.0)
    if largest == 0:
        return ["0"] * len(values)
    exponent = floor(log10(largest) + 1e-9)
    if step >= 1e-4 and largest < 1e6:
        places = max(-floor(log10(step) + 1e-9), 0)
        texts = [_grouped(value, places, largest) for value in values]
    else:
        places = min(max(exponent - floor(log10(step) + 1e-9), 0), 15)
        texts = [f"{_mantissa(value, exponent):.{places}f}×{power_of_ten(exponent)}" for value in values]
    return ["0" if abs(value) < 1e-9 * step else text.replace("-", MINUS, 1)
            for text, value in zip(texts, values, strict=True)]


def _grouped(value: float, places: int, largest: float) -> str:
    """With commas between thousands where five digits come together: four may be a year."""
    return f"{value:,.{places}f}" if abs(largest) >= 1e4 else f"{value:.{places}f}"


def _mantissa(value: float, exponent: int) -> float:
    # In two halves: 10**-320 is 0 and 10**320 is too large, but their halves are numbers.
    half = exponent // 2
    return value / 10.0**half / 10.0 ** (exponent - half)
