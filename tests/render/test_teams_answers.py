"""Every class of answer that the engine gives, as cards."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.proof.outcomes import read
from tests.law.comparing import CASES
from tests.render.card_rules import faults, parts
from tests.render.replies import LAW, answer, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_LEAST = 250


def situations() -> Iterator[tuple[str, dict[str, str]]]:
    """One of every outcome there is, some of them in danger, and where each provision is open."""
    for number, (name, kept) in enumerate(read().items()):
        facts = dict(part.split("=", 1) for part in kept.such_as.split(", ") if "=" in part)
        yield name, facts
        if number % 5 == 0:
            yield f"{name}, in danger", {**facts, "danger_now": "yes"}
    for entry in CASES:
        if entry.get("dormant") != "yes":
            yield f"{entry['gateway']} is open", entry["open"]


SITUATIONS = list(situations())


@pytest.mark.parametrize("facts", [f for _, f in SITUATIONS], ids=[name for name, _ in SITUATIONS])
def test_every_answer_is_one_or_two_sound_messages(facts: dict[str, str]) -> None:
    """Valid, small, and the first one says what it comes to."""
    blocks = answer(facts)
    messages = drawn(blocks)
    said = {part.get("text", "") for part in parts(messages[0]["card"])}

    assert len(messages) <= 2
    assert [faults(message) for message in messages] == [[]] * len(messages)
    for block in blocks:
        if block["type"] == "answer":
            assert f"**{LAW.wording['badge_' + block['outcome']]}**" in said
            assert block["headline"] in {text.replace("\\", "") for text in said}
        if block["type"] == "contacts":
            assert LAW.wording["card_contacts"] in said


def test_all_outcomes_are_among_them() -> None:
    """The list above is long, and holds each kind of answer."""
    seen = Counter(
        block["outcome"]
        for _, facts in SITUATIONS
        for block in answer(facts)
        if block["type"] == "answer"
    )

    assert len(SITUATIONS) >= AT_LEAST
    assert set(seen) == {
        name.removeprefix("badge_") for name in LAW.wording if name.startswith("badge_")
    }
