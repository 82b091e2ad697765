"""Our own words in files that also hold people's: those are typed as people type, ours are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.model import Law

ROOT = Path(__file__).resolve().parents[2]


def slips(text: str) -> list[str]:
    """The slips that codespell sees by the repository's settings, each with what is right."""
    found = subprocess.run(
        [sys.executable, "-m", "codespell_lib", "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return [line.strip() for line in found.stdout.splitlines() if "==>" in line]


def our_words(law: Law) -> Iterator[str]:
    """What is said of explainers and of topics that are not covered, without people's questions."""
    for explainer in law.explainers.values():
        yield explainer.title
        for note in explainer.says:
            yield f"{note.text} ({note.provision})"
    for topic in law.not_covered.values():
        yield f"{topic.about} {topic.who}"


def test_our_words_beside_peoples_are_spelt_right(law: Law) -> None:
    """`make check` leaves these files out, since most of their lines are questions."""
    words = list(our_words(law))

    assert len(words) > len(law.explainers) + len(law.not_covered)
    assert slips("\n".join(words)) == []


def test_the_rule_on_spelling_sees() -> None:
    """The rule itself: a slip is noticed, and a word that is none in our law is not."""
    said = "They definately may, and OT may too."  # codespell:ignore definately

    assert slips(said) == ["definately ==> definitely"]  # codespell:ignore definately
