"""Messages to copy, filled from the answer; names are left blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.building_papers import NONE, NOT_KNOWN
from bot.law.conditions import evaluate
from bot.law.truth import NOT_SURE, YES
from bot.render.finding import STATUS
from bot.render.matter import Matter, matter
from bot.render.phrases import fill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.law.papers import Letter, LetterPart
    from bot.law.resolve import Resolution

OPEN = "open"


def letters(law: Law, facts: Mapping[str, str], on: date) -> list[dict[str, str]]:
    """The messages that fit the answer, each with ``id``, ``title`` and ``text``.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    found = matter(law, facts, on)
    known = _known(law, found.resolution)
    return [
        _filled(law, each, found, known)
        for each in law.papers.letters
        if evaluate(each.when, known) is YES
    ]


def _known(law: Law, resolution: Resolution) -> dict[str, str]:
    """The facts, and what was found, in the words of a letter's condition."""
    given = resolution.facts
    facts = {name: given.get(name, NOT_SURE) for name in law.facts}
    known = {name: NOT_KNOWN if value == NOT_SURE else value for name, value in facts.items()}
    # Only the versions in force are among the findings; any other is closed.
    gateways = {gateway.id: "closed" for gateway in law.gateways}
    for each in resolution.findings:
        away = each.status is YES and each.elsewhere
        gateways[each.gateway.id] = "elsewhere" if away else STATUS[each.status]
    lead = resolution.lead.gateway.id if resolution.lead else NONE
    return {**known, **gateways, "outcome": resolution.outcome.value, "lead": lead}


def _filled(law: Law, letter: Letter, found: Matter, known: Mapping[str, str]) -> dict[str, str]:
    facts, lead = found.resolution.facts, found.resolution.lead
    gaps = {
        "name": lead.gateway.name if lead else "",
        "provision": lead.gateway.citation.provision if lead else "",
        "reasons": "\n".join(f"- {name}" for name in found.closed_routes()),
    }
    texts = []
    for part in letter.parts:
        if not _fits(part, known):
            continue
        says = ""
        if part.says_of:
            says = fill(found.resolution.of(part.says_of).gateway.says, law, facts)
        texts.append(fill(part.text, law, facts, says=says, **gaps))
    return {
        "id": letter.id,
        "title": fill(letter.title, law, facts, **gaps),
        "text": "\n\n".join(texts).replace("\n\n- ", "\n- "),
    }


def _fits(part: LetterPart, known: Mapping[str, str]) -> bool:
    if part.says_of and known[part.says_of] != OPEN:
        return False
    return part.when is None or evaluate(part.when, known) is YES
