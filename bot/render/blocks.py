"""The blocks that ask and show: questions, what was understood, quotes, contacts, notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.conditions import evaluate
from bot.law.model import Effect
from bot.law.questions import choices
from bot.law.settling import settle
from bot.law.truth import NOT_SURE, YES
from bot.render.phrases import fill, heading, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.law.questions import Question
    from bot.law.texts import Contact, Passage

Block = dict[str, Any]
"""One piece of a reply, without its id; the closed set is described in docs/api.md."""

MOST_REASONS = 2
"""So many gateways are named in *why we ask*; more would not be read."""


def capital(words: str) -> str:
    """With a capital letter to begin."""
    return words[:1].upper() + words[1:]


def text(words: str) -> Block:
    """A plain sentence or two."""
    return {"type": "text", "text": words}


def notice(law: Law, level: str, *wordings: str) -> Block:
    """A notice of paragraphs from ``wording.yml``; level emergency, privacy, info or error."""
    return {
        "type": "notice",
        "level": level,
        "text": "\n".join(law.wording[name] for name in wordings),
    }


def question(law: Law, facts: Mapping[str, str], asked: Question) -> Block:
    """A question with its answers, *not sure* among them, and why it is asked."""
    fact = asked.fact
    variant = fact.variants.get(facts.get("direction", ""), fact.question)
    fitting = choices(fact, settle(law, facts))
    values = [value for value in fact.offer or fact.options if value in fitting]
    options = [
        {"value": value, "label": fill(fact.options[value].label, law, facts)} for value in values
    ]
    options.append({"value": NOT_SURE, "label": law.wording["not_sure"]})
    return {
        "type": "question",
        "fact": fact.id,
        "text": fill(variant, law, facts),
        "why": why(law, asked.decides),
        "options": options,
        "free_text": True,
    }


def why(law: Law, gateways: Iterable[Gateway]) -> str:
    """Which gateways an answer can open or close, in words."""
    found = list(gateways)
    if any(gateway.effect is Effect.EMERGENCY for gateway in found):
        return law.wording["why_emergency"]
    named = list(dict.fromkeys(gateway.decides for gateway in found))[:MOST_REASONS]
    return law.wording["why"].format(gateways=law.wording["and"].join(named))


def understood(law: Law, facts: Mapping[str, str]) -> Block:
    """What has been understood so far, each thing changeable."""
    return {
        "type": "facts",
        "items": [
            {
                "fact": fact.id,
                "name": heading(law, fact.id, facts),
                "value": facts[fact.id],
                "label": label(law, fact.id, facts[fact.id], facts),
                "changeable": True,
            }
            for fact in law.facts.values()
            # What one question asked together is shown together.
            if fact.id in facts and fact.asked_in not in facts
        ],
    }


def quote(passage: Passage) -> Block:
    """Verbatim words with their source; a point of a list comes with the words that open it."""
    source = passage.source
    return {
        "type": "quote",
        "text": f"{passage.lead_in}\n• {passage.text}" if passage.lead_in else passage.text,
        "source": {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "place": passage.place,
            "as_at": source.as_at.isoformat(),
        },
    }


def quotes(law: Law, facts: Mapping[str, str], names: Iterable[str]) -> list[Block]:
    """The passages that may be shown on these facts, each with the sentence that goes beside it."""
    found: list[Block] = []
    for name in dict.fromkeys(names):
        passage = law.passages[name]
        if passage.requires is not None and evaluate(passage.requires, facts) is not YES:
            continue
        found.append(quote(passage))
        if passage.beside:
            found.append(text(passage.beside))
    return found


def explained(law: Law, name: str) -> Block:
    """A short answer of ours: its title, then its sentences, each with its provision."""
    explainer = law.explainers[name]
    lines = (f"{note.text} ({note.provision})" for note in explainer.says)
    return text("\n".join((explainer.title, *lines)))


def bare_record(facts: Mapping[str, str], on: date) -> Block:
    """What the record of an answer is made from; the gateway makes it, and gives it its link."""
    return {"type": "record", "facts": dict(facts), "on": on.isoformat()}


def contacts(found: Iterable[Contact]) -> Block:
    """People to ring or write to."""
    items = []
    for contact in found:
        item = {"name": contact.name, "when": contact.when}
        for key in ("phone", "email", "url"):
            if getattr(contact, key):
                item[key] = getattr(contact, key)
        items.append(item)
    return {"type": "contacts", "items": items}
