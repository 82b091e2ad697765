"""Run the engine's tests against each fault: collected once, then a process for each.

The fault is put into the running functions of that process only, so no file is touched. A fault
outside any function (a constant, a default) needs the modules read anew, in a fresh interpreter.
"""

from __future__ import annotations

import functools
import importlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from tests.mutation.operator_mutants import LAW, OperatorMutant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = LAW.parents[1]
MOST_SECONDS = 90
"""A fault that makes a loop endless is noticed too."""
READS_FILES = frozenset(
    {
        "building",
        "building_papers",
        "building_vocabulary",
        "errors",
        "guidance",
        "load",
        "model",
        "reading",
    }
    | {"texts", "vocabulary"}
)
_ENGINE = (
    *(
        "test_engine_details",
        "test_table",
        "test_conditions",
        "test_resolve",
        "test_settling",
        "test_questions",
    ),
    *("test_edge_cases", "test_second_statement", "test_cases"),
)
_FILES = (
    *("test_reading_details", "test_load", "test_not_covered"),
    *("test_second_statement", "test_one_change"),
)
_DEFAULTS = ("test_reading_details", "test_questions", "test_settling")
_TEXTS = ("test_explainers", "test_guidance", "test_guidance_coverage")
SELECTION: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("building", "building_vocabulary", "load", "reading"), _FILES),
    **dict.fromkeys(("building_papers", "papers"), ("test_papers",)),
    "vocabulary": (*_DEFAULTS, "test_load"),
    "texts": ("test_guidance", "test_reading_details"),
    "errors": ("test_engine_details", *_FILES, "test_settling", "test_resolve"),
    "guidance": (*_TEXTS, *_FILES),
    "model": ("test_vocabulary", *_ENGINE, *_FILES),
}


def tests_of(module: str) -> tuple[str, ...]:
    """The test files that a module's faults are tried on, the likeliest first."""
    return SELECTION.get(module, _ENGINE)


@dataclass(frozen=True)
class Child:
    """A process that tries one fault, and when it began."""

    mutant: OperatorMutant
    began: float


class Forks:
    """A pytest plugin: in the place of running the tests once, run them once for each fault."""

    def __init__(
        self,
        mutants: Sequence[OperatorMutant],
        done: Callable[[OperatorMutant, bool], None],
        together: int = 1,
    ) -> None:
        self.mutants = mutants
        self.done = done
        self.together = together
        self.running: dict[int, Child] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Fork for each; the parent runs no test itself."""
        for mutant in self.mutants:
            while len(self.running) >= self.together:
                self._wait()
            chosen = _in_order(session.items, tests_of(mutant.module))
            number = os.fork()
            if number == 0:
                _try(session, chosen, mutant)
            self.running[number] = Child(mutant, time.monotonic())
        while self.running:
            self._wait()
        return True

    def _wait(self) -> None:
        """Until one has ended; one that does not end is ended, and its fault noticed."""
        for number, child in list(self.running.items()):
            if time.monotonic() - child.began > MOST_SECONDS:
                os.kill(number, signal.SIGKILL)
            ended, status = os.waitpid(number, os.WNOHANG)
            if ended:
                del self.running[number]
                self.done(child.mutant, status != 0)
                return
        time.sleep(0.005)


def _in_order(items: list[pytest.Item], files: tuple[str, ...]) -> list[pytest.Item]:
    place = {name: number for number, name in enumerate(files)}
    chosen = [item for item in items if item.path.stem in place]
    return sorted(chosen, key=lambda item: place[item.path.stem])


def _try(session: pytest.Session, items: list[pytest.Item], mutant: OperatorMutant) -> None:
    """In the child: put the fault in, run until a test fails, and end the process."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    session.config.get_terminal_writer()._file = Path(os.devnull).open("w")  # noqa: SIM115 until it ends
    code = 1
    try:
        put_in(mutant)
        if mutant.module in READS_FILES:
            _read_again({item.module for item in items})  # type: ignore[attr-defined]  # functions
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        code = 1 if session.testsfailed else 0
    finally:
        os._exit(code)


def _read_again(modules: set[ModuleType]) -> None:
    """What test modules read when they were imported, read by the faulty code."""
    law = importlib.import_module("bot.law.load").load_law()
    woken = importlib.import_module("tests.mutation.killers").woken
    for module in modules:
        for name, value in (("LAW", law), ("AWAKE", woken(law))):
            if hasattr(module, name) and not isinstance(getattr(module, name), list):
                setattr(module, name, value)


def put_in(mutant: OperatorMutant) -> None:
    """Give the running function the faulty code."""
    module = importlib.import_module(f"bot.law.{mutant.module}")
    code = compile(mutant.tree(), str(module.__file__), "exec")
    importlib.import_module("bot.law.resolve")._KEPT.clear()  # what the right code found
    importlib.import_module("bot.law.load")._of_these_bytes.cache_clear()
    _function(module, mutant.function).__code__ = _code_of(code, mutant.function)


def _function(module: ModuleType, name: str) -> FunctionType:
    *outer, last = name.split(".")
    holder: Any = functools.reduce(getattr, outer, module)
    found: Any = vars(holder)[last]
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, functools.cached_property):
        found = found.func
    found = getattr(found, "__wrapped__", found)
    assert isinstance(found, FunctionType)
    return found


def _code_of(code: CodeType, name: str) -> CodeType:
    for part in name.split("."):
        inside = [each for each in code.co_consts if isinstance(each, CodeType)]
        code = next(each for each in inside if each.co_name == part)
    return code


def fails_afresh(mutant: OperatorMutant) -> bool:
    """For a fault outside any function: whether a test fails in an interpreter of its own."""
    command = [sys.executable, "-m", "tests.mutation.afresh", mutant.id]
    try:
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, check=False, timeout=MOST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    return ended.returncode != 0


def files_of(modules: set[str]) -> list[str]:
    """The test files for these modules, as pytest is given them."""
    names = dict.fromkeys(name for module in sorted(modules) for name in tests_of(module))
    paths = [ROOT / "tests" / "law" / f"{name}.py" for name in names]
    return [str(path) for path in paths if path.exists()]
