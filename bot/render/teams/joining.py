"""The blocks of a turn as one message, or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.teams import answering, asking, showing
from bot.render.teams.elements import Section, Ways, text
from bot.render.teams.fitting import ROOM, fit, size
from bot.render.teams.markup import escaped, lines, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.render.teams.elements import Element

Block = dict[str, Any]
Message = dict[str, Any]

LANGUAGE = "en"
"""Two letters: the standard, and Microsoft's renderer, take no country along."""
LONGEST_GIST = 300
"""Characters that are read out, or shown by a client that cannot draw the card."""
_DRAW: dict[str, Callable[[Block, Ways], list[Section]]] = {
    "text": showing.words,
    "notice": showing.notice,
    "quote": showing.quote,
    "contacts": showing.contacts,
    "record": showing.record,
    "question": asking.question,
    "facts": asking.facts,
    "feedback": asking.feedback,
    "answer": answering.answer,
}


def messages(
    blocks: Iterable[Block],
    *,
    law_words: Mapping[str, str],
    sign: Callable[[str, str], str],
    open_url: Callable[[str], str],
) -> list[Message]:
    """What one turn sends to Teams: one or two messages, none when there are no blocks.

    Each is ``{"text" or "card", "summary"}``; a card is an Adaptive Card 1.5. Each is below 25 kB
    of UTF-16, and words of emergency come first.

    Args:
        blocks: of one turn, as they go over the wire.
        law_words: ``wording`` of the law data.
        sign: gives a button's opaque value, once for each button, from question and value. Beside
            facts the questions are ``CHANGE`` and ``FEEDBACK`` of ``bot.render.teams.asking``.
        open_url: gives the https address of a path of ours.
    """
    ordered = sorted(blocks, key=lambda block: block.get("level") != "emergency")
    ways = Ways(law_words, sign, open_url)
    summary = law_words["card_summary"]
    if ordered and all(block["type"] == "text" for block in ordered):
        said = "\n\n".join(escaped(line) for block in ordered for line in lines(block["text"]))
        if size(said) <= ROOM:
            return [{"text": said, "summary": summary}] if said else []
    sections = [section for block in ordered for section in _drawn(block, ways)]
    rest = text(escaped(law_words["card_more_in_record"]))
    gists = [_gist(ordered, law_words), plain(law_words["card_goes_on"])]
    return [
        {"card": _card(elements, gist), "summary": summary}
        for elements, gist in zip(fit(sections, rest), gists, strict=False)
    ]


def _drawn(block: Block, ways: Ways) -> list[Section]:
    """A block that is of no known type, or not whole, is said to be missing."""
    try:
        return _DRAW[block["type"]](block, ways)
    except (KeyError, TypeError, AttributeError):
        return [Section([text(escaped(ways.words["card_unknown"]))])]


def _card(elements: list[Element], gist: str) -> Element:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": LANGUAGE,
        "fallbackText": escaped(gist),
        # May hold SSML, so nothing in it may look like that.
        "speak": gist.replace("&", "and").replace("<", " ").replace(">", " "),
        "body": elements,
    }


def _gist(blocks: list[Block], words: Mapping[str, str]) -> str:
    """What it comes to: danger first, then the answer, then what is asked."""
    said = [
        *(block["text"] for block in blocks if block.get("level") == "emergency"),
        *(
            words["card_speaks_answer"].format(headline=block["headline"])
            for block in blocks
            if block["type"] == "answer"
        ),
        *(block["text"] for block in blocks if block["type"] in {"question", "text"}),
    ]
    gist = " ".join(line for each in said for line in lines(each)) or words["card_summary"]
    return gist if len(gist) <= LONGEST_GIST else f"{gist[:LONGEST_GIST].rstrip()} …"
