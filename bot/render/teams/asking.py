"""What a person can answer or change: questions, facts, and whether an answer helped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.teams.elements import (
    MOST_BUTTONS,
    Place,
    Section,
    buttons,
    choose,
    heading,
    quiet,
    submit,
    text,
    unfold,
)
from bot.render.teams.markup import bold, bullets, escaped, lines, one_line

if TYPE_CHECKING:
    from bot.render.teams.elements import Element, Ways

Block = dict[str, Any]

CHANGE = "change"
"""Stands in the place of the question when the button changes a fact; its value is the fact."""
FEEDBACK = "feedback"
"""Stands there when the button says whether an answer helped: ``<answer_id>:yes`` or ``:no``."""
LONG_LABEL = 40
"""Characters: a phone cuts the words on a button off after about so many."""


def question(block: Block, ways: Ways) -> list[Section]:
    """A question: its first line asks, the others are a hint; answers; why it is asked."""
    asked, *hints = lines(block["text"]) or [""]
    drawn = [heading(asked)]
    drawn += [text(escaped(hint)) for hint in hints]
    drawn += _answers(block, ways)
    if block.get("why"):
        why = [text(escaped(line)) for line in lines(block["why"])]
        drawn += unfold(ways.words["card_why"], why)
    if block.get("free_text", True):
        drawn.append(quiet(one_line(ways.words["card_own_words"])))
    return [Section(drawn, place=Place.SECOND)]


def _answers(block: Block, ways: Ways) -> list[Element]:
    """Buttons; but a list where there are many, or where buttons would cut their words off."""
    fact, options = block["fact"], block["options"]
    signed = [(option["label"], ways.sign(fact, option["value"])) for option in options]
    is_many = len(signed) > MOST_BUTTONS
    is_long = any(len(label) > LONG_LABEL for label, _ in signed)
    if (is_many or is_long) and not ways.has_input:
        return choose(ways, signed, search=is_many)
    return buttons(
        submit(label, value, label if len(label) > LONG_LABEL else "") for label, value in signed
    )


def facts(block: Block, ways: Ways) -> list[Section]:
    """What has been understood; behind a button, one to change each."""
    items = block["items"]
    said = bullets(f"{bold(item['name'])}: {one_line(item['label'])}" for item in items)
    drawn = [heading(ways.words["card_facts"], size="Default"), text(said)]
    changes = buttons(
        submit(ways.words["card_change"].format(name=item["name"]), ways.sign(CHANGE, item["fact"]))
        for item in items
        if item.get("changeable", True)
    )
    if changes:
        drawn += unfold(ways.words["card_change_something"], changes)
    return [Section(drawn, place=Place.RATHER_FIRST)] if items else []


def feedback(block: Block, ways: Ways) -> list[Section]:
    """Did this help?"""
    answer = block["answer_id"]
    both = buttons(
        submit(ways.words[f"card_{vote}"], ways.sign(FEEDBACK, f"{answer}:{vote}"))
        for vote in ("yes", "no")
    )
    asked = heading(ways.words["card_feedback"], size="Default")
    return [Section([asked, *both], place=Place.SECOND)]
