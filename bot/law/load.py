"""Load and check all of ``data/law``. Nothing half-loaded is ever returned."""

from __future__ import annotations

import functools
import itertools
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law import building, building_papers, guidance
from bot.law import building_vocabulary as vocabulary
from bot.law.digest import digest, digest_of_all
from bot.law.errors import LawError, UnknownName
from bot.law.model import Gateway, Law
from bot.law.reading import Block, read_block, read_text
from bot.law.texts import NotCovered
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.texts import Contact, Explainer, Passage
    from bot.law.vocabulary import Fact, Role

DATA_LAW = Path(__file__).resolve().parents[2] / "data" / "law"


def load_law(folder: Path = DATA_LAW) -> Law:
    """Read every law file, check it, and join them; the same bytes only once in a process.

    Args:
        folder: a folder laid out as ``data/law``.

    Returns:
        The whole law, with the SHA-256 of the files it was read from.

    Raises:
        LawError: something is wrong; the message names file, line, what is wrong and allowed.
    """
    return _of_these_bytes(folder, digest_of_all(folder))


@functools.lru_cache(maxsize=2)
def _of_these_bytes(folder: Path, _all_bytes: str) -> Law:
    """Six parts of Rasa's server ask for the law at its start; to check it takes half a second."""
    who = _read(folder, "roles")
    memberships = {block["id"]: block["label"] for block in who["memberships"]}
    roles = _roles(who, memberships)
    facts = _facts(_read(folder, "facts"), roles)
    sources = {block["id"]: building.source(block) for block in _read(folder, "sources")["sources"]}
    passages = {
        passage.id: passage
        for path in sorted((folder / "guidance").glob("*.md"))
        for passage in guidance.passages(path, _schema(folder, "guidance"), sources, facts, roles)
    }
    gateways = _gateways(folder, facts, roles, passages)
    said = _read(folder, "wording")
    return Law(
        facts=facts,
        roles=roles,
        memberships=memberships,
        gateways=gateways,
        passages=passages,
        explainers=_explainers(folder),
        contacts=_contacts(_read(folder, "contacts")),
        wording=dict(said["wording"]),
        te_reo=tuple(sorted(said["te_reo"], key=len, reverse=True)),
        not_covered=_not_covered(_read(folder, "not-covered")),
        as_at=min(gateway.citation.as_at for gateway in gateways),
        digest=digest(folder),
        papers=building_papers.papers(*_papers(folder), facts, roles, gateways),
        asked_in=_asked_in(facts),
    )


def _papers(folder: Path) -> tuple[Block, Block]:
    return _read(folder, "record"), _read(folder, "letters")


def _asked_in(facts: Mapping[str, Fact]) -> dict[str, tuple[str, ...]]:
    """The facts that each compound fact asks."""
    found: dict[str, tuple[str, ...]] = {}
    for fact in facts.values():
        if fact.asked_in:
            found[fact.asked_in] = (*found.get(fact.asked_in, ()), fact.id)
    return found


def _contacts(found: Block) -> dict[str, Contact]:
    contacts = [building.contact(block) for block in found["contacts"]]
    return {contact.id: contact for contact in contacts}


def _explainers(folder: Path) -> dict[str, Explainer]:
    schema = _schema(folder, "explainer")
    found = {}
    for path in sorted((folder / "explainers").glob("*.yml")):
        file = f"explainers/{path.name}"
        block = read_block(read_text(path, file), file, schema)
        found[path.stem] = building.explainer(block, file)
    return found


def _not_covered(found: Block) -> dict[str, NotCovered]:
    topics = {}
    for block in found["topics"]:
        name, who = block["id"], block["who"]
        if who != "none" and who not in found["who"]:
            raise UnknownName(f"not-covered.yml:{block.lines['who']}", "who", who, found["who"])
        if name in topics:
            raise LawError(f"not-covered.yml:{block.lines['id']}", f"'{name}' stands twice.")
        known = found["who"].get(who, "")
        topics[name] = NotCovered(name, block["about"], known, tuple(block["questions"]))
    return topics


def _schema(folder: Path, name: str) -> Path:
    return folder / "schema" / f"{name}.schema.json"


def _read(folder: Path, name: str) -> Block:
    path = folder / f"{name}.yml"
    if not path.is_file():
        raise LawError(path.name, "the file is missing; every law file has to be there.")
    return read_block(read_text(path, path.name), path.name, _schema(folder, name))


def _roles(found: Block, memberships: Mapping[str, str]) -> dict[str, Role]:
    _no_twins(found["roles"], "roles.yml", "role")
    return {
        block["id"]: vocabulary.role(block, "roles.yml", memberships) for block in found["roles"]
    }


