"""Questions without a topic: "do I have to", right after an answer, is about that answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.nlu.text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.nlu.sight import Sight

WORD = re.compile(r"[a-z0-9]+")


class BareQuestions:
    """Knows them. ``cues`` is the entry ``bare_questions`` of ``cues.yml``."""

    def __init__(self, cues: Mapping[str, Any]) -> None:
        self._fillers = frozenset(cues["fillers"])
        self._asked = frozenset(self._bare(words_of(phrase)) for phrase in cues["asked"])

    def has(self, sight: Sight) -> bool:
        """Whether a message is one: nothing but its words, and words that say nothing."""
        bare = self._bare(WORD.findall(sight.words))
        return bool(bare) and bare in self._asked

    def _bare(self, words: Any) -> tuple[str, ...]:
        return tuple(word for word in words if word not in self._fillers)
