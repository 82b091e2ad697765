"""How much goes into one message: sections in at most two, and less of them where they must."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from bot.render.teams.elements import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.render.teams.elements import Element, Section

ROOM = 21_000
"""Bytes of UTF-16 for the elements of one card. With the frame of card and activity around
them a message stays below 25,000; Teams refused some messages above 28,000 in the past."""
LEAST_TEXT = 200
"""Characters that remain of any text that is cut."""
_OPEN_LINK = re.compile(r"\[[^\[\]]*(\]\([^)]*)?$")


def size(json_value: Any) -> int:
    """Bytes in UTF-16, as Teams counts them."""
    written = json.dumps(json_value, ensure_ascii=False, separators=(",", ":"))
    return len(written.encode("utf-16-le", "surrogatepass"))


def fit(sections: list[Section], rest: Element) -> list[list[Element]]:
    """The elements of one message, or of two.

    Args:
        sections: in the order in which they are read.
        rest: says that there was more; stands where something was left out.
    """
    sections = [section for section in sections if section.elements]
    whole = _elements(sections)
    if size(whole) <= ROOM:
        return [whole] if whole else []
    second = [each for each in sections if each.place is Place.SECOND]
    first = [each for each in sections if each.place is not Place.SECOND]
    while len(first) > 1 and size(_elements(first)) > ROOM:
        second.insert(0, first.pop(_goes_next(first)))
    _shorten(second)
    both = (_elements(first), _elements(second))
    return [_cut(each, rest) for each in both if each]


def _elements(sections: list[Section]) -> list[Element]:
    """All elements, with room above each section but the first."""
    found: list[Element] = []
    for section in sections:
        first, *others = section.elements
        found += [{**first, "spacing": "Large"} if found else first, *others]
    return found


def _goes_next(sections: list[Section]) -> int:
    """Which of them leaves the first message: one that may, else the last."""
    places = [each.place for each in sections]
    may = Place.RATHER_FIRST
    return places.index(may) if may in places else len(places) - 1


def _shorten(sections: list[Section]) -> None:
    """Take a shorter version of what has one, while there is too much."""
    for section in sections:
        for version in section.shorter:
            if size(_elements(sections)) <= ROOM:
                return
            section.elements = version


def _cut(elements: list[Element], rest: Element) -> list[Element]:
    """The last resort: the longest texts are cut, then what stands last is left out."""
    if size(elements) <= ROOM:
        return elements
    room = ROOM - size(rest) - 2
    kept: list[Element] = json.loads(json.dumps(elements))
    while size(kept) > room:
        longest = max(_texts(kept), key=lambda each: size(each["text"]), default=None)
        if longest is None or len(longest["text"]) <= LEAST_TEXT:
            break
        longest["text"] = _shortened(longest["text"], size(kept) - room)
    while kept and size(kept) > room:
        kept.pop()
    return [*kept, rest]


def _texts(value: Any) -> Iterator[Element]:
    """Every element with a text, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        yield from _texts([each for each in value.values() if isinstance(each, (list, dict))])


def _shortened(markdown: str, excess: int) -> str:
    """Without its end: at least half of the excess in characters, at a space and out of a link."""
    length = max(LEAST_TEXT - 2, len(markdown) - max(excess // 2, 1) - 20)
    kept = markdown[: min(length, len(markdown) - 2)]
    kept = kept[: max(kept.rfind(" "), kept.rfind("\n"), len(kept) - 80)]
    kept = _OPEN_LINK.sub("", kept).rstrip("\\* \n")
    return f"{kept} …"
