"""The same in fewer words, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.resolve import Outcome
from bot.law.table import company, is_meeting
from bot.render.meeting import round_the_table, whole_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.law.vocabulary import Fact

MOST_SOURCES = 4


def answer_in_short(law: Law, facts: Mapping[str, str], on: date) -> str:
    """The answer's sentence, or one for each seat; the first thing to do and to hold back."""
    answer = _answer(law, facts, on)
    at_a_table = is_meeting(facts) and company(facts)
    headline = round_the_table(law, facts, on) if at_a_table else answer["headline"]
    lines = [law.wording["simply_answer"].format(headline=headline)]
    for part, words in (("duties", "simply_duty"), ("limits", "simply_limit")):
        if answer[part]:
            lines.append(law.wording[words].format(**{words[7:]: answer[part][0]["text"]}))
    return "\n".join(lines)


def so_far(law: Law, facts: Mapping[str, str], on: date) -> str | None:
    """What can be said before all is asked; None where nothing is certain yet."""
    answer = _answer(law, facts, on) if facts else {"outcome": Outcome.UNDECIDED.value}
    if answer["outcome"] == Outcome.UNDECIDED.value or is_meeting(facts):
        return None
    return law.wording["simply_so_far"].format(headline=answer["headline"])


def question_in_short(law: Law, fact: Fact) -> str:
    """What a question wants to know, without its explanation."""
    said = law.wording["simply_question"].format(whether=f"whether {fact.whether}")
    return said.replace("{recipient}", law.wording["recipient_unknown"])


def explainer_in_short(law: Law, name: str) -> str:
    """The first sentence of an explainer: it answers, and the others go on from there."""
    return law.wording["simply_explainer"].format(first=law.explainers[name].says[0].text)


def sources_of_answer(law: Law, facts: Mapping[str, str], on: date) -> str:
    """The provisions that an answer stands on, those that are open first, with their addresses."""
    answer = _answer(law, facts, on)
    found = [each for each in answer["findings"] if each["status"] == "open"]
    found += [each for each in answer["findings"] if each["status"] == "undecided"]
    lines = [
        law.wording["source_gateway"].format(
            provision=each["provision"], name=each["title"], url=each["url"]
        )
        for each in found[:MOST_SOURCES]
    ]
    return _listed(law, lines)


def sources_of_question(law: Law, gateways: Iterable[Gateway]) -> str:
    """The provisions that a question decides, with their addresses."""
    lines = [
        law.wording["source_gateway"].format(
            provision=gateway.citation.provision, name=gateway.name, url=gateway.citation.url
        )
        for gateway in list(gateways)[:MOST_SOURCES]
    ]
    return _listed(law, lines)


def _listed(law: Law, lines: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys([law.wording["sources"], *lines, *_guidance(law)]))


def _guidance(law: Law) -> Iterator[str]:
    source = next(iter(law.passages.values())).source
    yield law.wording["source_guidance"].format(
        title=source.title,
        publisher=source.publisher,
        as_at=source.as_at.isoformat(),
        url=source.url,
    )


def _answer(law: Law, facts: Mapping[str, str], on: date) -> dict[str, Any]:
    return next(block for block in whole_answer(law, facts, on) if block["type"] == "answer")
