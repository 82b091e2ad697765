"""Fill the sentences of ``data/law`` with the person's own facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.truth import NOT_SURE, UNKNOWN, YES, Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.conditions import Leaf
    from bot.law.model import Law
    from bot.law.texts import Note
    from bot.law.vocabulary import Membership


def recipient(law: Law, facts: Mapping[str, str]) -> str:
    """How to speak of the one who would be told: "the nurse", or "them" while not known."""
    role = law.roles.get(facts.get("recipient", ""))
    return role.the if role else law.wording["recipient_unknown"]


def fill(text: str, law: Law, facts: Mapping[str, str], **more: str) -> str:
    """Replace {recipient} and other named gaps; the sentence begins with a capital letter."""
    filled = text.format(recipient=recipient(law, facts), **more)
    return filled[:1].upper() + filled[1:]


def heading(law: Law, fact: str, facts: Mapping[str, str]) -> str:
    """What a fact is called, as fits what has happened: "You want to tell" or "Who asked you"."""
    found = law.facts[fact]
    return found.name_variants.get(facts.get("direction", ""), found.name)


def label(law: Law, fact: str, value: str, facts: Mapping[str, str]) -> str:
    """A value in words; several, joined by commas, each in words."""
    if value == NOT_SURE:
        return law.wording["not_sure"].lower()
    options = law.facts[fact].options
    said = (options[each].label for each in (value.split(",") if law.facts[fact].many else [value]))
    return fill_plain(", ".join(said), law, facts)


def reason(leaf: Leaf, truth: Truth, law: Law, facts: Mapping[str, str]) -> str:
    """Why one condition holds or fails, with what the person answered."""
    value = facts.get(leaf.fact, NOT_SURE)
    said = label(law, leaf.fact, value, facts)
    said = said[:1].lower() + said[1:]
    text = fill(leaf.holds if truth is YES else leaf.fails, law, facts, value=said)
    membership = _membership(leaf, value, law, wanted="yes" if truth is YES else "no")
    if membership is None:
        return text
    return f"{text}: {membership.because} ({membership.provision})"


def missing(leaf: Leaf, law: Law, facts: Mapping[str, str]) -> str:
    """What is not known yet about one condition, as the end of "It turns on ..."."""
    value = facts.get(leaf.fact)
    membership = _membership(leaf, value or "", law, wanted=NOT_SURE)
    if membership is not None and value is not None:
        role = law.roles[value]
        return f"{role.the}: {membership.settled_by} ({membership.provision})"
    return fill_plain(f"whether {law.facts[leaf.fact].whether}", law, facts)


def fill_plain(text: str, law: Law, facts: Mapping[str, str], **more: str) -> str:
    """As ``fill``, for a part of a sentence: the first letter stays as it is."""
    return text.format(recipient=recipient(law, facts), **more)


def hypothetical(leaf: Leaf, truth: Truth, law: Law, facts: Mapping[str, str]) -> str:
    """One condition as the end of "... would be open if ..."."""
    if leaf.turns_on(facts) != leaf.fact:
        return fill_plain(law.facts[leaf.settled_by].whether, law, facts)
    if leaf.memberships:
        kinds = " or ".join(law.memberships[name] for name in leaf.memberships)
        return fill_plain(law.wording["other_recipient"], law, facts, kinds=kinds)
    text = leaf.holds if truth is YES else leaf.fails
    return fill_plain(text.replace(" ({value})", ""), law, facts)


def notes(found: Iterable[Note], law: Law, facts: Mapping[str, str]) -> list[dict[str, str]]:
    """Duties, limits and judgements as they go into a block; each said once."""
    texts: dict[str, str] = {}
    for note in found:
        texts.setdefault(fill(note.text, law, facts), note.provision)
    return [{"text": text, "provision": provision} for text, provision in texts.items()]


def is_open_point(leaf: Leaf, truth: Truth, facts: Mapping[str, str]) -> bool:
    """Whether the law itself leaves this point open for the person's answer."""
    return truth is UNKNOWN and leaf.is_unsettled(facts)


def _membership(leaf: Leaf, value: str, law: Law, *, wanted: str) -> Membership | None:
    role = law.roles.get(value)
    if role is None:
        return None
    for name in leaf.memberships:
        if role.memberships[name].value == wanted:
            return role.memberships[name]
    return None
