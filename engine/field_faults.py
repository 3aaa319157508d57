"""What is wrong with a field of a file, in a plain sentence with its path."""

from __future__ import annotations

import re
from typing import Final

from engine.errors import shown

KINDS: Final = {
    "int": "a whole number", "float": "a decimal number", "str": "a text", "object": "an object in { }",
    "array": "a list in [ ]", "bool": "true or false", "null": "null",
}  # fmt: skip


def plainly(message: str, whole: str = "the file") -> str:
    """msgspec's message as a plain sentence with the path of the fault; `whole` is what has no path."""
    message, _, path = message.partition(" - at `")
    where = path.strip("`").removeprefix("$").removeprefix(".").replace("[...]", "") or whole
    if match := re.match(r"Object contains unknown field `(.*)`", message, re.DOTALL):
        return f"“{shown(match[1])}” is not a field of {where}."
    if match := re.match(r"Object missing required field `(.*)`", message):
        return f"{where} has no field {match[1]}."
    holds = "hold" if "[...]" in path else "be"
    if match := re.match(r"Expected `(\w+(?: \| \w+)*)`, got `(\w+)`", message):
        kinds = [KINDS.get(kind, kind) for kind in match[1].split(" | ") if kind != "null"]
        return f"{where} must {holds} {' or '.join(kinds)}, not {KINDS.get(match[2], match[2])}."
    if match := re.match(r"Expected `array` of length (\d+)$", message):
        return f"{where} must hold lists of {match[1]} numbers."
    if match := re.match(r"Expected `\w+` (of length )?([<>]=?) (\S+)", message):
        relation = {"<": "below", "<=": "at most", ">": "above", ">=": "at least"}[match[2]]
        return (
            f"{where} must have {relation} {match[3]} of them."
            if match[1]
            else (f"{where} must be {relation} {match[3]}.")
        )
    return f"{where}: {message[0].lower()}{message[1:]}."
