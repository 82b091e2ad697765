"""``verify-record``: was a record altered, and would the law answer the same now?"""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from bot.law.errors import nearest, one_of
from bot.law.load import load_law
from bot.render.record import DIGEST, FORMAT, KIND, NoSuchDecision, digest_of, record
from bot.tools import console
from bot.tools.console import WrongUse
from bot.tools.moves import fields_moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.render.record import Record

KEYS: dict[str, type] = {
    "kind": str,
    "format": int,
    "title": str,
    "decision": str,
    "decided": str,
    "outcome": str,
    "headline": str,
    "summary": list,
    "emergency": str,
    "facts": dict,
    "on": str,
    "law_as_at": str,
    "law_digest": str,
    "software": str,
    "findings": list,
    "seats": list,
    "sections": list,
    "notice": str,
    DIGEST: str,
}
"""What a record has to hold, and what each is in JSON. ``lead`` is a text or null."""

_NAMES = {str: "a text", int: "a whole number", list: "a list", dict: "an object"}
_FINDING = ("status", "provision", "elsewhere")


def verify(path: Path, folder: Path) -> int:
    """Print what became of a record: 0 for the same findings, 1 if altered or they differ.

    Raises:
        WrongUse: the file is not a record; the message says what, where and what is allowed.
        LawError, UnknownAnswer, Contradiction, NoLawInForce: it cannot be worked out again.
    """
    kept = read(path)
    out = console.out()
    now_is = digest_of(kept)
    if now_is != kept[DIGEST]:
        out.print("[bold red]altered[/]: the record is not as it was made.", soft_wrap=True)
        out.print(f"  its digest says {escape(kept[DIGEST])}", soft_wrap=True)
        out.print(f"  its content has {now_is}", soft_wrap=True)
        return console.NO
    law = load_law(folder)
    try:
        new = record(
            law,
            kept["facts"],
            date.fromisoformat(kept["on"]),
            software=kept["software"],
            decision=kept["decision"],
        )
    except NoSuchDecision as error:
        raise WrongUse(f"{path}: decision is '{kept['decision']}'. {error}") from error
    out.print(f"unaltered, digest {now_is[:12]}; for sharing on {escape(kept['on'])}")
    out.print(f"[dim]law {escape(kept['law_digest'][:12])} then, {law.digest[:12]} now[/dim]")
    moved = list(findings_moved(kept, new))
    for line in moved:
        out.print(escape(line), soft_wrap=True)
    if moved:
        out.print(f"[bold red]other findings[/]: {console.count(len(moved), 'difference')}.")
        return console.NO
    out.print("[bold green]same findings[/]")
    for title in said_differently(kept, new):
        out.print(f"  said differently now: {escape(title)}", soft_wrap=True)
    return console.YES


def findings_moved(kept: Record, new: Record) -> Iterator[str]:
    """What the law gives otherwise than it did: the outcome, then each finding, seat by seat."""
    for name in ("outcome", "lead"):
        if kept.get(name) != new[name]:
            yield f"{name}: it was {kept.get(name)}, it is {new[name]} now."
    yield from _each("", kept["findings"], new["findings"])
    seats = {seat["role"]: seat for seat in new["seats"]}
    for seat in kept["seats"]:
        now = seats.get(seat["role"])
        if now is not None:
            if seat["outcome"] != now["outcome"]:
                yield f"{seat['role']}: it was {seat['outcome']}, it is {now['outcome']} now."
            yield from _each(f"{seat['role']}: ", seat["findings"], now["findings"])


def _each(who: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    before = {each["gateway"]: each for each in old}
    after = {each["gateway"]: each for each in new}
    for name in dict.fromkeys([*after, *before]):
        if name not in before:
            yield f"{who}{name}: added, {after[name]['status']} ({after[name]['provision']})."
        elif name not in after:
            yield f"{who}{name}: gone; it was {before[name]['status']}."
        else:
            was, now = SimpleNamespace(**before[name]), SimpleNamespace(**after[name])
            yield from (f"{who}{name}: {line}" for line in fields_moved(was, now, _FINDING))


def said_differently(kept: Record, new: Record) -> list[str]:
    """Titles of what the record says in other words than it would now, findings being the same."""
    before = {each["id"]: each["items"] for each in kept["sections"]}
    # The versions differ whenever the law files do.
    return [
        each["title"]
        for each in new["sections"]
        if each["id"] != "versions" and before.get(each["id"]) != each["items"]
    ]


def read(path: Path) -> Record:
    """A record from its file.

    Raises:
        WrongUse: it cannot be read, or is not one.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise WrongUse(f"{path} is not JSON: {error}. Give the JSON form of a record.") from error
    if not isinstance(found, dict):
        raise WrongUse(f"{path} holds no JSON object. Give the JSON form of a record.")
    _check(found, path)
    return found


def _check(found: Mapping[str, Any], path: Path) -> None:
    if found.get("kind") != KIND or found.get("format") != FORMAT:
        raise WrongUse(
            f"{path}: kind and format have to be '{KIND}' and {FORMAT}. "
            "Give the JSON form of a record, as it was saved."
        )
    for key, kind in KEYS.items():
        if key not in found:
            raise WrongUse(
                f"{path}: '{key}' is missing.{nearest(key, found)} It is {_NAMES[kind]}."
            )
        if type(found[key]) is not kind:
            raise WrongUse(f"{path}: '{key}' has to be {_NAMES[kind]}.")
    strange = min(set(found) - set(KEYS) - {"lead"}, default="")
    if strange:
        raise WrongUse(f"{path}: '{strange}' is no key of a record. {one_of([*KEYS, 'lead'])}")
    _check_inside(found, path)


def _check_inside(found: Mapping[str, Any], path: Path) -> None:
    """What has to be right for the findings to be worked out and compared."""
    try:
        date.fromisoformat(found["on"])
    except ValueError as error:
        raise WrongUse(f"{path}: 'on' is no day. Write it as 2026-11-30.") from error
    if not all(isinstance(value, str) for value in found["facts"].values()):
        raise WrongUse(f"{path}: each value in 'facts' has to be a text.")
    lists = [("findings", found["findings"])]
    for number, seat in enumerate(found["seats"]):
        if not isinstance(seat, dict) or not {"role", "outcome", "findings"} <= seat.keys():
            raise WrongUse(f"{path}: seats.{number} needs 'role', 'outcome' and 'findings'.")
        lists.append((f"seats.{number}.findings", seat["findings"]))
    for place, entries in lists:
        for number, each in enumerate(entries):
            if not isinstance(each, dict) or not {"gateway", *_FINDING} <= each.keys():
                needs = "'gateway', 'status', 'provision' and 'elsewhere'"
                raise WrongUse(f"{path}: {place}.{number} needs {needs}.")
    for number, each in enumerate(found["sections"]):
        if not isinstance(each, dict) or not {"id", "title", "items"} <= each.keys():
            raise WrongUse(f"{path}: sections.{number} needs 'id', 'title' and 'items'.")
