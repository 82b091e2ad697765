"""What an answer holds, sorted for a record: each part a list of plain items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.law.model import ROUTES
from bot.law.resolve import Resolution, resolve
from bot.law.settling import settle
from bot.law.table import Seat, around_the_table
from bot.law.truth import NO, NOT_SURE, YES
from bot.render import blocks
from bot.render.days import spoken
from bot.render.finding import STATUS
from bot.render.headline import headline
from bot.render.meeting import at_a_table, speaks_for_all, whole_answer
from bot.render.phrases import fill, heading
from bot.render.selecting import is_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.render.blocks import Block

Item = dict[str, Any]
Items = list[Item]
SAID_BELOW = ("duties", "limits", "protections")
"""Parts of their own: what stands there is not said beside its provision as well."""


@dataclass(frozen=True)
class Matter:
    """One answer: how it was found, and as the person saw it. ``seats`` is empty for one person."""

    law: Law
    facts: Mapping[str, str]
    on: date
    resolution: Resolution
    seats: tuple[Seat, ...]
    shown: list[Block]

    @property
    def answer(self) -> Block:
        """The answer block."""
        return next(block for block in self.shown if block["type"] == "answer")

    def closed_routes(self) -> list[str]:
        """How to speak of each way to the one named that was looked at and is not open."""
        return list(
            dict.fromkeys(
                found.gateway.name
                for found in self.resolution.findings
                if found.is_route and found.status is not YES and is_shown(self.resolution, found)
            )
        )


def matter(law: Law, facts: Mapping[str, str], on: date) -> Matter:
    """Find the answer, and lay it out as it is shown.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    seats = around_the_table(law, facts, on) if at_a_table(facts) else ()
    resolution = speaks_for_all(seats).resolution if seats else resolve(law, facts, on)
    return Matter(law, dict(facts), on, resolution, seats, whole_answer(law, facts, on))


def contents(found: Matter) -> dict[str, Items]:
    """Every part that a section of a record can show, by the name of the part."""
    answer = found.answer
    return {
        "facts": _facts(found),
        "seats": _seats(found),
        "provisions": _provisions(found, ("open", "undecided")),
        "others": _provisions(found, ("closed",)),
        "judgements": answer["judgements"],
        "duties": answer["duties"],
        "limits": answer["limits"],
        "protections": answer["protections"],
        "standing": _standing(found),
        "reasons": _reasons(found),
        "changes": [{"text": each["text"]} for each in answer["would_change"]],
        "unknown": _unknown(found),
        "quotes": _quotes(found.shown),
        "contacts": next(block["items"] for block in found.shown if block["type"] == "contacts"),
    }


def findings(resolution: Resolution) -> Items:
    """What every gateway in force says, in order of preference, as bare as can be compared."""
    return [
        {
            "gateway": each.gateway.id,
            "provision": each.gateway.citation.provision,
            "status": STATUS[each.status],
            "elsewhere": each.elsewhere,
        }
        for each in resolution.findings
    ]


def _facts(found: Matter) -> Items:
    items = blocks.understood(found.law, settle(found.law, found.facts))["items"]
    return [{"name": each["name"], "value": each["label"]} for each in items]


def _seats(found: Matter) -> Items:
    law = found.law
    return [
        {
            "text": law.papers.words["seat"].format(
                who=blocks.capital(law.roles[seat.role].label), says=headline(law, seat.resolution)
            )
        }
        for seat in found.seats
    ]


def _provisions(found: Matter, statuses: Iterable[str]) -> Items:
    """Each with its test in its own terms, its address, and the day as at which it was read."""
    words, answer = found.law.papers.words, found.answer
    below = {each["text"] for part in SAID_BELOW for each in answer[part]}
    items = []
    # The way that leads stands first; the others stay in order of preference.
    for entry in sorted(answer["findings"], key=lambda each: each["gateway"] != answer["lead"]):
        if entry["status"] not in statuses:
            continue
        cited = found.law.gateway(entry["gateway"], found.on).citation
        away = entry["status"] == "open" and entry["elsewhere"]
        items.append(
            {
                "title": entry["title"],
                "provision": entry["provision"],
                "status": words["for_others" if away else f"status_{entry['status']}"],
                "says": "" if entry["says"] in below else entry["says"],
                "because": entry["because"],
                "missing": [blocks.capital(each) for each in entry["missing"]],
                "url": entry["url"],
                "read": words["read_as_at"].format(day=spoken(cited.as_at)),
            }
        )
    return items


def _standing(found: Matter) -> Items:
    """The ways that stay open to their own recipients, whoever was named."""
    return [
        {
            "text": fill(each.gateway.says, found.law, found.resolution.facts),
            "provision": each.gateway.citation.provision,
        }
        for each in found.resolution.findings
        if each.gateway.standing and each.status is YES
    ]


def _reasons(found: Matter) -> Items:
    """For each way, what the answer found of it; then what may be held back."""
    words, routes = found.law.papers.words, {effect.value for effect in ROUTES}
    items = []
    for entry in found.answer["findings"]:
        if entry["effect"] not in routes or entry["elsewhere"]:
            continue
        text = words[f"reason_{entry['status']}"].format(
            title=entry["title"],
            says=entry["says"],
            because="; ".join(entry["because"]),
            missing="; ".join(each.rstrip(".") for each in entry["missing"]),
        )
        items.append({"text": text, "provision": entry["provision"]})
    return [*items, *found.answer["limits"]]


def _unknown(found: Matter) -> Items:
    """Facts of which the person was not sure, and what undecided provisions wait for."""
    law, facts = found.law, settle(found.law, found.facts)
    lines = [
        law.papers.words["unknown_fact"].format(name=heading(law, name, facts))
        for name in law.facts
        if facts.get(name) == NOT_SURE and law.facts[name].asked_in not in facts
    ]
    for entry in found.answer["findings"]:
        if entry["status"] != STATUS[NO]:
            lines += [blocks.capital(each) for each in entry["missing"]]
    return [{"text": each} for each in dict.fromkeys(lines)]


def _quotes(shown: Iterable[Block]) -> Items:
    """Each quote with its source, and the sentence of ours that goes beside it."""
    items: Items = []
    for block in shown:
        if block["type"] == "quote":
            items.append({"text": block["text"], "source": block["source"], "beside": ""})
        elif block["type"] == "text" and items:
            items[-1]["beside"] = block["text"]
    return items
