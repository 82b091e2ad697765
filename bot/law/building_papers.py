"""Turn the checked blocks of ``record.yml`` and ``letters.yml`` into values; refuse wrong names."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.law import building
from bot.law.errors import LawError, UnknownName
from bot.law.papers import (
    UNDECIDED,
    BlankLine,
    Decision,
    Letter,
    LetterPart,
    Papers,
    PaperSection,
)
from bot.law.resolve import Outcome
from bot.law.vocabulary import Fact, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.model import Gateway
    from bot.law.reading import Block
    from bot.law.vocabulary import Role

NOT_KNOWN, NONE = "not_known", "none"
STATUSES = ("open", "closed", "undecided", "elsewhere")
GAPS = frozenset({"recipient", "name", "provision", "reasons", "says"})
"""What a letter may have in braces."""

_LETTERS, _RECORD = "letters.yml", "record.yml"


def papers(
    record: Block,
    messages: Block,
    facts: Mapping[str, Fact],
    roles: Mapping[str, Role],
    gateways: Iterable[Gateway],
) -> Papers:
    """All of the two files.

    Raises:
        LawError: as in ``decisions`` and ``letters``.
    """
    return Papers(
        words=dict(record["words"]),
        decisions=decisions(record, facts["direction"].options),
        letters=letters(messages, facts, roles, gateways),
    )


def decisions(found: Block, directions: Iterable[str]) -> tuple[Decision, ...]:
    """Every way of deciding, with its sections.

    Raises:
        UnknownName: a section or a direction that does not exist.
        LawError: a direction for which nothing, or the same twice, can be decided.
    """
    sections = {block["id"]: _section(block) for block in found["sections"]}
    known = list(directions)
    built = []
    for block in found["decisions"]:
        for name in block["directions"]:
            if name not in known:
                where = f"{_RECORD}:{block.lines['directions']}"
                raise UnknownName(where, "direction", name, known)
        for name in block["sections"]:
            if name not in sections:
                where = f"{_RECORD}:{block.lines['sections']}"
                raise UnknownName(where, "section", name, sections)
        built.append(_decision(block, sections))
    _each_direction_once(built, known, found.lines["decisions"])
    return tuple(built)


def _decision(block: Block, sections: Mapping[str, PaperSection]) -> Decision:
    return Decision(
        value=block["value"],
        directions=tuple(block["directions"]),
        label=block["label"],
        title=block["title"],
        says=block["says"],
        sections=tuple(sections[name] for name in block["sections"]),
    )


def _section(block: Block) -> PaperSection:
    if (block["shows"] == "blanks") is not ("blanks" in block):
        raise LawError(
            f"{_RECORD}:{block.line}",
            f"section '{block['id']}': a section that shows blanks lists them, and no other does.",
        )
    lines = tuple(
        BlankLine(each["label"], each.get("lines", 1)) for each in block.get("blanks", ())
    )
    intro = block.get("intro", "")
    return PaperSection(block["id"], block["shows"], block["as"], block["title"], intro, lines)


def _each_direction_once(built: Iterable[Decision], known: Iterable[str], line: int) -> None:
    for direction in known:
        values = [each.value for each in built if direction in each.directions]
        if UNDECIDED not in values or len(set(values)) != len(values):
            raise LawError(
                f"{_RECORD}:{line}",
                f"for direction '{direction}' there has to be '{UNDECIDED}', and each value once; "
                f"there is: {', '.join(values) or 'nothing'}.",
            )


def letters(
    found: Block,
    facts: Mapping[str, Fact],
    roles: Mapping[str, Role],
    gateways: Iterable[Gateway],
) -> tuple[Letter, ...]:
    """Every message to copy.

    Raises:
        UnknownName: a condition asks for what does not exist.
        LawError: a text has something in braces that nothing fills.
    """
    ids = list(dict.fromkeys(gateway.id for gateway in gateways))
    known = {**_with_not_known(facts), **_of_answers(ids)}
    return tuple(_letter(block, known, roles, ids) for block in found["letters"])


def _letter(
    block: Block, known: Mapping[str, Fact], roles: Mapping[str, Role], ids: list[str]
) -> Letter:
    _gaps(block["title"], f"{_LETTERS}:{block.lines['title']}")
    parts = []
    for part in block["parts"]:
        _gaps(part["text"], f"{_LETTERS}:{part.lines['text']}")
        when = part.get("when")
        said = part.get("says_of", "")
        if said and said not in ids:
            raise UnknownName(f"{_LETTERS}:{part.lines['says_of']}", "gateway", said, ids)
        condition = building.condition(when, _LETTERS, known, roles) if when else None
        parts.append(LetterPart(part["text"], condition, said))
    when = building.condition(block["when"], _LETTERS, known, roles)
    return Letter(block["id"], block["title"], when, tuple(parts))


def _gaps(text: str, where: str) -> None:
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None and name not in GAPS:
            raise UnknownName(where, "gap", name, GAPS)


def _with_not_known(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts, each with the further value that it is not known."""
    extra = {NOT_KNOWN: Option(NOT_KNOWN, NOT_KNOWN)}
    return {name: replace(fact, options={**fact.options, **extra}) for name, fact in facts.items()}


def _of_answers(ids: list[str]) -> dict[str, Fact]:
    """What was found, as if it were facts: the outcome, the lead, and each gateway."""
    values: dict[str, Iterable[str]] = {
        "outcome": [each.value for each in Outcome],
        "lead": [*ids, NONE],
        **dict.fromkeys(ids, STATUSES),
    }
    return {
        name: Fact(name, name, name, name, 0, {each: Option(each, each) for each in allowed})
        for name, allowed in values.items()
    }
