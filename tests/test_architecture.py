"""Who may know whom, read from the source: each rule meets every file, and faults planted to break it."""
from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
QT = ("PySide6", "shiboken6", "pyqtgraph")
SLOW_TO_LOAD = ("sympy", "ziamath", "PIL", "contourpy", "av")
CODE_GENERATOR = "engine/formula/code.py"
PAINTS = ("QColor", "QPen", "QBrush", "mkColor", "mkPen", "mkBrush")
# What each package of the engine is built on, beside what all may use.
BASE = ("errors", "fields", "files", "hyper", "registry", "work")
BUILT_ON = {
    "formula": (),
    "losses": ("formula",),
    "tables": ("formula",),
    "data": ("tables",),
    "criteria": ("formula", "tables"),
    "models": ("formula", "losses"),
    "fits": ("criteria", "data", "formula", "losses", "models"),
    "optimizers": ("formula", "losses", "schedules"),
}
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b")


class Import(NamedTuple):
    name: str
    line: int
    at_start: bool  # runs when the file is imported, not when one of its functions is called

    def is_within(self, *packages: str) -> bool:
        return any(self.name == package or self.name.startswith(package + ".") for package in packages)


@dataclass(frozen=True)
class Source:
    path: str  # from the root, with forward slashes
    text: str

    def is_in(self, *places: str) -> bool:
        return any(self.path == place or self.path.startswith(place + "/") for place in places)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self) -> list[Import]:
        return list(self._imports(self.tree, at_start=True))

    def _imports(self, node: ast.AST, at_start: bool) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, at_start) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            package = self.path.split("/")[:-node.level] if node.level else []
            module = ".".join([*package, *filter(None, [node.module])])
            yield Import(module, node.lineno, at_start)
            yield from (Import(f"{module}.{alias.name}", node.lineno, at_start) for alias in node.names)
        is_deferred = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        is_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.iter_child_nodes(node):
            yield from self._imports(child, at_start and not is_deferred and not is_for_types)

    @property
    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Each call with the last part of the name called: `b` for `a.b()`."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func).rpartition(".")[2], node


Rule = Callable[[Source], Iterator[str]]


def engine_knows_no_window(source: Source) -> Iterator[str]:
    if source.is_in("engine"):
        for i in source.imports:
            if i.is_within(*QT, "gui", "main"):
                yield f"{i.line}: imports {i.name}"


def engine_is_built_in_layers(source: Source) -> Iterator[str]:
    _, *inner = source.path.split("/")
    if not source.is_in("engine") or inner[0] not in BUILT_ON:
        return
    known = (inner[0], *BUILT_ON[inner[0]], *BASE)
    for i in source.imports:
        if i.is_within("engine") and not i.is_within(*(f"engine.{part}" for part in known)):
            yield f"{i.line}: imports {i.name}"


def engine_starts_with_numpy_alone(source: Source) -> Iterator[str]:
    allowed = {"engine", "numpy", "msgspec", *sys.stdlib_module_names}
    if source.is_in("engine"):
        for i in source.imports:
            if i.at_start and i.name.partition(".")[0] not in allowed:
                yield f"{i.line}: imports {i.name} at start"


def views_and_panels_meet_in_the_window(source: Source) -> Iterator[str]:
    for place, other in (("gui/views", "gui.panels"), ("gui/panels", "gui.views")):
        if source.is_in(place):
            for i in source.imports:
                if i.is_within(other, "gui.session"):
                    yield f"{i.line}: imports {i.name}"


def slow_libraries_load_when_needed(source: Source) -> Iterator[str]:
    if source.is_in("main.py", "gui", "engine"):
        for i in source.imports:
            if i.at_start and i.is_within(*SLOW_TO_LOAD):
                yield f"{i.line}: imports {i.name} at start"


def main_reads_its_arguments_before_qt_loads(source: Source) -> Iterator[str]:
    if source.is_in("main.py"):
        for i in source.imports:
            if i.at_start and i.is_within(*QT, "gui"):
                yield f"{i.line}: imports {i.name} at start"


