"""Turn checked blocks of YAML into the values of the model, and refuse names that do not exist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.law.conditions import All, AnyOf, Condition, Leaf, Not
from bot.law.errors import LawError, UnknownName
from bot.law.model import Citation, Effect, Gateway, InForce
from bot.law.texts import Contact, Explainer, Note, Source
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.reading import Block
    from bot.law.vocabulary import Fact, Role


def condition(
    block: Block, file: str, facts: Mapping[str, Fact], roles: Mapping[str, Role]
) -> Condition:
    """A condition, with memberships spelt out as the roles that have them."""
    if "all" in block:
        return All(tuple(condition(part, file, facts, roles) for part in block["all"]))
    if "any" in block:
        return AnyOf(tuple(condition(part, file, facts, roles) for part in block["any"]))
    if "not" in block:
        return Not(condition(block["not"], file, facts, roles))
    where = f"{file}:{block.line}"
    if block["fact"] not in facts:
        raise UnknownName(where, "fact", block["fact"], facts)
    known = facts[block["fact"]].options
    if "has" in block:
        return _membership_leaf(block, where, facts, roles)
    said = (*block["is"], *block.get("unsettled", ()), *block.get("fails_for", ()))
    for value in said:
        if value not in known:
            raise UnknownName(where, f"answer to '{block['fact']}'", value, known)
    return Leaf(
        block["fact"],
        frozenset(block["is"]),
        frozenset(block.get("unsettled", ())),
        block.get("holds", ""),  # a letter's condition is said to nobody
        block.get("fails", ""),
        silent=frozenset(known).difference(said) if "fails_for" in block else frozenset(),
        told_only=facts[block["fact"]].told_only,
    )


def _membership_leaf(
    block: Block, where: str, facts: Mapping[str, Fact], roles: Mapping[str, Role]
) -> Leaf:
    """Roles with a yes hold; roles with no yes but an unknown are never a no.

    What a person can say settles most of the unknown ones; the law leaves the others open.
    """
    wanted = tuple(block["has"])
    settled_by = block.get("settled_by", "")
    if settled_by and settled_by not in facts:
        raise UnknownName(where, "fact", settled_by, facts)
    known = next(iter(roles.values())).memberships
    for name in wanted:
        if name not in known:
            raise UnknownName(where, "membership", name, known)
    standing = {role.id: _standing(role, wanted) for role in roles.values()}
    askable = {role for role, kinds in standing.items() if settled_by and "asked" in kinds}
    open_in_law = {role for role, kinds in standing.items() if "open" in kinds}
    return Leaf(
        fact=block["fact"],
        values=frozenset(role for role, kinds in standing.items() if "yes" in kinds),
        unsettled=frozenset(role for role, kinds in standing.items() if kinds & _UNKNOWN) - askable,
        holds=block["holds"],
        fails=block["fails"],
        memberships=wanted,
        settled_by=settled_by,
        asked_of=frozenset(askable),
        stays_open=frozenset(askable & open_in_law),
    )


_UNKNOWN = frozenset({"asked", "open"})


def _standing(role: Role, wanted: tuple[str, ...]) -> set[str]:
    """Yes where the role is on a list; else what its unknown memberships are, if it has any."""
    found = [role.memberships[name] for name in wanted]
    if any(membership.value == "yes" for membership in found):
        return {"yes"}
    return {"open" if m.open_in_law else "asked" for m in found if m.value == NOT_SURE}


def notes(blocks: list[Block] | None) -> tuple[Note, ...]:
    """Duties, limits, judgements or open points."""
    return tuple(
        Note(block["text"], block["provision"], tuple(block.get("values", ())))
        for block in blocks or ()
    )


def gateways(
    framework: Block, file: str, facts: Mapping[str, Fact], roles: Mapping[str, Role]
) -> Iterator[Gateway]:
    """The gateways of one framework file."""
    for block in framework["gateways"]:
        cited = block["citation"]
        yield Gateway(
            id=block["id"],
            framework=framework["id"],
            framework_title=framework["title"],
            name=block["name"],
            title=block["title"],
            effect=Effect(block["effect"]),
            says=block["says"],
            decides=block["decides"],
            in_force=in_force(block["in_force"], file),
            rank=block["preference"]["rank"],
            rank_reason=block["preference"]["reason"],
            citation=Citation(
                cited["provision"], cited["url"], cited["as_at"], cited["confidence"]
            ),
            when=condition(block["when"], file, facts, roles) if "when" in block else None,
            to=condition(block["to"], file, facts, roles) if "to" in block else None,
            standing=block.get("standing") == "yes",
            attaches_to=tuple(block.get("attaches_to", ())),
            duties=notes(block.get("duties")),
            limits=notes(block.get("limits")),
            judgements=notes(block.get("judgements")),
            quotes=tuple(block.get("quotes", ())),
            unsettled=notes(block.get("unsettled")),
        )


def in_force(block: Block, file: str) -> InForce:
    """First and last day; ``always`` and ``open`` leave an end open, ``not yet`` is dormant."""
    if block["from"] == "not yet":
        return InForce(None, None, dormant=True)
    start = None if block["from"] == "always" else _day(block["from"])
    end = None if block["until"] == "open" else _day(block["until"])
    if start and end and end < start:
        raise LawError(
            f"{file}:{block.line}", f"in force from {start} until {end}, which is before."
        )
    return InForce(start, end, after_gap=block.get("after_gap", ""))


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def source(block: Block) -> Source:
    """A page that we quote."""
    return Source(
        block["id"], block["title"], block["publisher"], block["url"], _day(block["as_at"])
    )


def explainer(block: Block, file: str) -> Explainer:
    """A short answer to a question that people ask. Its id is the name of its file."""
    if f"explainers/{block['id']}.yml" != file:
        raise LawError(
            f"{file}:{block.lines['id']}", f"the id is '{block['id']}', the file's name is not."
        )
    return Explainer(
        block["id"],
        block["title"],
        tuple(block["questions"]),
        _day(block["read"]),
        notes(block["says"]),
    )


def contact(block: Block) -> Contact:
    """Whom to ring or write to. A number from memory is not kept: it must never be shown."""
    sure = "M" not in block["confidence"]
    return Contact(
        id=block["id"],
        name=block["name"],
        when=block["when"],
        phone=block.get("phone", "") if sure else "",
        email=block.get("email", "") if sure else "",
        url=block.get("url", ""),
        confidence=block["confidence"],
    )
