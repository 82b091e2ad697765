"""The law files as they were read, and the law that they make with something in them changed."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.law import building, load
from bot.law.model import Gateway, Law
from bot.law.reading import Block, _check, read_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.vocabulary import Fact, Role

DROP = "(dropped)"
"""As the new value of an edit: the key or the list's entry goes."""

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Edit:
    """One change: the keys that lead to a place in the files, and what stands there instead."""

    place: Place
    value: Any


@dataclass(frozen=True)
class Mutant:
    """One small fault in the law files.

    Attributes:
        id: where and what, without line numbers: stays while the place does.
        group: the gateway, or the file, that it is counted under.
        kind: what sort of fault.
        edits: the changes that make it.
    """

    id: str
    group: str
    kind: str
    edits: tuple[Edit, ...]


class Files:
    """``data/law`` read once: the parsed files and the law that they make."""

    def __init__(self) -> None:
        folder = load.DATA_LAW
        self.law = load.load_law()
        self.read = {name: load._read(folder, name) for name in ("roles", "facts")}
        schema = load._schema(folder, "framework")
        for path in sorted((folder / "frameworks").glob("*.yml")):
            file = f"frameworks/{path.name}"
            self.read[file] = read_block(path.read_text(encoding="utf-8"), file, schema)
        self.frameworks = [name for name in self.read if name.startswith("frameworks/")]
        self.schemas = {
            name: json.loads(load._schema(folder, name).read_text(encoding="utf-8"))
            for name in ("roles", "facts", "framework")
        }
        self.built = {
            (file, number): gateway
            for file in self.frameworks
            for number, gateway in enumerate(
                building.gateways(self.read[file], file, self.law.facts, self.law.roles)
            )
        }

    def with_edits(self, edits: tuple[Edit, ...]) -> Law:
        """The law with these changes, checked as it is when it is loaded.

        Raises:
            LawError: loading would refuse it.
        """
        read = dict(self.read)
        for edit in edits:
            read[str(edit.place[0])] = _edited(read[str(edit.place[0])], edit.place[1:], edit.value)
        self._fits_the_schema(read, edits)
        if edits and edits[0].place[0] in {"roles", "facts"}:
            return self._with_vocabulary(read)
        gateways = dict(self.built)
        for file, number in {(str(e.place[0]), int(e.place[2])) for e in edits}:
            one = _only(read[file], "gateways", number)
            (gateways[file, number],) = building.gateways(one, file, self.law.facts, self.law.roles)
        return replace(self.law, gateways=self._joined(gateways))

    def _with_vocabulary(self, read: dict[str, Block]) -> Law:
        memberships = {block["id"]: block["label"] for block in read["roles"]["memberships"]}
        roles: dict[str, Role] = load._roles(read["roles"], memberships)
        facts: dict[str, Fact] = load._facts(read["facts"], roles)
        gateways = {
            (file, number): gateway
            for file in self.frameworks
            for number, gateway in enumerate(building.gateways(read[file], file, facts, roles))
        }
        return replace(
            self.law,
            roles=roles,
            facts=facts,
            gateways=self._joined(gateways),
            asked_in=load._asked_in(facts),
        )

    def _joined(self, gateways: dict[tuple[str, int], Gateway]) -> tuple[Gateway, ...]:
        found = list(gateways.values())
        lines = {number: f"{file}:{at}" for number, (file, at) in enumerate(gateways)}
        load._known_names(found, lines, self.law.passages)
        load._one_version_a_day(found, lines)
        return tuple(sorted(found, key=lambda gateway: gateway.rank))

    def _fits_the_schema(self, read: dict[str, Block], edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            file, key, number = str(edit.place[0]), str(edit.place[1]), int(edit.place[2])
            kind = "framework" if file in self.frameworks else file
            _check(_only(read[file], key, number), file, self.schemas[kind])


def _only(block: Block, key: str, number: int) -> Block:
    """A file with one entry of a list, so that checking it is quick."""
    one: Block = copy.copy(block)
    one[key] = [block[key][number]]
    return one


def _edited(value: Any, place: Place, new: Any) -> Any:
    """A copy in which one place is changed; what is not on the way to it is shared."""
    step, rest = place[0], place[1:]
    found = copy.copy(value)
    if rest:
        found[step] = _edited(found[step], rest, new)
    elif new == DROP:
        del found[step]
    else:
        found[step] = new
    return found


def entries(files: Files) -> Iterator[tuple[str, int, Block]]:
    """Each gateway of each framework: its file, its place there and itself."""
    for file in files.frameworks:
        for number, block in enumerate(files.read[file]["gateways"]):
            yield file, number, block
