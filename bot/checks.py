"""Everything that must hold before a change lands: ``make test``, and its fast part.

The steps run in order, the quick ones first, and the first failure ends the run. No step
can pass by doing nothing: a step of tests that reports none passed has failed.
Standard library only, since it makes the environments before it uses them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Sequence

from bot.bootstrap import (
    InstallError,
    environment,
    need_chromium,
    need_graphviz,
    need_pango,
    need_postgres,
)
from bot.deployment import need_deployment
from bot.install import GATEWAY, RASA, ROOT, TESTS, install, python
from bot.npm import need_cards
from bot.training import training_data

_COUNT = re.compile(r"\b(\d+) (passed|failed|error|errors|skipped|xfailed)\b")


@dataclass(frozen=True)
class Step:
    """One command that must succeed.

    Attributes:
        name: what it checks, in a word or two.
        command: program and arguments.
        fast: also part of ``make check``, which needs no Rasa.
        counted: runs tests, so that at least one must be reported as passed.
    """

    name: str
    command: Sequence[str]
    fast: bool = True
    counted: bool = False


def steps() -> tuple[Step, ...]:
    """All steps in order."""
    gateway, rasa = (str(python(each).relative_to(ROOT)) for each in (GATEWAY, RASA))
    ours = ("bot", "actions", "tests")
    mypy = (gateway, "-m", "mypy")
    pytest = ("-m", "pytest", "--quiet")
    return (
        Step("format", (gateway, "-m", "ruff", "format", "--check", ".")),
        Step("lint", (gateway, "-m", "ruff", "check", ".")),
        Step("types", (*mypy, *ours)),
        Step("types on Python 3.10", (*mypy, "--python-version=3.10", *BESIDE_RASA)),
        Step("spelling", (gateway, "-m", "codespell_lib")),
        Step("imports", (gateway.replace("python", "lint-imports"),)),
        Step("law and dialogue files", (gateway, "-m", "bot", "check")),
        Step("house and documents", (gateway, *pytest, *HOUSE), counted=True),
        Step("units of the gateway", (gateway, *pytest, *GATEWAY_TESTS), counted=True),
        Step("proof over all situations", (gateway, *pytest, *PROOF), counted=True),
        Step("units beside Rasa", (rasa, *pytest, *RASA_TESTS), fast=False, counted=True),
        Step("tuning of the encoder", (rasa, *pytest, *TUNING), fast=False, counted=True),
        Step("rasa data validate", (rasa, *VALIDATE), fast=False),
        Step("train", (sys.executable, "-m", "bot", "train"), fast=False),
        Step("stories", (sys.executable, "-m", "bot.story_tests"), fast=False, counted=True),
        Step("conversations", (gateway, *pytest, *CONVERSATIONS), fast=False, counted=True),
        Step("faults", (gateway, *pytest, *FAULTS), fast=False, counted=True),
        Step("deployment", (gateway, *pytest, *DEPLOYMENT), fast=False, counted=True),
        Step("browser", (gateway, *pytest, *BROWSER), fast=False, counted=True),
    )


# What is loaded into Rasa's process, and so must be right for its Python.
BESIDE_RASA = (
    "bot/law",
    "bot/render",
    "bot/dialogue",
    "bot/safety",
    "bot/privacy",
    "bot/sealing",
    "bot/nlu",
    "bot/rasa",
    "actions",
)
HOUSE = ("tests/house", "tests/docs", "tests/start")
GATEWAY_TESTS = (
    "--numprocesses=2",
    "--dist=loadscope",
    "tests/law",
    "tests/render",
    "tests/dialogue",
    "tests/gateway",
    "tests/teams",
    "tests/privacy",
    "tests/sealing",
    "tests/safety",
    "tests/tools",
)
PROOF = ("tests/proof", "tests/mutation")
RASA_TESTS = ("tests/rasa", "tests/actions", "tests/nlu")
TUNING = ("tests/tuning",)  # apart: it needs TensorFlow, which the tests above keep out
CONVERSATIONS = ("tests/conversations", "tests/hostile")
FAULTS = ("tests/faults",)
BROWSER = ("--numprocesses=2", "--dist=loadgroup", "tests/browser")
DEPLOYMENT = ("tests/deploy",)
VALIDATE = ("-m", "rasa", "data", "validate", "--fail-on-warnings", "--data", *training_data())


@dataclass
class Tally:
    """What the tests of all steps came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, line: str) -> bool:
        """Count a closing line of a step; returns whether it was one."""
        counts = _COUNT.findall(line)
        for number, word in counts:
            if word == "passed":
                self.passed += int(number)
            elif word in {"skipped", "xfailed"}:
                self.skipped += int(number)
            else:
                self.failed += int(number)
        return bool(counts)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def run(selected: Sequence[Step], tally: Tally) -> Step | None:
    """Run the steps until one fails; returns that one."""
    for number, step in enumerate(selected, 1):
        print(f"\n== {number}/{len(selected)} {step.name}", flush=True)
        began = time.monotonic()
        passed = _passes(step, tally)
        print(f"-- {step.name} {time.monotonic() - began:.1f} s", flush=True)
        if not passed:
            return step
    return None


def _passes(step: Step, tally: Tally) -> bool:
    """Run one step, showing what it prints as it comes."""
    last = ""
    with subprocess.Popen(
        step.command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line if _COUNT.search(line) else last
    code = process.returncode
    before = tally.passed
    if step.counted:
        tally.add(last)
    if code == 0 and step.counted and tally.passed == before:
        print(f"{step.name}: no test was run, which is a failure.", flush=True)
        return False
    return code == 0


def main() -> int:
    """Run all checks, or with ``--fast`` those that need no Rasa."""
    parser = argparse.ArgumentParser(prog="python -m bot.checks", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out what needs Rasa")
    fast = parser.parse_args().fast
    began, tally = time.monotonic(), Tally()
    try:
        install(*([TESTS] if fast else [TESTS, RASA]))
        need_graphviz(ROOT)
        need_pango(ROOT)
        need_postgres(ROOT)
        if not fast:
            need_chromium(ROOT)
            need_cards(ROOT)
            need_deployment(ROOT)
    except (InstallError, OSError) as error:
        print(f"install: {error}", file=sys.stderr)
        return 1
    print(f"install {time.monotonic() - began:.1f} s", flush=True)
    failure = run([step for step in steps() if step.fast or not fast], tally)
    print(f"\nall {time.monotonic() - began:.1f} s")
    if failure:
        print(f"FAILED at: {failure.name}. Again alone: {' '.join(failure.command)}")
        tally.failed = max(tally.failed, 1)
    print(tally)
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
