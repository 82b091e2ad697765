"""The page ``docs/open-points.md``: what is open in the law, for those who can settle it.

Made of the law's data and ``data/law/open-points.yml``; ``python -m bot generate`` writes it.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law.conditions import leaves
from bot.law.load import DATA_LAW
from bot.law.reading import Block, read_block
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.law.texts import Note
    from bot.law.vocabulary import Membership, Role

PAGE = Path(__file__).resolve().parents[1] / "docs" / "open-points.md"
MOST_NAMED = 4
"""So many gateways are named for one point; a longer list is not read."""
SURE = frozenset({"P", "G"})
"""The marks of a citation that was seen in the Act itself or on an official page."""

_MARKS = {
    "P": "read",
    "P*": "our reading",
    "G": "official guidance",
    "S": "secondary source",
    "M": "from memory",
}


def page(law: Law, folder: Path = DATA_LAW) -> str:
    """The whole page, as Markdown.

    Raises:
        LawError: ``open-points.yml`` or ``contacts.yml`` is wrong.
    """
    words = _read(folder, "open-points")
    parts = (
        ["# Open points", words["intro"], "Made by `python -m bot generate`; do not edit it here."],
        _consolidations(words),
        *(_act(law, words, act) for act in acts(words)),
        _lists(law),
        _dormant(law, words),
        _short_answers(law, words),
        _contacts(_read(folder, "contacts")),
    )
    return "\n\n".join(chain.from_iterable(parts)) + "\n"


def doubtful(law: Law) -> list[Gateway]:
    """The gateways whose citation is in any part from memory, secondary, or our own reading."""
    return [g for g in law.gateways if set(g.citation.confidence.split(" + ")) - SURE]


def acts(words: Block) -> list[str]:
    """The Acts of the page, in its order; what is no Act comes last."""
    named = [entry["act"] for entry in (*words["consolidations"], *words["points"])]
    return list(dict.fromkeys(named))


def act_of(provision: str, known: Iterable[str]) -> str:
    """The Act that a provision names first; "" for none of them."""
    found = [(provision.find(act), act) for act in known if act in provision]
    return min(found)[1] if found else ""


def _read(folder: Path, name: str) -> Block:
    schema = folder / "schema" / f"{name}.schema.json"
    return read_block((folder / f"{name}.yml").read_text(encoding="utf-8"), f"{name}.yml", schema)


def _consolidations(words: Block) -> list[str]:
    rows = [
        f"| {entry['act']} | {_day(entry.get('as_at'))} | {entry.get('how', '')} |"
        for entry in words["consolidations"]
    ]
    return [
        "## What was read",
        f"Read on {_day(words['read_on'])}. Look for later changes before every release.",
        "\n".join(("| Act | as at | |", "|---|---|---|", *rows)),
    ]


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "no day"


def _act(law: Law, words: Block, act: str) -> list[str]:
    """All that is open in one Act; nothing where nothing is."""
    unsure = {entry["id"]: entry["unsure"] for entry in words["provisions"] if entry["act"] == act}
    found = [
        f"- **{g.citation.provision}**, {_marks(g.citation.confidence)}. {unsure[g.id]} "
        f"(`{g.id}`) It says: *{_filled(law, g.says)}*"
        for g in doubtful(law)
        if g.id in unsure
    ]
    found += [f"- {line}" for line in _unsettled(law, act, acts(words))]
    found += [f"- **{p['provision']}**. {p['text']}" for p in words["points"] if p["act"] == act]
    return [f"## {act}", "\n".join(found)] if found else []


def _marks(confidence: str) -> str:
    return ", ".join(_MARKS[mark] for mark in confidence.split(" + "))


def _unsettled(law: Law, act: str, known: list[str]) -> Iterator[str]:
    """Each open point of the gateways once, with the answers and the gateways that meet it."""
    where: dict[Note, list[Gateway]] = {}
    for gateway in law.gateways:
        for note in gateway.unsettled:
            if act_of(note.provision, known) == act:
                where.setdefault(note, []).append(gateway)
    for note, gateways in where.items():
        when = sorted({label for g in gateways for label in _labels(law, g, note)})
        said = f" When: {'; '.join(when)}." if when else ""
        place = note.provision.removeprefix(f"{act} ")
        yield f"**{place}**. {_filled(law, note.text)}{said} ({_some(gateways)})"


def _some(gateways: list[Gateway]) -> str:
    """The first few by their ids, and how many more."""
    ids = list(dict.fromkeys(f"`{gateway.id}`" for gateway in gateways))
    more = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _labels(law: Law, gateway: Gateway, note: Note) -> Iterator[str]:
    """The answers for which an open point stands, as people read them."""
    for leaf in leaves(gateway.whole) if gateway.whole else ():
        for value in note.values:
            if value in leaf.unsettled:
                options = law.facts[leaf.fact].options
                yield (law.roles[value] if value in law.roles else options[value]).label.rstrip(".")


def _filled(law: Law, text: str) -> str:
    return text.replace("{recipient}", law.wording["recipient_unknown"])


def _lists(law: Law) -> list[str]:
    """Roles whose place on a list is not known: by the law itself, or until somebody says."""
    by_law = _unknown(law, by_law=True)
    by_fact = _unknown(law, by_law=False)
    facts = list(dict.fromkeys(m.settled_by for _, _, m in by_fact))
    numbers = {fact: number for number, fact in enumerate(facts, 1)}
    lines: dict[str, list[str]] = {}
    for role, listed, membership in by_fact:
        lines.setdefault(role, []).append(f"{listed} ({numbers[membership.settled_by]})")
    return [
        "## Who is on which list",
        "Left open by the law, or by our reading of it:",
        "\n".join(
            f"- **{role}**, {listed}: {m.because}. To settle: {m.settled_by}"
            for role, listed, m in by_law
        ),
        "Settled by what a person can say; the number is that of what settles it:",
        "\n".join(f"{number}. {fact}" for fact, number in numbers.items()),
        "\n".join(f"- **{role}**: {', '.join(found)}" for role, found in lines.items()),
    ]


def _unknown(law: Law, *, by_law: bool) -> list[tuple[str, str, Membership]]:
    """Each unknown membership with the names of its role and of its list."""
    return [
        (_named(role), law.memberships[name], membership)
        for role in law.roles.values()
        for name, membership in role.memberships.items()
        if membership.value == NOT_SURE and membership.open_in_law is by_law
    ]


def _named(role: Role) -> str:
    """A role, and how well its row is founded where that is from memory or a secondary source."""
    shaky = set(role.confidence.split(" + ")) & {"M", "S"}
    return f"{role.label} ({_marks(role.confidence)})" if shaky else role.label


def _dormant(law: Law, words: Block) -> list[str]:
    wakes = {entry["id"]: entry["wakes"] for entry in words["dormant"]}
    found = [
        f"- **{g.title}** (`{g.id}`): *{_filled(law, g.says)}* It wakes with this: {wakes[g.id]}"
        for g in law.gateways
        if g.in_force.dormant
    ]
    return ["## Written down, not in force", "\n".join(found)]


def _short_answers(law: Law, words: Block) -> list[str]:
    found = []
    for explainer in law.explainers.values():
        open_ones = [
            f"{note.text} ({note.provision})"
            for note in explainer.says
            if any(phrase in note.text for phrase in words["phrases"])
        ]
        if open_ones:
            found.append(f"- `{explainer.id}`: {' '.join(open_ones)}")
    return ["## Short answers that say so", "\n".join(found)]


def _contacts(found: Block) -> list[str]:
    lines = [f"- **{entry['name']}**. {entry['because']}" for entry in found.get("not_shown", ())]
    lines += [
        f"- **{entry['name']}**. From memory."
        for entry in found["contacts"]
        if "M" in entry["confidence"]
    ]
    return ["## Numbers and addresses that are not shown", "\n".join(lines)]
