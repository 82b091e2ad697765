"""Turn checked blocks of YAML into the values of the model, and refuse names that do not exist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.law.conditions import All, AnyOf, Condition, Leaf, Not
from bot.law.errors import LawError, UnknownName
from bot.law.model import Citation, Effect, Fact, Gateway, InForce, Membership, Option, Role
from bot.law.texts import Contact, Explainer, Note, Source
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.reading import Block


def role(block: Block, file: str, memberships: Mapping[str, str]) -> Role:
    """One role; its memberships must be exactly those that the file declares."""
    given = block["memberships"]
    where = f"{file}:{block.line}"
    for name in given:
        if name not in memberships:
            raise UnknownName(f"{file}:{given.lines[name]}", "membership", name, memberships)
    missing = sorted(set(memberships) - set(given))
    if missing:
        raise LawError(where, f"role '{block['id']}' does not say whether it is {missing[0]}.")
    for name, says in given.items():
        if says["is"] == NOT_SURE and not says.get("settled_by"):
            raise LawError(
                f"{file}:{given.lines[name]}",
                f"{name} of role '{block['id']}' is unknown; say what settles it, in settled_by.",
            )
    return Role(
        id=block["id"],
        row=block["row"],
        group=block["group"],
        label=block["label"],
        the=block["the"],
        confidence=block["confidence"],
        words=tuple(block["words"]),
        memberships={
            name: Membership(
                says["is"], says["because"], says["provision"], says.get("settled_by", "")
            )
            for name, says in given.items()
        },
    )


def fact(block: Block, file: str, roles: Mapping[str, Role]) -> Fact:
    """One fact; a role fact has the roles as its answers."""
    is_role = block.get("role") == "yes"
    if is_role:
        options = {role.id: Option(role.id, role.label, role.words) for role in roles.values()}
    else:
        options = {
            option["value"]: Option(
                option["value"],
                option["label"],
                tuple(option.get("words", ())),
                dict(option.get("implies", {})),
            )
            for option in block["options"]
        }
    offer = tuple(block.get("offer", ()))
    for value in offer:
        if value not in options:
            raise UnknownName(f"{file}:{block.lines['offer']}", "answer", value, options)
    return Fact(
        id=block["id"],
        name=block["name"],
        question=block["question"],
        whether=block["whether"],
        cost=block["cost"],
        options=options,
        variants=dict(block.get("variants", {})),
        name_variants=dict(block.get("name_variants", {})),
        offer=offer,
        open_ended=block.get("open_ended") == "yes",
        is_role=is_role,
        may_change=block.get("may_change", "yes") == "yes",
    )


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
        return _membership_leaf(block, where, roles)
    for value in (*block["is"], *block.get("unsettled", ())):
        if value not in known:
            raise UnknownName(where, f"answer to '{block['fact']}'", value, known)
    return Leaf(
        block["fact"],
        frozenset(block["is"]),
        frozenset(block.get("unsettled", ())),
        block["holds"],
        block["fails"],
    )


def _membership_leaf(block: Block, where: str, roles: Mapping[str, Role]) -> Leaf:
    """Roles with a yes hold; roles with no yes but an unknown are unsettled, never a no."""
    wanted = tuple(block["has"])
    for name in wanted:
        if any(name not in role.memberships for role in roles.values()):
            known = next(iter(roles.values())).memberships
            raise UnknownName(where, "membership", name, known)
    answers = {
        role.id: {role.memberships[name].value for name in wanted} for role in roles.values()
    }
    return Leaf(
        fact=block["fact"],
        values=frozenset(role for role, values in answers.items() if "yes" in values),
        unsettled=frozenset(
            role for role, values in answers.items() if "yes" not in values and NOT_SURE in values
        ),
        holds=block["holds"],
        fails=block["fails"],
        memberships=wanted,
    )


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
    """First and last day; ``always`` and ``open`` leave an end open."""
    start = None if block["from"] == "always" else _day(block["from"])
    end = None if block["until"] == "open" else _day(block["until"])
    if start and end and end < start:
        raise LawError(
            f"{file}:{block.line}", f"in force from {start} until {end}, which is before."
        )
    return InForce(start, end)


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
