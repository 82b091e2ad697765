"""Turn checked blocks of YAML into roles and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.law.errors import LawError, UnknownName
from bot.law.truth import NOT_SURE
from bot.law.vocabulary import Fact, Membership, Option, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.law.reading import Block


PLAIN_NO = ("no", "none", "neither")
"""Values that a bare no means, the first of them that is among the answers."""


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
                says["is"],
                says["because"],
                says["provision"],
                says.get("settled_by", ""),
                says.get("open_in_law") == "yes",
            )
            for name, says in given.items()
        },
    )


def fact(block: Block, file: str, roles: Mapping[str, Role]) -> Fact:
    """One fact; a role fact has the roles as its answers."""
    is_role = block.get("role") == "yes"
    options = _roles_as_options(roles) if is_role else _options(block)
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
        many=block.get("many") == "yes",
        may_change=block.get("may_change", "yes") == "yes",
        asked_in=block.get("asked_in", ""),
        alone=block.get("alone", "yes") == "yes",
        told_only=block.get("told_only") == "yes",
        only_with=_named(block, "only_with"),
        plain_no=_plain_no(block),
        assumed=block["assumed"]["value"] if "assumed" in block else "",
        assumed_unless=_named(block.get("assumed", {}), "unless"),
    )


def _plain_no(block: Block) -> str:
    options = block.get("options", ())
    said = [option["value"] for option in options if option.get("plain_no") == "yes"]
    values = {option["value"] for option in options}
    return next((value for value in (*said, *PLAIN_NO) if value in values), "")


def _roles_as_options(roles: Mapping[str, Role]) -> dict[str, Option]:
    return {role.id: Option(role.id, role.label, role.words) for role in roles.values()}


def _options(block: Block) -> dict[str, Option]:
    return {
        option["value"]: Option(
            option["value"],
            option["label"],
            tuple(option.get("words", ())),
            dict(option.get("implies", {})),
            _named(option, "only_with"),
        )
        for option in block["options"]
    }


def _named(block: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    """Facts by id, each with some of its values."""
    return {name: tuple(values) for name, values in block.get(key, {}).items()}