def _facts(found: Block, roles: Mapping[str, Role]) -> dict[str, Fact]:
    _no_twins(found["facts"], "facts.yml", "fact")
    facts = {block["id"]: vocabulary.fact(block, "facts.yml", roles) for block in found["facts"]}
    for block in found["facts"]:
        _known_facts(block, facts)
        for option in block.get("options", ()):
            for fact, value in option.get("implies", {}).items():
                where = f"facts.yml:{option.line}"
                if fact not in facts:
                    raise UnknownName(where, "fact", fact, facts)
                if value not in {*facts[fact].options, NOT_SURE}:
                    raise UnknownName(where, f"answer to '{fact}'", value, facts[fact].options)
    return facts


def _rules(block: Block) -> list[tuple[Block, str]]:
    return [(option, "only_with") for option in block.get("options", ())]


def _known_facts(block: Block, facts: Mapping[str, Fact]) -> None:
    """The facts, and the values of them, that a fact names."""
    fact = facts[block["id"]]
    if fact.asked_in and fact.asked_in not in facts:
        where = f"facts.yml:{block.lines['asked_in']}"
        raise UnknownName(where, "fact", fact.asked_in, facts)
    assumed = block.get("assumed", {})
    if fact.assumed and fact.assumed not in fact.options:
        where = f"facts.yml:{assumed.lines['value']}"
        raise UnknownName(where, f"answer to '{fact.id}'", fact.assumed, fact.options)
    for part, key in ((block, "only_with"), (assumed, "unless"), *_rules(block)):
        for other, values in part.get(key, {}).items():
            where = f"facts.yml:{part.lines[key]}"
            if other not in facts:
                raise UnknownName(where, "fact", other, facts)
            for value in values:
                if value not in facts[other].options:
                    raise UnknownName(where, f"answer to '{other}'", value, facts[other].options)


def _gateways(
    folder: Path,
    facts: Mapping[str, Fact],
    roles: Mapping[str, Role],
    passages: Mapping[str, Passage],
) -> tuple[Gateway, ...]:
    """Every gateway of every framework, in order of preference."""
    found: list[Gateway] = []
    lines: dict[int, str] = {}
    for path in sorted((folder / "frameworks").glob("*.yml")):
        file = f"frameworks/{path.name}"
        block = read_block(read_text(path, file), file, _schema(folder, "framework"))
        for gateway, entry in zip(
            building.gateways(block, file, facts, roles), block["gateways"], strict=True
        ):
            lines[len(found)] = f"{file}:{entry.line}"
            found.append(gateway)
    _known_names(found, lines, passages)
    _one_version_a_day(found, lines)
    return tuple(sorted(found, key=lambda gateway: gateway.rank))


def _known_names(
    found: list[Gateway], lines: Mapping[int, str], passages: Mapping[str, Passage]
) -> None:
    known = {gateway.id for gateway in found}
    for number, gateway in enumerate(found):
        for other in gateway.attaches_to:
            if other not in known:
                raise UnknownName(lines[number], "gateway", other, known)
        for quote in gateway.quotes:
            if quote not in passages:
                raise UnknownName(lines[number], "passage", quote, passages)


def _one_version_a_day(found: list[Gateway], lines: Mapping[int, str]) -> None:
    """The versions of a gateway follow each other: none together, and no unspoken gap."""
    by_id: dict[str, list[tuple[Gateway, str]]] = {}
    for number, gateway in enumerate(found):
        if not gateway.in_force.dormant:
            by_id.setdefault(gateway.id, []).append((gateway, lines[number]))
    for versions in by_id.values():
        versions.sort(key=lambda version: version[0].in_force.start or date.min)
        for (earlier, place), (later, where) in itertools.pairwise(versions):
            _follows(earlier, place, later, where)


def _follows(earlier: Gateway, place: str, later: Gateway, where: str) -> None:
    ends, starts = earlier.in_force.end, later.in_force.start
    if ends is None or starts is None or starts <= ends:
        raise LawError(
            where,
            f"gateway '{later.id}' is in force on the same days as its entry at {place}. "
            "End one before the other begins.",
        )
    if (starts - ends).days > 1 and not later.in_force.after_gap:
        raise LawError(
            where,
            f"gateway '{later.id}' is in force neither between {ends} and {starts} nor says why "
            f"(its entry at {place} ends too early, or this one lacks 'after_gap').",
        )


def _no_twins(blocks: Iterable[Block], file: str, kind: str) -> None:
    seen: dict[str, int] = {}
    for block in blocks:
        if block["id"] in seen:
            raise LawError(
                f"{file}:{block.line}",
                f"{kind} '{block['id']}' is already there, on line {seen[block['id']]}.",
            )
        seen[block["id"]] = block.line
