"""Somebody told of as kin and as something else: "my sister who is a nurse" is a nurse here."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.nlu.text import ARTICLES, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.nlu.phrases import Span
    from bot.nlu.text import Token


class AlsoIs:
    """Knows them. ``cues`` is the entry ``also_is`` of ``cues.yml``."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        self._kin = frozenset(cues["kin"])
        self._own = frozenset(cues["own"])
        self._joined_to_own_by = frozenset(words_of(phrase) for phrase in cues["joined_to_own_by"])
        self._joined_by = frozenset(words_of(phrase) for phrase in cues["joined_by"])

    def without(self, tokens: Sequence[Token], spans: Sequence[Span]) -> list[Span]:
        """Give ``spans`` with each kin, and the role that names it again, as that role alone."""
        roles = [span for span in spans if span.entity == "role"]
        both = {
            other: one
            for one, other in itertools.pairwise(roles)
            if one.value in self._kin and self._is(tokens, one, other)
        }
        kin = set(both.values())
        return [
            replace(span, first=both[span].first) if span in both else span
            for span in spans
            if span not in kin
        ]

    def _is(self, tokens: Sequence[Token], one: Span, other: Span) -> bool:
        between = tokens[one.last + 1 : other.first]
        words = tuple(t.norm for t in between if t.norm not in ARTICLES and t.norm != ",")
        before = tokens[one.first - 1].norm if one.first else ""
        is_own = before in self._own and words in self._joined_to_own_by
        return is_own or words in self._joined_by
