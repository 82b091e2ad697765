"""Gateways as boxes: what they do, who tells whom, the main conditions, what goes along."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.law.model import BESIDE, WEIGHTY
from bot.law.truth import NO, UNKNOWN, YES
from bot.tools.console import count
from bot.tools.draw.picture import Box, Line, Look, Voice
from bot.tools.plain import ALL, ANY, Twig, days, effect, twig, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.law.model import Gateway, Law

MOST_CONDITIONS = 4
"""The overview names so many; the picture of one framework has them all."""
MOST_NAMED = 4
"""So many roles are named where a gateway names roles; for more, its sentence is used."""
ARROW = " → "
OFTEN = 5
"""What so many gateways of a group have in common is said once, and then by its letter."""

WORD = {YES: "OPEN", NO: "CLOSED", UNKNOWN: "UNDECIDED"}
STATE = {YES: Look.OPEN, NO: Look.CLOSED, UNKNOWN: Look.UNDECIDED}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def look(gateway: Gateway) -> Look:
    """The look of a gateway by what it does."""
    if gateway.effect in WEIGHTY:
        return Look.MUST
    return Look.BESIDE if gateway.effect in BESIDE else Look.ROUTE


def current(law: Law, on: date) -> list[Gateway]:
    """Every version that is in force on the day or is still to come, in order of preference."""
    return [each for each in law.gateways if each.in_force.end is None or each.in_force.end >= on]


def key(gateway: Gateway) -> str:
    """An id for a box that no other version of the gateway has."""
    start = gateway.in_force.start
    return f"{gateway.id}@{'not-yet' if gateway.in_force.dormant else start or 'always'}"


def heading(gateway: Gateway, on: date) -> Iterator[Line]:
    """Its title, what it does, its place in the order, and its days if today is none of them."""
    yield Line(gateway.title, Voice.TITLE)
    later = "" if gateway.in_force.covers(on) else f"; {days(gateway.in_force)}"
    yield Line(f"{effect(gateway).upper()}; preference {gateway.rank}{later}", Voice.MARK)


def card(law: Law, gateway: Gateway, on: date, letters: Mapping[str, str]) -> Box:
    """The gateway for the overview; ``letters`` stand for sentences that its group often has."""
    said = conditions(law, tops(gateway))
    own = [text for text in said if text not in letters]
    shared = ", ".join(sorted(letters[text] for text in said if text in letters))
    lines = [*heading(gateway, on), *(Line(text) for text in own if ARROW in text)]
    own = [text for text in own if ARROW not in text]
    if shared:
        lines.append(Line(f"• {shared} (key)", Voice.SMALL))
    lines += [Line(f"• {text}", Voice.SMALL) for text in own[:MOST_CONDITIONS]]
    if len(own) > MOST_CONDITIONS:
        more = count(len(own) - MOST_CONDITIONS, "more condition")
        lines.append(Line(f"• and {more}", Voice.SMALL))
    return Box(key(gateway), tuple(lines), look(gateway), foot=_foot(law, gateway, on, letters))


def often(law: Law, group: Iterable[Gateway], on: date) -> dict[str, str]:
    """Letters for the sentences that many gateways of a group have."""
    found: Counter[str] = Counter()
    for gateway in group:
        found.update(set(conditions(law, tops(gateway))))
        found.update(set(along(law, gateway, on)))
    many = [text for text, times in found.items() if times >= OFTEN]
    return dict(zip(many, _LETTERS, strict=False))


def often_box(name: str, letters: Mapping[str, str]) -> Box:
    """The key to a group's letters."""
    lines = (Line(f"{letter}  {text}", Voice.SMALL) for text, letter in letters.items())
    head = Line("Key: often in this group", Voice.MARK)
    return Box(f"{name} often", (head, *lines), Look.NOTE)


def _foot(law: Law, gateway: Gateway, on: date, letters: Mapping[str, str]) -> tuple[Line, ...]:
    """What goes along with a gateway: those of its own in words, the usual ones by letter."""
    found = along(law, gateway, on)
    own = [text for text in found if text not in letters]
    shared = ", ".join(sorted(letters[text] for text in found if text in letters))
    lines = [f"+ {shared} (key)"] * bool(shared) + [f"+ {text}" for text in own]
    return tuple(Line(line, Voice.SMALL) for line in lines)


def along(law: Law, gateway: Gateway, on: date) -> list[str]:
    """What goes along with a gateway, each in a line."""
    return [f"{effect(each)}: {each.title}" for each in guests(law, gateway, on)]


def guests(law: Law, gateway: Gateway, on: date) -> list[Gateway]:
    """What goes along with a gateway."""
    return [each for each in current(law, on) if gateway.id in each.attaches_to]


def tops(gateway: Gateway) -> tuple[Twig, ...]:
    """The conditions that must all hold."""
    if gateway.whole is None:
        return ()
    top = twig(gateway.whole)
    return top.parts if top.joined == ALL else (top,)


def conditions(law: Law, points: Sequence[Twig]) -> list[str]:
    """Each condition in a sentence; who may tell whom comes first, with an arrow."""
    found = [*_parties(law, points)]
    return found + [_sentence(point) for point in points if not _names_party(point)]


def _parties(law: Law, points: Iterable[Twig]) -> Iterator[str]:
    """Who tells whom; nothing where anyone may tell anyone."""
    found = {"sharer": "anyone", "recipient": "anyone"}
    for point in points:
        if point.leaf is not None and _names_party(point):
            found[point.leaf.fact] = wanted(law, point)
    sharer, recipient = found.values()
    if {sharer, recipient} != {"anyone"}:
        yield f"{sharer}{ARROW}{'the same' if sharer == recipient else recipient}"


def _names_party(point: Twig) -> bool:
    """Whether it names who tells or is told; a long list of them is better said as a sentence."""
    leaf = point.leaf
    if leaf is None or leaf.fact not in {"sharer", "recipient"}:
        return False
    return bool(leaf.memberships) or len(leaf.values) <= MOST_NAMED


def _sentence(point: Twig) -> str:
    """A condition in one sentence, the parts of an inner one laid side by side."""
    if point.leaf is not None:
        return point.holds
    join = " or " if point.joined == ANY else " and "
    return join.join(
        f"({_sentence(part)})" if part.parts else _sentence(part) for part in point.parts
    )