def only_the_theme_names_colours(source: Source) -> Iterator[str]:
    if not source.is_in("main.py", "gui", "engine") or source.is_in("gui/theme.py"):
        return
    documentation = {node.value for node in source.nodes if isinstance(node, ast.Expr)}
    for node in source.nodes:
        match node:
            case ast.Constant(value=str(text)) if node not in documentation and HEX_COLOUR.search(text):
                yield f"{node.lineno}: {text!r}"
            case ast.Attribute(value=ast.Attribute(attr="GlobalColor"), attr=name) if name != "transparent":
                yield f"{node.lineno}: {name}"
    for name, call in source.calls:
        match call.args:
            case [ast.Constant(value=str() | int()), *_] if name in PAINTS:
                yield f"{call.lineno}: {ast.unparse(call)}"


def no_text_is_run(source: Source) -> Iterator[str]:
    if not source.is_in("main.py", "gui", "engine"):
        return
    for name, call in source.calls:
        is_builtin = isinstance(call.func, ast.Name) and name in ("eval", "exec", "compile", "__import__")
        if (is_builtin and source.path != CODE_GENERATOR) or name in ("sympify", "parse_expr"):
            yield f"{call.lineno}: {name}()"
    for i in source.imports:
        if i.is_within("pickle", "marshal", "shelve", "builtins"):
            yield f"{i.line}: imports {i.name}"


def files_are_nouns(source: Source) -> Iterator[str]:
    shelves = {"util", "utils", "helper", "helpers", "manager", "managers"}
    yield from (f"1: named {word}" for word in re.split(r"[/_.]", source.path) if word in shelves)


def files_are_short(source: Source) -> Iterator[str]:
    end = 60 if source.path == "main.py" else 300
    length = len(source.text.splitlines())
    if length > end:
        yield f"{length}: longer than {end} lines"


RULES: tuple[Rule, ...] = (
    engine_knows_no_window,
    engine_is_built_in_layers,
    engine_starts_with_numpy_alone,
    views_and_panels_meet_in_the_window,
    slow_libraries_load_when_needed,
    main_reads_its_arguments_before_qt_loads,
    only_the_theme_names_colours,
    no_text_is_run,
    files_are_nouns,
    files_are_short,
)

FAULTS: tuple[tuple[Rule, str, str], ...] = (
    (engine_knows_no_window, "engine/run.py", "def draw():\n    from PySide6.QtGui import QPen"),
    (engine_knows_no_window, "engine/losses/loss.py", "import gui.theme"),
    (engine_knows_no_window, "engine/run.py", "from pyqtgraph import mkPen"),
    (engine_is_built_in_layers, "engine/models/a.py", "from engine.fits.fit import Fit"),
    (engine_is_built_in_layers, "engine/data/a.py", "import engine.models.kinds"),
    (engine_is_built_in_layers, "engine/fits/a.py", "from engine import experiment"),
    (engine_is_built_in_layers, "engine/fits/a.py", "def f():\n    from .. import run"),
    (engine_is_built_in_layers, "engine/criteria/a.py", "from ..optimizers import rule"),
    (engine_starts_with_numpy_alone, "engine/run.py", "import sympy"),
    (engine_starts_with_numpy_alone, "engine/run.py", "try:\n    import scipy.special\nfinally: ..."),
    (engine_starts_with_numpy_alone, "engine/run.py", "class Run:\n    from PIL import Image"),
    (views_and_panels_meet_in_the_window, "gui/views/a.py", "from gui.panels.start import A"),
    (views_and_panels_meet_in_the_window, "gui/panels/a.py", "from gui import views"),
    (views_and_panels_meet_in_the_window, "gui/views/a.py", "from ..session import Session"),
    (views_and_panels_meet_in_the_window, "gui/panels/a.py", "from .. import session"),
    (slow_libraries_load_when_needed, "gui/typeset.py", "import ziamath"),
    (slow_libraries_load_when_needed, "gui/window.py", "import sympy.core"),
    (slow_libraries_load_when_needed, "main.py", "from PIL import Image"),
    (main_reads_its_arguments_before_qt_loads, "main.py", "from PySide6.QtWidgets import QApplication"),
    (main_reads_its_arguments_before_qt_loads, "main.py", "from gui.window import Window"),
    (only_the_theme_names_colours, "gui/views/curve.py", "RED = '#d55e00'"),
    (only_the_theme_names_colours, "gui/window.py", "f'color: #fff; width: {w}'"),
    (only_the_theme_names_colours, "gui/window.py", "QColor(255, 0, 0)"),
    (only_the_theme_names_colours, "gui/window.py", "pyqtgraph.mkPen('r', width=2)"),
    (only_the_theme_names_colours, "gui/window.py", "Qt.GlobalColor.red"),
    (no_text_is_run, "engine/run.py", "eval(text)"),
    (no_text_is_run, "gui/window.py", "exec(text)"),
    (no_text_is_run, "main.py", "__import__(name)"),
    (no_text_is_run, "engine/run.py", "compile(text, '', 'eval')"),
    (no_text_is_run, "engine/run.py", "parse_expr(text)"),
    (no_text_is_run, CODE_GENERATOR, "sympy.sympify(text)"),
    (no_text_is_run, "engine/run.py", "import pickle"),
    (no_text_is_run, "engine/run.py", "from builtins import eval as value"),
    (files_are_nouns, "gui/utils.py", ""),
    (files_are_nouns, "engine/helpers/run.py", ""),
    (files_are_nouns, "tests/file_manager.py", ""),
    (files_are_short, "engine/run.py", "\n" * 301),
    (files_are_short, "main.py", "\n" * 61),
)

