"""Who may be round the table, of all who are named in a message."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from bot.nlu.phrases import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.nlu.text import Token

LEAST_FOR_A_MEETING = 2


class Company:
    """Picks them out. ``cues`` is the entry ``company`` of ``cues.yml``."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        self._bystanders = frozenset(cues["bystanders"])
        self._ands = frozenset(cues["ands"])
        self._joined_by = frozenset(cues["joined_by"]) | self._ands

    def of(
        self, tokens: Sequence[Token], stated: Iterable[Span], roles: Sequence[Span]
    ) -> list[Span]:
        """One span for everybody named but the one who speaks; none when they are not several.

        A mother who is only talked about is not at the meeting: family counts where it stands in
        the list of those who are ("the school, police and her mum").
        """
        sharers = {span.value for span in stated if span.entity == "sharer"}
        others = [span for span in roles if span.value not in sharers]
        listed = self._listed(tokens, others)
        there = [s for s in others if s.value not in self._bystanders or s.first in listed]
        named = dict.fromkeys(span.value for span in there)
        if len(named) < LEAST_FOR_A_MEETING:
            return []
        return [Span(there[0].first, there[-1].last, "company", ",".join(named))]

    def _listed(self, tokens: Sequence[Token], others: Sequence[Span]) -> set[int]:
        """Where those begin who have a neighbour in a list.

        After "and" a list is over: in "police and the refuge, mum is fine" the mother is not in it.
        """
        listed: set[int] = set()
        is_over = False
        for one, other in itertools.pairwise(others):
            between = {token.norm for token in tokens[one.last + 1 : other.first]}
            has_and = bool(between & self._ands)
            if between and between <= self._joined_by and (has_and or not is_over):
                listed |= {one.first, other.first}
            is_over = has_and
        return listed
