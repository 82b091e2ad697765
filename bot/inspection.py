"""Look at the law files from the command line: are they right, and what do they say?"""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.install import ROOT
from bot.law.errors import LawError, NoLawInForce, UnknownAnswer
from bot.law.load import load_law
from bot.law.resolve import Outcome, resolve
from bot.law.truth import NO, UNKNOWN, YES
from bot.rasa_lint import lint

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = ZoneInfo("Pacific/Auckland")
WRONG_USE = 2
WORDS = {YES: "open", NO: "closed", UNKNOWN: "undecided"}
_STATUS = {
    Outcome.REQUIRED: 0,
    Outcome.PERMITTED: 0,
    Outcome.CONSIDER: 0,
    Outcome.UNDECIDED: 3,
}


def check() -> int:
    """Check the law data and Rasa's files; 0 if all is well, 1 with every fault found."""
    try:
        law = load_law()
    except LawError as error:
        print(error, file=sys.stderr)
        return 1
    faults = lint(ROOT)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(
        f"{len(law.facts)} facts, {len(law.roles)} roles, {len(law.gateways)} gateways, "
        f"{len(law.passages)} passages: no fault. Rasa's files: {len(faults)} faults."
    )
    return 1 if faults else 0


def say(answers: Sequence[str], day: str | None) -> int:
    """Print what each gateway says on the answers given.

    Args:
        answers: ``fact=value``, as in ``data/law/facts.yml``.
        day: the day of sharing, ``YYYY-MM-DD``; today in New Zealand if None.

    Returns:
        0 if a gateway opens, 1 if none does, 2 for wrong use, 3 if more facts are needed.
    """
    try:
        facts = dict(answer.split("=", 1) for answer in answers)
        on = date.fromisoformat(day) if day else datetime.now(tz=HERE).date()
        found = resolve(load_law(), facts, on)
    except (ValueError, UnknownAnswer, NoLawInForce, LawError) as error:
        print(f"resolve: {error}", file=sys.stderr)
        return WRONG_USE
    for finding in found.findings:
        print(f"{WORDS[finding.status]:9} {finding.gateway.id}: {finding.gateway.title}")
    print(f"outcome: {found.outcome.value}")
    return _STATUS.get(found.outcome, 1)