NEAR_MISSES: tuple[tuple[Rule, str, str], ...] = (
    (engine_knows_no_window, "gui/window.py", "import PySide6"),
    (engine_knows_no_window, "engine/run.py", "import guide"),
    (engine_is_built_in_layers, "engine/fits/a.py", "from ..data.data import Data"),
    (engine_is_built_in_layers, "engine/models/a.py", "from engine.hyper import Hyper"),
    (engine_is_built_in_layers, "engine/fit_file.py", "from engine.fits.fit import Fit"),
    (engine_starts_with_numpy_alone, "engine/run.py", "import numpy as np, json, engine.formula"),
    (engine_starts_with_numpy_alone, "engine/losses/loss.py", "from ..run import Run\nfrom . import a"),
    (engine_starts_with_numpy_alone, "engine/run.py", "def f():\n    import sympy"),
    (engine_starts_with_numpy_alone, "engine/run.py", "if TYPE_CHECKING:\n    import sympy"),
    (views_and_panels_meet_in_the_window, "gui/views/a.py", "from gui.views.view import A"),
    (views_and_panels_meet_in_the_window, "gui/window.py", "import gui.session, gui.panels"),
    (slow_libraries_load_when_needed, "gui/typeset.py", "def draw():\n    import ziamath"),
    (slow_libraries_load_when_needed, "tests/test_formula.py", "import sympy"),
    (main_reads_its_arguments_before_qt_loads, "main.py", "import argparse\ndef main():\n    import gui"),
    (only_the_theme_names_colours, "gui/theme.py", "RED = '#d55e00'"),
    (only_the_theme_names_colours, "gui/window.py", "def paint():\n    'In a colour such as #d55e00.'"),
    (only_the_theme_names_colours, "gui/window.py", "QColor(theme.accent), mkPen(None), 'step #12345'"),
    (only_the_theme_names_colours, "gui/window.py", "pixmap.fill(Qt.GlobalColor.transparent)"),
    (no_text_is_run, CODE_GENERATOR, "exec(compile(source, name, 'exec'), space)"),
    (no_text_is_run, "gui/window.py", "dialog.exec()"),
    (no_text_is_run, "engine/run.py", "re.compile(pattern)"),
    (files_are_nouns, "engine/managed.py", ""),
    (files_are_short, "engine/run.py", "\n" * 300),
    (files_are_short, "main.py", "\n" * 60),
)


def name_of(rule: object) -> str | None:
    return getattr(rule, "__name__", None)


@pytest.fixture(scope="module")
def house() -> list[Source]:
    """Every Python file of the program and of its tests."""
    files = [path for pattern in ("main.py", "gui/**/*.py", "engine/**/*.py", "tests/**/*.py")
             for path in ROOT.glob(pattern)]
    return [Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files]


def test_every_part_of_the_house_is_read(house):
    paths = {source.path for source in house}
    assert {"main.py", "engine/__init__.py", "gui/theme.py", CODE_GENERATOR} <= paths


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_house_keeps_the_rule(rule, house):
    assert [f"{source.path}:{fault}" for source in house for fault in rule(source)] == []


@pytest.mark.parametrize("rule, path, text", FAULTS)
def test_a_planted_fault_breaks_the_rule(rule, path, text):
    assert list(rule(Source(path, text)))


@pytest.mark.parametrize("rule, path, text", NEAR_MISSES)
def test_what_only_comes_close_keeps_the_rule(rule, path, text):
    assert list(rule(Source(path, text))) == []


def test_each_rule_has_a_fault_that_breaks_it():
    assert {rule for rule, _, _ in FAULTS} == set(RULES)
