"""What the person may answer: only what was issued, and only while it is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.gateway import words
from bot.gateway.errors import NoLongerOpen

if TYPE_CHECKING:
    from bot.gateway.schemas import ButtonAnswer
    from bot.gateway.sealed import Issued, RawBlocks

CHANGE = "change"


def label_of(answer: ButtonAnswer, issued: Issued) -> str:
    """The words on the button that was chosen.

    Raises:
        NoLongerOpen: there is no such button now.
    """
    if answer.question == CHANGE and answer.value in issued.changeable:
        return f"Change: {issued.changeable[answer.value]}"
    options = issued.questions.get(answer.question, {}).get("options", ())
    for option in options:
        if option["value"] == answer.value:
            return str(option["label"])
    raise not_open(answer, issued)


def not_open(answer: ButtonAnswer, issued: Issued) -> NoLongerOpen:
    """The refusal of a button that is not on offer, with what is."""
    questions = [_without_id(block) for block in issued.questions.values()]
    if answer.question == CHANGE:
        return NoLongerOpen(why=words.CHANGED_SINCE, still_open=questions)
    why = words.STALE if questions else words.STALE_NOTHING_OPEN
    return NoLongerOpen(why=why, still_open=questions)


def after(issued: Issued, answer: ButtonAnswer | None, blocks: RawBlocks) -> Issued:
    """What is on offer after a reply.

    Questions in the reply take the place of all earlier ones. A reply without any, such as
    a passage read in between, leaves them open, but for the one that was just answered.
    """
    asked = {block["fact"]: block for block in blocks if block["type"] == "question"}
    if not asked:
        asked = without(issued, answer).questions
    changeable = issued.changeable
    for block in blocks:
        if block["type"] == "facts":
            changeable = {
                item["fact"]: item["name"] for item in block["items"] if item["changeable"]
            }
    return replace(issued, questions=asked, changeable=changeable)


def counted(issued: Issued, news: tuple[str, ...]) -> Issued:
    """The same, once it is counted for something more."""
    return replace(issued, counted=(*issued.counted, *news))


def without(issued: Issued, answer: ButtonAnswer | None) -> Issued:
    """What is on offer once the answered question is closed."""
    gone = answer.question if answer else None
    kept = {fact: block for fact, block in issued.questions.items() if fact != gone}
    return replace(issued, questions=kept)


def _without_id(block: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in block.items() if key != "id"}
