"""Every small fault that the law files could have: conditions, days, effects, order, words."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.law.model import Effect
from tests.mutation.blocks import DROP, Edit, Files, Mutant, Place, entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.reading import Block


def of_the_law(files: Files) -> list[Mutant]:
    """All of them, always in the same order."""
    found: list[Mutant] = []
    for file, number, block in entries(files):
        found += _of_gateway((file, "gateways", number), block, _version(files, file, block))
    found += _of_order(files)
    for number, block in enumerate(files.read["roles"]["roles"]):
        found += _of_role(("roles", "roles", number), block)
    for number, block in enumerate(files.read["facts"]["facts"]):
        found += _of_fact(("facts", "facts", number), block)
    return found


def _version(files: Files, file: str, block: Block) -> str:
    """The gateway's id; with its first day where there are several versions of it."""
    same = [other for other in files.read[file]["gateways"] if other["id"] == block["id"]]
    return str(block["id"]) + (f"@{block['in_force']['from']}" if len(same) > 1 else "")


def _one(group: str, kind: str, at: str, place: Place, value: Any) -> Mutant:
    return Mutant(f"{group}: {kind}: {at}", group, kind, (Edit(place, value),))


def _of_gateway(place: Place, block: Block, group: str) -> Iterator[Mutant]:
    for key in ("when", "to"):
        if key in block:
            yield from _of_condition((*place, key), block[key], group, key)
    if "to" in block:
        yield _one(group, "drop to", "to", (*place, "to"), DROP)
    if "standing" in block:
        yield _one(group, "drop standing", "standing", (*place, "standing"), DROP)
    for other in block.get("attaches_to", ()):
        left = [each for each in block["attaches_to"] if each != other]
        yield _one(group, "drop attaches_to", other, (*place, "attaches_to"), left or DROP)
    for effect in Effect:
        if effect.value != block["effect"]:
            yield _one(group, "effect", effect.value, (*place, "effect"), effect.value)
    yield from _of_days((*place, "in_force"), block["in_force"], group)


def _of_days(place: Place, block: Block, group: str) -> Iterator[Mutant]:
    for key in ("from", "until"):
        for days in (-1, 1):
            if isinstance(block[key], date):
                moved = block[key] + timedelta(days=days)
                yield _one(group, "shift a day", f"{key} {days:+}", (*place, key), moved)


def _of_condition(place: Place, block: Block, group: str, at: str) -> Iterator[Mutant]:
    """A leaf's faults, or those of each part; and all for any."""
    yield _one(group, "turn around", at, place, {"not": block})
    for key, other in (("all", "any"), ("any", "all")):
        if key in block:
            yield from _of_parts(place, block[key], group, at, (key, other))
    if "not" in block:
        yield from _of_condition((*place, "not"), block["not"], group, f"{at}.not")
    elif "fact" in block:
        yield from _of_leaf(place, block, group, f"{at} {block['fact']}")


def _of_parts(
    place: Place, parts: list[Block], group: str, at: str, keys: tuple[str, str]
) -> Iterator[Mutant]:
    key, other = keys
    if len(parts) > 1:
        yield _one(group, f"{key} to {other}", at, place, {other: parts})
        for number in range(len(parts)):
            left = parts[:number] + parts[number + 1 :]
            new = {key: left} if len(left) > 1 else left[0]
            yield _one(group, "drop a part", f"{at}.{key}.{number + 1}", place, new)
    for number, part in enumerate(parts):
        yield from _of_condition((*place, key, number), part, group, f"{at}.{key}.{number + 1}")


def _of_leaf(place: Place, block: Block, group: str, at: str) -> Iterator[Mutant]:
    for key in ("is", "has", "fails_for"):
        for value in block.get(key, ()):
            left = [each for each in block[key] if each != value]
            yield _one(group, f"drop {key}", f"{at} {value}", (*place, key), left)
    if "settled_by" in block:
        yield _one(group, "drop settled_by", at, (*place, "settled_by"), DROP)
    for value in block.get("unsettled", ()):
        left = [each for each in block["unsettled"] if each != value]
        fails = Edit((*place, "unsettled"), left or DROP)
        holds = Edit((*place, "is"), [*block["is"], value])
        fail: tuple[Edit, ...] = (fails,)
        if "fails_for" in block:
            fail = (fails, Edit((*place, "fails_for"), [*block["fails_for"], value]))
        for kind, edits in (("unsettled fails", fail), ("unsettled holds", (fails, holds))):
            yield Mutant(f"{group}: {kind}: {at} {value}", group, kind, edits)


def _of_order(files: Files) -> Iterator[Mutant]:
    """Neighbours in the order of preference, each in the other's place."""
    inside = sorted(entries(files), key=lambda entry: entry[2]["preference"]["rank"])
    for (file, at, one), (other_file, other_at, other) in itertools.pairwise(inside):
        ranks = one["preference"]["rank"], other["preference"]["rank"]
        if ranks[0] != ranks[1]:
            here = (file, "gateways", at, "preference", "rank")
            there = (other_file, "gateways", other_at, "preference", "rank")
            edits = (Edit(here, ranks[1]), Edit(there, ranks[0]))
            yield Mutant(f"order: swap: {one['id']}, {other['id']}", "order", "swap ranks", edits)


def _of_role(place: Place, block: Block) -> Iterator[Mutant]:
    flips = {"yes": "no", "no": "yes", "unknown": "no"}
    for name, says in block["memberships"].items():
        here = (*place, "memberships", name)
        at = f"{block['id']} {name}"
        yield _one("roles", "flip membership", at, (*here, "is"), flips[says["is"]])
        if "open_in_law" in says:
            yield _one("roles", "drop open_in_law", at, (*here, "open_in_law"), DROP)


def _of_fact(place: Place, block: Block) -> Iterator[Mutant]:
    yield from _of_links(place, block, block["id"])
    for key in ("asked_in", "alone", "told_only", "assumed"):
        if key in block:
            yield _one("facts", f"drop {key}", block["id"], (*place, key), DROP)
    if "assumed" in block:
        yield from _of_named((*place, "assumed"), block["assumed"], block["id"], "unless")
    for number, option in enumerate(block.get("options", ())):
        yield from _of_links(
            (*place, "options", number), option, f"{block['id']}={option['value']}"
        )


def _of_links(place: Place, block: Block, at: str) -> Iterator[Mutant]:
    for other in block.get("implies", {}):
        yield _one("facts", "drop implies", f"{at} {other}", (*place, "implies", other), DROP)
    yield from _of_named(place, block, at, "only_with")


def _of_named(place: Place, block: Block, at: str, key: str) -> Iterator[Mutant]:
    """Each fact that is named, and each value of it, gone."""
    for other, values in block.get(key, {}).items():
        here = (*place, key, other)
        yield _one("facts", f"drop {key}", f"{at} {other}", here, DROP)
        for value in values if len(values) > 1 else ():
            left = [each for each in values if each != value]
            yield _one("facts", f"drop {key}", f"{at} {other}={value}", here, left)
