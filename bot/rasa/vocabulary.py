"""The closed sets: every word that may be kept of a conversation. Whatever else is a person's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.dialogue.one_at_a_time import WHICH_NOW
from bot.law.resolve import Outcome
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from rasa.shared.core.domain import Domain

    from bot.law.model import Law

CRISIS_KINDS = (
    "danger_now",
    "suicide_other",
    "own_suicide",
    "child_self",
    "worker_danger",
    "perhaps",
)
LARGEST_NUMBER = 9_999
"""A count, an age or a year fits; a telephone number does not."""


def words_of_law(law: Law) -> frozenset[str]:
    """Ids and values that ``data/law`` defines: facts, their options, roles, gateways, quotes."""
    words = {NOT_SURE, *law.facts, *law.roles, *law.passages, *law.explainers, *law.contacts}
    words |= {*CRISIS_KINDS, *WHICH_NOW, *law.not_covered, *(outcome.value for outcome in Outcome)}
    for fact in law.facts.values():
        words.update(fact.options)
    for gateway in law.gateways:
        words.update((gateway.id, gateway.framework))
    for passage in law.passages.values():
        words.update(passage.topics)
    return frozenset(words)


def words_of_domain(domain: Domain) -> frozenset[str]:
    """Names that ``domain.yml`` defines, and the values of its categorical slots."""
    words: set[str] = {*domain.intents, *domain.entities, *domain.action_names_or_texts}
    for slot in domain.slots:
        words.add(slot.name)
        words.update(v for v in getattr(slot, "values", None) or () if isinstance(v, str))
    return frozenset(words)


def is_closed(value: Any, words: Container[str]) -> bool:
    """Whether a value holds small numbers, truth values and words of the closed sets only."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, (int, float)):
        return abs(value) <= LARGEST_NUMBER
    if isinstance(value, str):
        return value in words or all(part in words for part in value.split(","))
    if isinstance(value, (list, tuple)):
        return all(is_closed(item, words) for item in value)
    return False


def closed_entities(
    entities: Iterable[dict[str, Any]], words: Container[str]
) -> list[dict[str, Any]]:
    """Entities with a value of the closed sets, without positions or anything else typed."""
    kept = ("entity", "value", "role", "group", "extractor", "confidence_entity")
    return [
        {key: entity[key] for key in kept if entity.get(key) is not None}
        for entity in entities
        if entity.get("value") is not None and is_closed(entity["value"], words)
    ]
