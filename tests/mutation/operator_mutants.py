"""Every small fault that the engine's code could have: an operator, a constant, a return."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAW = Path(__file__).resolve().parents[2] / "bot" / "law"

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,  # codespell:ignore notin
    ast.NotIn: ast.In,  # codespell:ignore notin
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}
_NAMES = {"YES": "NO", "NO": "YES", "UNKNOWN": "NO", "min": "max", "max": "min"} | {
    "any": "all",
    "all": "any",
}
_NOT_RUN = frozenset({"annotation", "returns", "decorator_list"})
"""Annotations mean nothing at run time; a decorator's are the class's manners, not its law."""

_SCOPES = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class OperatorMutant:
    """One small fault in one module of the engine.

    Attributes:
        id: module, function and fault, without line numbers.
        module: its name in ``bot.law``.
        function: the outermost function it is in, with its class; "" for none.
        node: which node of the module's tree, in the order of ``ast.walk``.
        fault: which of the node's faults.
    """

    id: str
    module: str
    function: str
    node: int
    fault: int

    def tree(self) -> ast.Module:
        """The module with the fault in it."""
        tree = parsed(self.module)
        node = list(ast.walk(tree))[self.node]
        _, make = list(_faults(node))[self.fault]
        make()
        return ast.fix_missing_locations(tree)


def parsed(module: str) -> ast.Module:
    """A fresh tree of a module of ``bot.law``."""
    return ast.parse((LAW / f"{module}.py").read_text(encoding="utf-8"))


def of_the_engine() -> list[OperatorMutant]:
    """All of them, always in the same order."""
    modules = [path.stem for path in sorted(LAW.glob("*.py")) if path.stem != "__init__"]
    return [mutant for module in modules for mutant in of_module(module)]


def of_module(module: str) -> Iterator[OperatorMutant]:
    """The faults of one module; equal ones in one function are numbered."""
    tree = parsed(module)
    scopes = dict(_scopes(tree, (), ""))
    seen: dict[str, int] = {}
    for number, node in enumerate(ast.walk(tree)):
        if node not in scopes:
            continue
        full, function = scopes[node]
        for fault, (what, _) in enumerate(_faults(node)):
            name = f"{module}.{full}: {what}" if full else f"{module}: {what}"
            seen[name] = seen.get(name, 0) + 1
            again = f" ({seen[name]})" if seen[name] > 1 else ""
            yield OperatorMutant(name + again, module, function, number, fault)


def _scopes(
    node: ast.AST, names: tuple[str, ...], function: str
) -> Iterator[tuple[ast.AST, tuple[str, str]]]:
    """Each node that runs: the names around it, and its outermost function. No annotations."""
    for key, value in ast.iter_fields(node):
        if key in _NOT_RUN or (isinstance(node, ast.keyword) and node.arg == "strict"):
            continue
        inside, within = names, function
        if isinstance(node, _SCOPES) and key == "body":
            inside = (*names, node.name)
            if isinstance(node, ast.FunctionDef):
                within = function or ".".join(inside)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child, (".".join(inside), within)
                yield from _scopes(child, inside, within)


def _faults(node: ast.AST) -> Iterator[tuple[str, Callable[[], None]]]:
    """What could be wrong at one node, in words, and how to make it so."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            yield from _other_operator(op, node.ops, place)
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        other = _OTHER.get(type(node.op))
        if other:
            yield _words(node.op, other), _setter(node, "op", other())
    elif isinstance(node, ast.UnaryOp):
        yield f"no {type(node.op).__name__}", _become(node, node.operand)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _NAMES:
        other_name = _NAMES[node.id]
        yield f"{node.id} to {other_name}", _setter(node, "id", other_name)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        new = (not node.value) if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} to {new}", _setter(node, "value", new)
    elif isinstance(node, ast.Continue):
        yield "continue to break", _become(node, ast.Break())
    elif isinstance(node, ast.Return) and _says_something(node.value):
        yield "return nothing", _setter(node, "value", ast.Constant(None))


def _says_something(value: ast.expr | None) -> bool:
    """Whether nothing, in its place, would be another answer: no, "" and () are as empty."""
    if isinstance(value, ast.Constant):
        return bool(value.value)
    return value is not None and bool(getattr(value, "elts", True))


def _other_operator(
    op: ast.cmpop, ops: list[ast.cmpop], place: int
) -> Iterator[tuple[str, Callable[[], None]]]:
    other = _OTHER[type(op)]

    def make() -> None:
        ops[place] = other()  # type: ignore[call-overload]  # the table pairs like with like

    yield _words(op, other), make


def _words(one: ast.AST, other: type[ast.AST]) -> str:
    return f"{type(one).__name__} to {other.__name__}"


def _setter(node: ast.AST, key: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, key, value)


def _become(node: ast.AST, other: ast.AST) -> Callable[[], None]:
    """Put another node in the place of this one, without knowing its parent."""

    def make() -> None:
        new = copy.deepcopy(other)
        node.__class__ = new.__class__
        node.__dict__.clear()
        node.__dict__.update(new.__dict__)

    return make
