"""Patterns of data/danger.yml as regular expressions over words that each end in a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.law.errors import LawError, nearest, one_of
from bot.safety.reading import plain, single

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GAPS = {"..": 4, "...": 10}
_GAP_WORD = r"(?!not |never |no )\S+ "
_BOUNDARY = r"(?<![^ ])"


def compile_all(
    patterns: Iterable[str], lists: Mapping[str, Iterable[str]], where: str
) -> re.Pattern[str]:
    """One expression that finds any of the patterns.

    Args:
        patterns: rows of words as data/danger.yml describes them.
        lists: the lists that ``{name}`` stands for.
        where: file and line, for errors.

    Raises:
        LawError: a pattern names a list that is not there.
    """
    return re.compile("|".join(f"(?:{_one(pattern, lists, where)})" for pattern in patterns))


def phrase(words: str) -> str:
    """Some words of data/danger.yml in the form in which typed words are compared."""
    return "".join(f"{single(word)} " for word in plain(words).split())


def _one(pattern: str, lists: Mapping[str, Iterable[str]], where: str) -> str:
    parts = [_element(element, lists, where) for element in pattern.split()]
    return _BOUNDARY + "".join(parts)


def _element(element: str, lists: Mapping[str, Iterable[str]], where: str) -> str:
    if element == "^":
        return "^"
    if element == "#":
        return r"\d+ "
    if element.startswith("?"):
        return f"(?:{_element(element[1:], lists, where)})?"
    if element in _GAPS:
        return f"(?:{_GAP_WORD}){{0,{_GAPS[element]}}}"
    choices: list[str] = []
    for choice in element.split("|"):
        choices += _listed(choice.strip("{}"), lists, where) if "{" in choice else [choice]
    return _any(choices)


def _listed(name: str, lists: Mapping[str, Iterable[str]], where: str) -> Iterable[str]:
    if name not in lists:
        known = sorted(lists)
        raise LawError(
            where, f"no list of words is called '{name}'.{nearest(name, known)} {one_of(known)}"
        )
    return lists[name]


def _any(words: Iterable[str]) -> str:
    choices = sorted({phrase(word) for word in words}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(choice).replace(r"\ ", " ") for choice in choices) + ")"
