"""Trees as NumPy over arrays of samples, with the bits of the engine's own arrays.

NumPy's square of an array is a product, as it is in the engine; of a single number it is not.
"""

from __future__ import annotations

from typing import Final

from engine.export.python import PythonStyle
from engine.formula.inplace import UFUNCS
from engine.formula.tree import Binary, Call, Name, Number, Tree

NUMPY: Final = {
    **{name: f"np.{ufunc}" for name, ufunc in UFUNCS.items()},
    "abs": "abs", "square": "np.square", "where": "np.where",
    "sigmoid": "logistic", "softplus": "softplus_of",
    "erf": "np.vectorize(math.erf)",
}  # fmt: skip
# Exponents for which an array's ** is not NumPy's power.
EASY: Final = (-1.0, 0.0, 0.5, 1.0)


class ArrayStyle(PythonStyle):
    """Writes trees over names of which those in `arrays` have a number for each sample."""

    def call(self, tree: Call) -> str:
        arguments = ", ".join(self.write(argument) for argument in tree.arguments)
        if tree.function == "relu":
            return f"np.maximum({arguments}, 0)"
        return f"{NUMPY[tree.function]}({arguments})"

    def _choice(self, tree: Tree) -> str:
        return ""

    def power(self, tree: Binary) -> str:
        base, exponent = tree.left, tree.right
        if isinstance(exponent, Number) and exponent.value not in EASY and self.is_array(base):
            return super().power(tree)
        return f"np.power({self.write(base)}, {self.write(exponent)})"

    def _power(self, base: Tree, exponent: Tree) -> Tree:
        match exponent:
            case Number(2.0) if not self.is_array(base):
                square = self._exact(base)
                return Binary("*", square, square) if isinstance(base, Name) else Call("square", (square,))
        return Binary("**", self._exact(base), self._operand(exponent))
