"""Topics that nothing here answers: each says who would know, and a slip in the file is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.law.errors import LawError
from bot.law.load import load_law
from bot.render.guidance import silence
from tests.law.test_load import break_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Law

FILE = "not-covered.yml"
TOPIC = """
  - id: {id}
    about: whether it rains
    who: {who}
    questions: [will it rain, is it raining, does it rain much]
"""


def with_topic(folder: Path, name: str, who: str) -> int:
    """Write one more topic at the end of the file; the line on which it starts."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + TOPIC.format(id=name, who=who), encoding="utf-8")
    return text.count("\n") + 2


def test_a_topic_says_who_would_know(law: Law) -> None:
    """In words for a sentence, not as the key of the table."""
    topic = law.not_covered["keeping-records"]

    assert topic.id == "keeping-records"
    assert topic.who == "Your privacy officer"
    assert "how long must an ece keep sign in sheets" in topic.questions


def test_a_topic_far_from_all_this_has_nobody(law_copy: Path) -> None:
    """Nobody whom we could name would know better than the person."""
    with_topic(law_copy, "rain", "none")

    assert load_law(law_copy).not_covered["rain"].who == ""


def test_somebody_unknown_is_refused(law_copy: Path) -> None:
    """With the line, and the nearest right name."""
    line = with_topic(law_copy, "rain", "privacy-oficer") + 2

    with pytest.raises(LawError, match=rf"^{FILE}:{line}: no who is called 'privacy-oficer'") as no:
        load_law(law_copy)

    assert "Did you mean 'privacy-officer'?" in str(no.value)


def test_the_same_topic_twice_is_refused(law_copy: Path) -> None:
    """The second would hide what the first says."""
    line = with_topic(law_copy, "keeping-records", "police")

    with pytest.raises(LawError, match=rf"^{FILE}:{line}: 'keeping-records' stands twice"):
        load_law(law_copy)


@pytest.mark.parametrize(
    ("old", "new"),
    [("about: how", "abouts: how"), ("id: keeping-records", "id: Keeping Records")],
    ids=["a key", "an id"],
)
def test_a_topic_has_the_form_of_its_schema(law_copy: Path, old: str, new: str) -> None:
    """As every other law file."""
    break_file(law_copy, FILE, old, new)

    with pytest.raises(LawError, match=rf"^{FILE}:\d+: "):
        load_law(law_copy)


def test_without_the_file_nothing_is_loaded(law_copy: Path) -> None:
    """The search would take every question for one that it can answer."""
    (law_copy / FILE).unlink()

    with pytest.raises(LawError, match=r"not-covered\.yml: the file is missing"):
        load_law(law_copy)


def test_every_topic_makes_a_sentence(law: Law) -> None:
    """It completes "The guidance does not say", without a second full stop and with no gap."""
    said = {name: silence(law, [name]) for name in law.not_covered}

    assert [name for name, text in said.items() if ".." in text or "{" in text] == []
    assert all(text.startswith("The guidance does not say") for text in said.values())
