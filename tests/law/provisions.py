"""Read a provision as people write it, so that two of them can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KINDS = {"s": "s", "ss": "s", "IPP": "IPP", "IPPs": "IPP", "r": "r", "Schedule": "Schedule"}
_ASIDE = re.compile(r"\((?:read as at|repealed)[^)]*\)")
_PART = re.compile(
    r"\b(?P<kind>ss|s|IPPs|IPP|r|Schedule)\b"
    r"|\b(?P<range>to)\b"
    r"|\b(?P<number>\d+[A-Z]*)(?P<under>(?:\(\w{1,4}\))*)(?!\w)"
    r"|(?P<more>(?:\(\w{1,4}\))+)"
)
_ROMAN = re.compile(r"[ivx]+")


class Place(NamedTuple):
    """One place in an Act: its kind (s, IPP, r, Schedule) and the way there, as ('66', '3')."""

    act: str
    kind: str
    path: tuple[str, ...]

    def holds(self, other: Place) -> bool:
        """Whether the other lies within this one, and is not the same."""
        above = other.path[: len(self.path)]
        return self != other and self[:2] == other[:2] and above == self.path

    def meets(self, other: Place) -> bool:
        """Whether one is, or lies in, the other."""
        return self == other or self.holds(other) or other.holds(self)


def places(provision: str, acts: Mapping[str, str]) -> set[Place]:
    """Every place that a provision names, in Acts known by their names or short names.

    What follows an Act's name belongs to it. "ss 9 to 11" is each of them, and a letter or a
    number alone, as in "11(1)(a), (c)", stands in the place of the last of its kind. Where a
    part of a section is named, the section as such is not.
    """
    names = {name: short for short, full in acts.items() for name in (short, full)}
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    cut = re.split(rf"\b({either})\b", _ASIDE.sub("", provision))
    found: set[Place] = set()
    for name, rest in zip(cut[1::2], cut[2::2], strict=True):
        found.update(Place(names[name], kind, path) for kind, path in _within(rest))
    return {place for place in found if not any(place.holds(other) for other in found)}


def _within(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The places named in the words that follow an Act's name."""
    last: tuple[str, ...] = ("",)
    kind, ranging = "", False
    for part in _PART.finditer(text):
        if part["kind"]:
            kind = _KINDS[part["kind"]]
        elif part["range"]:
            ranging = True
        elif kind:
            path = _path(part, last)
            if ranging:
                yield from ((kind, (number,)) for number in _between(last[0], path[0]))
            yield kind, path
            last, ranging = path, False


def _path(part: re.Match[str], last: tuple[str, ...]) -> tuple[str, ...]:
    if part["number"]:
        return (part["number"], *re.findall(r"\((\w+)\)", part["under"]))
    more = tuple(re.findall(r"\((\w+)\)", part["more"]))
    same = [at for at in range(1, len(last)) if _sort(last[at], at) == _sort(more[0], 3)]
    if not same and not more[0].isdigit():
        same = [at for at in range(1, len(last)) if _sort(last[at], at) == "letter"]
    return (*last[: same[-1] if same else len(last)], *more)


def _sort(name: str, depth: int) -> str:
    """Digit, letter or Roman number; an i is Roman only where letters stand above it."""
    if name[0].isdigit():
        return "digit"
    return "roman" if depth > 2 and _ROMAN.fullmatch(name) else "letter"


def _between(first: str, last: str) -> list[str]:
    """The sections after the first, up to the last: 9 to 11, or 66E to 66J."""
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first) + 1, int(last))]
    stem = last[:-1]
    return [f"{stem}{chr(code)}" for code in range(ord(first[-1]) + 1, ord(last[-1]))]
