"""The closed sets that are counted, and how each name is said: ``data/usage.yml`` and the law."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import yaml

from bot.law.resolve import Outcome
from bot.render.choices import title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.law.model import Law

FILE = Path(__file__).resolve().parents[3] / "data" / "usage.yml"
CHANNEL, INTENT, OUTCOME, UNANSWERED = "channel", "intent", "outcome", "unanswered"
"""The kinds of what is counted."""

Cell = tuple[str, str]
"""A kind, and a name of it."""


class UsageWordsError(ValueError):
    """``data/usage.yml`` is not as it should be; the message says what is wrong."""


@dataclass(frozen=True)
class Names:
    """What each name of each kind is called; ``page`` holds the sentences of the report."""

    of_kind: Mapping[str, Mapping[str, str]]
    page: Mapping[str, str]

    @classmethod
    def load(cls, law: Law, file: Path = FILE) -> Self:
        """Read and check the words.

        Raises:
            UsageWordsError: a section or a class of outcome is missing.
        """
        try:
            found = yaml.safe_load(file.read_text("utf-8"))
            said = {kind: dict(found[f"{kind}s"]) for kind in (CHANNEL, INTENT, OUTCOME)}
            page = dict(found["page"])
        except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
            raise UsageWordsError(
                f"{file.name}: expected channels, intents, outcomes and page, each with words "
                f"({type(error).__name__}: {error})."
            ) from None
        missing = {each.value for each in Outcome} - said[OUTCOME].keys()
        if missing:
            raise UsageWordsError(f"{file.name}: no words for {', '.join(sorted(missing))}.")
        topics = _topics(law, page["unanswered_near"])
        return cls({OUTCOME: said[OUTCOME], UNANSWERED: topics, **said}, page)

    def has(self, cell: Cell) -> bool:
        """Whether it may be counted: what is in no closed set could be somebody's word."""
        kind, name = cell
        return name in self.of_kind[kind]


def _topics(law: Law, near: str) -> dict[str, str]:
    """Topics that are not covered, and texts that come near to a question."""
    topics = {
        name: topic.about[:1].upper() + topic.about[1:] for name, topic in law.not_covered.items()
    }
    texts = (*law.passages, *law.explainers)
    return {name: near.format(title=title(law, name)) for name in texts} | topics
