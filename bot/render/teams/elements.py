"""Pieces of an Adaptive Card 1.5. No colours: those are the person's theme's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.render.teams.markup import https, one_line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Element = dict[str, Any]
"""An element or an action of a card, as JSON."""

VALUE = "sts"
"""Under this name a submit carries what says which button of ours was pressed."""
LONGEST_TITLE = 150
MOST_BUTTONS = 6
"""Teams hides further ones in a menu."""


class Place(Enum):
    """Where a section goes when one message is too small for all."""

    FIRST = "first"
    RATHER_FIRST = "rather first"
    SECOND = "second"


@dataclass
class Section:
    """A part of a reply that stays together.

    Attributes:
        elements: as they go into a card.
        place: where it goes when there are two messages.
        shorter: the same with less, the longest first, for when it does not fit.
    """

    elements: list[Element]
    place: Place = Place.FIRST
    shorter: Sequence[list[Element]] = ()


@dataclass
class Ways:
    """What drawing needs beside a block.

    Attributes:
        words: ``wording`` of the law data.
        sign: gives the opaque value of a button from its question and value.
        open_url: gives the https address of a path of ours.
        has_input: a card of this reply has an input already; a second would be sent along with it.
    """

    words: Mapping[str, str]
    sign: Callable[[str, str], str]
    open_url: Callable[[str], str]
    has_input: bool = False


def text(markdown: str, **more: Any) -> Element:
    """Words, escaped already."""
    return {"type": "TextBlock", "text": markdown, "wrap": True, **more}


def quiet(markdown: str) -> Element:
    """Words that stand back."""
    return text(markdown, isSubtle=True, size="Small")


def heading(words: str, size: str = "Medium") -> Element:
    """A heading, for eyes and for screen readers."""
    return text(one_line(words), style="heading", weight="Bolder", size=size, spacing="Medium")


def container(elements: list[Element], **more: Any) -> Element:
    """Elements that belong together."""
    return {"type": "Container", "items": elements, **more}


def buttons(actions: Iterable[Element]) -> list[Element]:
    """Buttons in rows, none hidden in a menu."""
    each = list(actions)
    return [
        {"type": "ActionSet", "actions": each[at : at + MOST_BUTTONS]}
        for at in range(0, len(each), MOST_BUTTONS)
    ]


def submit(title: str, value: str, tooltip: str = "") -> Element:
    """A button of ours; it sends no input along."""
    return {
        "type": "Action.Submit",
        "title": _title(title),
        "data": {VALUE: value},
        "associatedInputs": "none",
        **({"tooltip": _title(tooltip)} if tooltip else {}),
    }


def open_link(title: str, address: str) -> list[Element]:
    """A button that opens a page; none where the address is not https."""
    target = https(address)
    return [{"type": "Action.OpenUrl", "title": _title(title), "url": target}] if target else []


def unfold(title: str, inside: list[Element]) -> list[Element]:
    """A button, and what it shows and hides.

    A card within the card: its button tells a screen reader whether it is open, which that of
    ``Action.ToggleVisibility`` does not.
    """
    card = {"type": "AdaptiveCard", "body": inside}
    return buttons([{"type": "Action.ShowCard", "title": _title(title), "card": card}])


def choose(ways: Ways, choices: Iterable[tuple[str, str]], *, search: bool) -> list[Element]:
    """One of many, with a button that sends it: what is chosen carries the value itself.

    Args:
        ways: gives the words.
        choices: title and signed value of each.
        search: a list to search in; else all of them are seen at once.
    """
    ways.has_input = True
    return [
        {
            "type": "Input.ChoiceSet",
            "id": VALUE,
            "style": "filtered" if search else "expanded",
            "label": ways.words["card_choose"],
            "isRequired": True,
            "errorMessage": ways.words["card_choose_missing"],
            "wrap": True,
            **({"placeholder": ways.words["card_choose_placeholder"]} if search else {}),
            "choices": [{"title": _title(title), "value": value} for title, value in choices],
        },
        *buttons([{"type": "Action.Submit", "title": ways.words["card_send"]}]),
    ]


def _title(words: str) -> str:
    """Buttons and choices are no Markdown; none is longer than a few lines."""
    title = " ".join(plain(words).split()) or "…"
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()} …"
