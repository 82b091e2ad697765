"""What a question about the guidance gets: an answer, the nearest topics, or an honest word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.blocks import explained, quotes, text
from bot.render.choices import nearest_topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.law.model import Law

    Block = dict[str, Any]
    Found = Sequence[tuple[str, str]]


def answered(law: Law, facts: Mapping[str, str], found: Found) -> list[Block]:
    """Quotes and explainers where they answer; else what comes nearest; else who would know.

    Args:
        law: the texts.
        facts: what is known: some passages may be shown in certain situations only.
        found: entity and id, as ``bot.nlu.guidance_finder`` gives them.
    """
    by_kind = {
        kind: [value for entity, value in found if entity == kind]
        for kind in ("passage", "explainer", "nearest", "not_covered")
    }
    said = quotes(law, facts, by_kind["passage"])
    said += [explained(law, name) for name in by_kind["explainer"]]
    if said:
        return said
    if by_kind["nearest"]:
        return [nearest_topics(law, by_kind["nearest"])]
    return [text(silence(law, by_kind["not_covered"]))]


def silence(law: Law, topics: Sequence[str]) -> str:
    """That the guidance does not say, of what, and who would know."""
    topic = law.not_covered.get(topics[0]) if topics else None
    if topic is None or not topic.who:
        return law.wording["guidance_silent"]
    return " ".join(
        (
            law.wording["not_covered"].format(about=topic.about),
            law.wording["would_know"].format(who=topic.who),
        )
    )
