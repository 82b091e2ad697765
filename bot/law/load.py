"""Load and check all of ``data/law``. Nothing half-loaded is ever returned."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law import building, guidance
from bot.law.errors import LawError, UnknownName
from bot.law.model import Fact, Gateway, Law, Role
from bot.law.reading import Block, read_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.law.texts import Explainer, Passage

DATA_LAW = Path(__file__).resolve().parents[2] / "data" / "law"


def load_law(folder: Path = DATA_LAW) -> Law:
    """Read every law file, check it, and join them.

    Args:
        folder: a folder laid out as ``data/law``.

    Returns:
        The whole law, with the SHA-256 of the files it was read from.

    Raises:
        LawError: something is wrong; the message names file, line, what is wrong and allowed.
    """
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
    explainers = _explainers(folder)
    contacts = [building.contact(block) for block in _read(folder, "contacts")["contacts"]]
    return Law(
        facts=facts,
        roles=roles,
        memberships=memberships,
        gateways=gateways,
        passages=passages,
        explainers=explainers,
        contacts={contact.id: contact for contact in contacts},
        wording=dict(_read(folder, "wording")["wording"]),
        synonyms={
            key: tuple(values) for key, values in _read(folder, "search")["synonyms"].items()
        },
        as_at=min(gateway.citation.as_at for gateway in gateways),
        digest=digest(folder),
    )


def _explainers(folder: Path) -> dict[str, Explainer]:
    schema = _schema(folder, "explainer")
    found = {}
    for path in sorted((folder / "explainers").glob("*.yml")):
        file = f"explainers/{path.name}"
        block = read_block(path.read_text(encoding="utf-8"), file, schema)
        found[path.stem] = building.explainer(block, file)
    return found


def digest(folder: Path = DATA_LAW) -> str:
    """SHA-256 over the names and bytes of every law file, in hex."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".yml", ".md"}:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _schema(folder: Path, name: str) -> Path:
    return folder / "schema" / f"{name}.schema.json"


def _read(folder: Path, name: str) -> Block:
    path = folder / f"{name}.yml"
    if not path.is_file():
        raise LawError(path.name, "the file is missing; every law file has to be there.")
    return read_block(path.read_text(encoding="utf-8"), path.name, _schema(folder, name))


def _roles(found: Block, memberships: Mapping[str, str]) -> dict[str, Role]:
    _no_twins(found["roles"], "roles.yml", "role")
    return {block["id"]: building.role(block, "roles.yml", memberships) for block in found["roles"]}


def _facts(found: Block, roles: Mapping[str, Role]) -> dict[str, Fact]:
    _no_twins(found["facts"], "facts.yml", "fact")
    facts = {block["id"]: building.fact(block, "facts.yml", roles) for block in found["facts"]}
    for block in found["facts"]:
        for option in block.get("options", ()):
            for fact, value in option.get("implies", {}).items():
                where = f"facts.yml:{option.line}"
                if fact not in facts:
                    raise UnknownName(where, "fact", fact, facts)
                if value not in facts[fact].options:
                    raise UnknownName(where, f"answer to '{fact}'", value, facts[fact].options)
    return facts


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
        block = read_block(path.read_text(encoding="utf-8"), file, _schema(folder, "framework"))
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
    """Two versions of one gateway may not both be in force on a day."""
    for number, gateway in enumerate(found):
        for earlier in range(number):
            other = found[earlier]
            if other.id == gateway.id and _overlap(other, gateway):
                raise LawError(
                    lines[number],
                    f"gateway '{gateway.id}' is in force on the same days as its entry at "
                    f"{lines[earlier]}. End one before the other begins.",
                )


def _overlap(one: Gateway, other: Gateway) -> bool:
    a, b = one.in_force, other.in_force
    starts_after = a.start and b.end and b.end < a.start
    ends_before = a.end and b.start and a.end < b.start
    return not (starts_after or ends_before)


def _no_twins(blocks: Iterable[Block], file: str, kind: str) -> None:
    seen: dict[str, int] = {}
    for block in blocks:
        if block["id"] in seen:
            raise LawError(
                f"{file}:{block.line}",
                f"{kind} '{block['id']}' is already there, on line {seen[block['id']]}.",
            )
        seen[block["id"]] = block.line
