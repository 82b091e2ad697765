"""The record of an answer, to put on file. Names, reasons and signatures are blank."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from bot.law.papers import UNDECIDED
from bot.render.days import spoken
from bot.render.headline import headline
from bot.render.matter import Items, Matter, contents, findings, matter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.law.papers import Decision, PaperSection

Record = dict[str, Any]
"""A record as it goes into JSON; docs/how-to/use-the-record.md describes it."""

KIND, FORMAT = "safe-to-share-record", 1
DIGEST = "digest"


class NoSuchDecision(ValueError):
    """The person cannot have decided so on these facts; ``allowed`` are the ways there are."""

    def __init__(self, allowed: list[str]) -> None:
        super().__init__(f"Allowed: {', '.join(allowed)}.")
        self.allowed = allowed


def record(
    law: Law,
    facts: Mapping[str, str],
    on: date,
    *,
    software: str,
    decision: str = UNDECIDED,
) -> Record:
    """The record of one answer.

    Args:
        law: all the law.
        facts: answers by fact id; closed values only, so nothing that was typed is in it.
        on: the day of sharing.
        software: the version that made it.
        decision: how the person decided; one of ``law.papers.ways(facts)``.

    Raises:
        NoSuchDecision: no such way of deciding.
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    return records(law, facts, on, software=software, only=decision)[decision]


def records(
    law: Law, facts: Mapping[str, str], on: date, *, software: str, only: str = ""
) -> dict[str, Record]:
    """The record for each way of deciding, by its value; for one of them where ``only`` names it.

    Raises:
        NoSuchDecision, NoLawInForce, UnknownAnswer, Contradiction: as in ``record``.
    """
    ways = law.papers.ways(facts)
    if only and only not in ways:
        raise NoSuchDecision(list(ways))
    found = matter(law, facts, on)
    parts = contents(found) | {"versions": _versions(found, software)}
    chosen = [ways[only]] if only else ways.values()
    return {way.value: _signed(_record(found, way, parts, software)) for way in chosen}


def digest_of(made: Record) -> str:
    """SHA-256 over the record's canonical JSON without its digest, in hex."""
    bare = {key: value for key, value in made.items() if key != DIGEST}
    said = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _signed(made: Record) -> Record:
    return {**made, DIGEST: digest_of(made)}


def _record(found: Matter, way: Decision, parts: Mapping[str, Items], software: str) -> Record:
    law, answer = found.law, found.answer
    in_danger = any(block.get("level") == "emergency" for block in found.shown)
    tables = [block["text"] for block in found.shown if block["type"] == "text"]
    return {
        "kind": KIND,
        "format": FORMAT,
        "title": way.title,
        "decision": way.value,
        "decided": way.says,
        "outcome": answer["outcome"],
        "headline": tables[0].split("\n")[0] if found.seats else answer["headline"],
        "summary": [] if found.seats else answer["summary"],
        "emergency": law.wording["emergency"] if in_danger else "",
        "lead": answer["lead"],
        "facts": dict(found.facts),
        "on": found.on.isoformat(),
        "law_as_at": law.as_at.isoformat(),
        "law_digest": law.digest,
        "software": software,
        "findings": findings(found.resolution),
        "seats": [
            {
                "role": seat.role,
                "outcome": seat.resolution.outcome.value,
                "headline": headline(law, seat.resolution),
                "findings": findings(seat.resolution),
            }
            for seat in found.seats
        ],
        "sections": [
            _section(section, parts)
            for section in way.sections
            if section.blanks or parts[section.shows]
        ],
        "notice": law.wording["not_legal_advice"],
    }


def _section(section: PaperSection, parts: Mapping[str, Items]) -> dict[str, Any]:
    items: Items = [{"label": each.label, "lines": each.lines} for each in section.blanks]
    return {
        "id": section.id,
        "as": section.form,
        "title": section.title,
        "intro": section.intro,
        "items": items or parts[section.shows],
    }


def _versions(found: Matter, software: str) -> Items:
    words = found.law.papers.words
    law_day = words["version_law_detail"].format(day=spoken(found.law.as_at))
    return [
        {"name": words["version_day"], "value": spoken(found.on)},
        {"name": words["version_law"], "value": law_day},
        {"name": words["version_digest"], "value": found.law.digest},
        {
            "name": words["version_software"],
            "value": words["version_software_detail"].format(version=software),
        },
    ]
