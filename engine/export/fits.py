"""The loss of a model on data, as functions of a script: the mean over samples and its derivatives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from engine.criteria.criterion import MEAN, PLAIN_MEAN, PREDICTED, TRUE
from engine.export.arrays import ArrayStyle
from engine.export.formulas import bowl_source
from engine.export.intermediates import Intermediates
from engine.export.loss_source import GRADIENT_NAME, LossSource
from engine.export.python import LONGEST_LINE, PythonStyle
from engine.export.samples import samples_block
from engine.fits.composition import bend_tree, slope_trees
from engine.fits.fit import Fit
from engine.fits.kernel import CHUNK
from engine.formula.notation import as_text
from engine.formula.reader import read
from engine.formula.tree import ONE, ZERO, Binary, Name, Negative, Number, Tree, substituted
from engine.models.model import Link

BATCH_GRADIENT: Final = "batch_gradient"
LONGEST_MEAN: Final = 60
# What stands behind an entry of a gradient.
LABEL: Final = "  # dL/domega"


def fit_source(fit: Fit, seed: int) -> LossSource:
    """The functions of a fit; steps look at the batches that follow from the seed."""
    writer = _Writer(fit)
    if fit.bowl is None:
        functions: tuple[str, ...] = (writer.loss(), writer.gradient(GRADIENT_NAME))
        numbers: tuple[str, ...] = ()
    else:
        whole = bowl_source(fit.bowl, len(fit.data), writer.piece)
        if not fit.is_stochastic:
            return whole
        functions, numbers = (*whole.functions, writer.gradient(BATCH_GRADIENT)), whole.data
    return LossSource(
        functions=functions,
        hessian=writer.hessian(),
        data=(samples_block(fit, writer.own), *numbers),
        batch=writer.batch(seed) if fit.is_stochastic else "",
        followed=GRADIENT_NAME if fit.bowl is None else BATCH_GRADIENT,
        overflows=writer.overflows,
    )


class _Writer:
    """Writes the functions of a fit."""

    def __init__(self, fit: Fit) -> None:
        self._fit = fit
        self._on_the_way = Intermediates(fit)
        self._composition = self._on_the_way.composition
        self._pairs = slope_trees(self._composition, fit.model)
        self.own = self._on_the_way.own
        self.overflows = self._on_the_way.overflows
        self._style = ArrayStyle(self.own, frozenset(self._on_the_way.arrays))
        self._is_root = fit.criterion.total != PLAIN_MEAN
        is_long = len(fit.data) > CHUNK
        self._mean_of, self._dot_of = ("mean_of", "dot_of({}, {})") if is_long else ("np.mean", "{} @ {}")

    @property
    def piece(self) -> str:
        """What a sample costs, with its prediction written out."""
        return as_text(substituted(self._fit.criterion.tree, {PREDICTED: self._fit.model.score_trees[0]}))

    def loss(self) -> str:
        fit, piece = self._fit, self._composition.piece
        written = self._style.expression(piece)
        lines = self._body([piece])
        if len(written) > LONGEST_MEAN:
            lines += self._style.statement("    piece = ", piece)
            written = "piece"
        self.own[self._on_the_way.mean] = self._mean_text(written, piece)
        mean = Name(self._on_the_way.mean)
        tree = substituted(read(fit.criterion.total.formula), {MEAN: mean})
        if not fit.penalty.is_none:
            penalty = self._on_the_way.penalty
            lines += self._style.statement(f"    {self.own[penalty]} = ", fit.penalty.tree)
            tree = Binary("+", tree, Name(penalty))
        head = f"def loss({', '.join(self._parameters)}):"
        return "\n".join((self._about(), head, *lines, *self._style.statement("    return ", tree)))

    def _about(self) -> str:
        fit = self._fit
        criterion = fit.criterion
        title = criterion.title if criterion.name else f"the mean of {as_text(criterion.tree)}"
        begins = f"# The loss L({', '.join(fit.parameters)}): {title}"
        scores = "; ".join(map(as_text, fit.model.score_trees))
        form = {Link.NONE: "p = {}", Link.SIGMOID: "p = sigmoid({})", Link.SOFTMAX: "p = softmax({})"}
        whole = f"{begins}, with {form[fit.model.link].format(scores)}"
        return whole if len(whole) <= LONGEST_LINE else begins[:LONGEST_LINE]

    def gradient(self, name: str) -> str:
        """The gradient, in a function of this name."""
        comment = "# Its gradient" if name == GRADIENT_NAME else "# The gradient of the loss of some samples"
        used = [tree for row in self._pairs for pair in row for tree in pair]
        lines = [comment, self._head(name, has_defaults=name == GRADIENT_NAME)]
        lines += self._body([*used, *([self._composition.piece] if self._is_root else ())])
        prefix = ""
        if self._is_root:
            lines += self._rates(("rate",))
            prefix = f"{self.own[self._on_the_way.rate]}*"
        entries = [
            (prefix, row, slope) for row, slope in zip(self._pairs, self._fit.penalty.slopes, strict=True)
        ]
        if self._fit.dimension == 1:
            return "\n".join((*lines, *self._slope("    return float(", *entries[0], ")")))
        lines.append("    return np.array([")
        for parameter, entry in zip(self._fit.parameters, entries, strict=True):
            *before, last = self._slope("        ", *entry, ",")
            lines += [*before, f"{last}  # dL/d{parameter}"]
        return "\n".join((*lines, "    ])"))

    def hessian(self) -> str:
        """The second derivatives, of the samples that a step looks at."""
        size = range(self._fit.dimension)
        trees = [
            [bend_tree(self._composition, self._fit.model, min(j, k), max(j, k)) for k in size] for j in size
        ]
        used = [tree for row in trees for tree in row]
        lines = ["# Its second derivatives", self._head("hessian", has_defaults=self._fit.bowl is None)]
        prefix, outer = "", [["" for _ in size] for _ in size]
        if self._is_root:
            used += [tree for row in self._pairs for pair in row for tree in pair]
            used.append(self._composition.piece)
        lines += self._body(used)
        if self._is_root:
            lines += self._rates(("rate", "turn"))
            prefix = f"{self.own[self._on_the_way.rate]}*"
            for k in size:
                lines += self._slope(f"    mean{k + 1} = ", "", self._pairs[k], ZERO, "")
            turn = self.own[self._on_the_way.turn]
            outer = [[f" + {turn}*(mean{j + 1}*mean{k + 1})" for k in size] for j in size]
        bends = self._fit.penalty.bends
        tails = [[outer[j][k] + self._addend(bends[j][k]) for k in size] for j in size]
        if len(size) == 1:
            lines += self._mean(f"    return float({prefix}", trees[0][0], f"{tails[0][0]})")
            return "\n".join(lines)
        lines.append("    return np.array([")
        for row, ends in zip(trees, tails, strict=True):
            entries = [
                line
                for tree, end in zip(row, ends, strict=True)
                for line in self._mean(" " * 12 + prefix, tree, f"{end},")
            ]
            lines += ["        [", *entries, "        ],"]
        return "\n".join((*lines, "    ])"))

    def batch(self, seed: int) -> str:
        """The function that gives the samples of a step."""
        batches = self._fit.batches
        arrays = ", ".join(f"{name}[rows]" for name in self._columns)
        return "\n".join(
            (
                "# Each epoch takes all samples once, in an order of its own",
                "@lru_cache(maxsize=1)",
                "def order(epoch):",
                f"    return np.random.default_rng([{seed}, epoch]).permutation({batches.count})",
                "",
                "",
                "# The samples that a step looks at",
                "def batch(step):",
                f"    epoch, place = divmod(step - 1, {batches.in_epoch})",
                f"    rows = order(epoch)[{batches.size}*place:{batches.size}*(place + 1)]",
                f"    return {arrays}",
            )
        )

    # Parts of a function

    @property
    def _parameters(self) -> list[str]:
        return [self.own[name] for name in self._fit.parameters]

    @property
    def _columns(self) -> list[str]:
        return [self.own[name] for name in (*self._fit.model.features, TRUE)]

    def _head(self, name: str, has_defaults: bool) -> str:
        columns = self._columns if self._fit.is_stochastic else []
        samples = (f"{column}={column}" if has_defaults else column for column in columns)
        return f"def {name}({', '.join((*self._parameters, *samples))}):"

    def _body(self, trees: Iterable[Tree]) -> list[str]:
        # To divide Python's floats by 0 is an error, also in a branch that is not taken.
        alone = self._parameters if self._fit.dimension == 1 and self.overflows else []
        return [f"    {name} = np.float64({name})" for name in alone] + [
            line
            for name, tree in self._on_the_way.needed(trees)
            for line in self._style.statement(f"    {name} = ", tree)
        ]

    def _rates(self, names: tuple[str, ...]) -> list[str]:
        """How the loss follows from the mean: its derivatives there."""
        total, way = self._fit.criterion.total, self._on_the_way
        texts = {"rate": (way.rate, total.slope), "turn": (way.turn, total.curvature)}
        self.own[way.mean] = MEAN
        lines = self._mean(f"    {MEAN} = ", self._composition.piece, "")
        for name in names:
            key, text = texts[name]
            style = PythonStyle({**self.own, MEAN: MEAN})
            lines += style.statement(f"    {self.own[key]} = ", read(text))
        return lines

    def _slope(
        self, head: str, prefix: str, pairs: tuple[tuple[Tree, Tree], ...], penalty: Tree, tail: str
    ) -> list[str]:
        """The mean of a derivative of the pieces, in lines."""
        tail = f"{self._addend(penalty)}{tail}"
        if not pairs:
            return [f"{head}0.0{tail}"]
        ((outer, inner),) = pairs
        if inner == ONE:
            return self._mean(head + prefix, outer, tail)
        if not (self._on_the_way.is_array(outer) and self._on_the_way.is_array(inner)):
            return self._mean(head + prefix, Binary("*", outer, inner), tail)
        written = self._style.expression(inner)
        if isinstance(inner, Negative) or (isinstance(inner, Binary) and inner.operator != "**"):
            written = f"({written})"
        count = f"len({self.own[TRUE]})"
        product = f"{self._dot_of.format(self._style.expression(outer), written)}/{count}"
        line = f"{head}{prefix}({product})" if prefix else f"{head}{product}"
        if len(line) + len(tail) <= LONGEST_LINE - len(LABEL):
            return [f"{line}{tail}"]
        return [line, f"{' ' * 8}{tail.strip()}"]

    def _mean(self, head: str, tree: Tree, tail: str) -> list[str]:
        """The mean of a tree over the samples, in lines."""
        match tree:
            case Number(value) if value.is_integer():
                return [f"{head}{value!r}{tail}"]
        line = f"{head}{self._mean_text(self._style.expression(tree), tree)}{tail}"
        if len(line) <= LONGEST_LINE or not self._on_the_way.is_array(tree):
            return [line]
        return self._style.statement(f"{head}{self._mean_of}(", tree, f"){tail}")

    def _mean_text(self, written: str, tree: Tree) -> str:
        if self._on_the_way.is_array(tree):
            return f"{self._mean_of}({written})"
        return f"{self._mean_of}(np.full(len({self.own[TRUE]}), {written}))"

    def _addend(self, tree: Tree) -> str:
        """A penalty to be added; empty if there is none."""
        if tree == ZERO:
            return ""
        written = self._style.expression(tree)
        return f" + ({written})" if isinstance(tree, Binary) and tree.operator == "+" else f" + {written}"
