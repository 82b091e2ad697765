"""All that must hold, held against one ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.proof.answers import READ, read_all
from bot.proof.invariants import AT_EACH, AT_QUESTIONS
from bot.proof.whole import OF_THE_WHOLE

if TYPE_CHECKING:
    from datetime import date

    from bot.law.model import Law
    from bot.proof.ledger import Ledger

LEARNING = "learning_takes_nothing_back"
"""Seen by ``States`` as it goes: no answer changes what is known, or a status that is settled."""

INVARIANTS = (
    LEARNING,
    *(check.__name__ for check in (*AT_EACH, *AT_QUESTIONS, *READ, *OF_THE_WHOLE)),
)


def breaches(law: Law, day: date, ledger: Ledger) -> dict[str, list[str]]:
    """What is broken, by the name of the invariant; empty where all of them hold."""
    found = {name: list(messages) for name, messages in ledger.broken.items()}
    for name, messages in read_all(law, day, ledger.answers.values()).items():
        found.setdefault(name, []).extend(messages)
    for check in OF_THE_WHOLE:
        for message in check(law, day, ledger):
            found.setdefault(check.__name__, []).append(message)
    return found
