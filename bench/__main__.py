"""``python -m bench``: every figure of docs/measurements.md, ours and stock wiring in one run."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from bench import turns
from bench.printing import record_to_pdf
from bench.script import EXAMPLE
from bench.widget import beside
from bot.dialogue.understanding import Understood, changes
from bot.law.load import load_law
from bot.law.questions import open_questions
from bot.law.resolve import resolve

TOLD = {
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
}
ON = date(2026, 11, 22)


def answers_a_second(seconds: float = 3.0) -> tuple[float, float]:
    """How often a second one core resolves the example; alone, and with its questions."""
    law, facts = load_law(), {**TOLD, "ota_purpose": "reduce_risk"}
    rates = []
    for work in (resolve, open_questions):
        done, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            for _ in range(100):
                work(law, facts, ON)
            done += 100
        rates.append(done / (time.perf_counter() - began))
    return rates[0], rates[1]


def questions_for_the_example() -> int:
    """How many questions the example sentence needs, answered as in the conversation test."""
    law, facts = load_law(), dict(TOLD)
    says = {"danger_now": "no", "ota_purpose": "reduce_risk", "family_violence": "no"}
    asked = 0
    while questions := open_questions(law, facts, ON):
        name = questions[0].fact.id
        turn = Understood("answer", ((name, says[name]),), asked=name)
        facts.update({k: v for k, v in changes(law, facts, turn).items() if v is not None})
        asked += 1
    return asked


def main() -> int:
    """Print the tables; 1 when a part could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    turns.arguments(parser)
    given = parser.parse_args()
    alone, with_questions = answers_a_second()
    print(f"| resolver, one core | {alone:,.0f} answers/s, {with_questions:,.0f} with questions |")
    print(f"| questions for the example | {questions_for_the_example()} |  ({EXAMPLE[:24]}...)")
    once, later = record_to_pdf()
    print(f"| record to PDF | {once:.2f} s the first, {later:.2f} s each after it |")
    stand = turns.alone if given.alone else turns.both
    with tempfile.TemporaryDirectory() as folder, stand(Path(folder)) as each:
        turns.print_tables(given, *each)
        widgets, why_not = beside(each[0].address)
    print("", *widgets, sep="\n")
    if why_not:
        print(why_not, file=sys.stderr)
    return 1 if why_not else 0


if __name__ == "__main__":
    sys.exit(main())
