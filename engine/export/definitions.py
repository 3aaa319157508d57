"""The functions that a script defines, where Python and NumPy have none that gives the engine's bits."""

from __future__ import annotations

import re
from typing import Final

# Functions of numbers that neither Python nor its math module has.
DEFINED: Final = {
    "square": "def square(x):\n    return x*x",
    "power": "def power(x, n):\n    return x*x if n == 2 else math.pow(x, n)",
    "sign": "def sign(x):\n    return math.copysign(1.0, x) if x else x",
    "floor": "def floor(x):\n    return float(math.floor(x))",
    "sigmoid": (
        "def sigmoid(x):\n    return 1/(1 + math.exp(-x)) if x >= 0 else math.exp(x)/(1 + math.exp(x))"
    ),
    "softplus": "def softplus(x):\n    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))",
    "relu": "def relu(x):\n    return x if x > 0 else 0.0",
    "total": (
        "def total(x):\n    result = x[0]\n    for value in x[1:]:\n        result = result + value\n"
        "    return result"
    ),
    "solve": """\
def solve(matrix, right):
    rows = [[*row, value] for row, value in zip(matrix.tolist(), right.tolist())]
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        pivot = rows[column]
        for below in rows[column + 1:]:
            factor = below[column]/pivot[column]
            for place in range(column + 1, size + 1):
                below[place] -= factor*pivot[place]
    solution = [0.0]*size
    for row in reversed(range(size)):
        rest = rows[row][size]
        for place in range(row + 1, size):
            rest -= rows[row][place]*solution[place]
        solution[row] = rest/rows[row][row]
    return np.array(solution)""",
}
# Functions of arrays with a number for each sample.
ON_SAMPLES: Final = {
    "logistic": """\
def logistic(s):
    # 1/(1 + exp(-s)), so that nothing overflows
    decayed = np.exp(-abs(s))
    return np.where(s >= 0, 1, decayed)/(1 + decayed)""",
    "softplus_of": """\
def softplus_of(s):
    # log(1 + exp(s)), so that nothing overflows; the last term gives back what rounding took
    decayed = np.exp(-abs(s))
    raised = 1 + decayed
    return np.maximum(s, 0) + (np.log(raised) - (raised - 1 - decayed)/raised)""",
    "mean_of": """\
def mean_of(values):
    # Added up in pieces, as the engine does it: the order of a sum decides its last digits
    total = np.add.reduce(values[:8192])
    for first in range(8192, len(values), 8192):
        total = total + np.add.reduce(values[first:first + 8192])
    return total/len(values)""",
    "dot_of": """\
def dot_of(left, right):
    total = left[:8192] @ right[:8192]
    for first in range(8192, len(left), 8192):
        total = total + left[first:first + 8192] @ right[first:first + 8192]
    return total""",
}


def definitions(source: str) -> list[str]:
    """The functions that this source calls and the script must define, callees first."""
    known = {**DEFINED, **ON_SAMPLES}
    source = re.sub("#.*", "", source)
    return [text for name, text in known.items() if re.search(rf"(?<![\w.]){name}[()]", source)]
