"""The whole of the law on one sheet, and what one answer turned on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.resolve import resolve
from bot.law.truth import NO, UNKNOWN
from bot.render.days import spoken
from bot.render.headline import headline
from bot.render.phrases import missing, reason
from bot.tools.draw.boxes import STATE, WORD, card, current, guests, key, often, often_box
from bot.tools.draw.groups import groups, pieces
from bot.tools.draw.picture import Box, Line, Picture, Voice
from bot.tools.plain import effect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.law.resolve import Finding, Resolution

ORDER = "An arrow down means: look at the upper one first. A lower preference comes first."
FRAMES = (
    "Frames: thick is what must be done or heard of, thin is a way to share, dashed only goes "
    "along with sharing."
)
CARD = (
    "On each card: who → whom, where it matters; • what must hold as well, all of it. Letters "
    "stand for sentences of the group's key."
)
FOOT = "+ is what goes along with it."
STATES = "OPEN has a thick frame, UNDECIDED a dashed one, CLOSED a thin one on grey."


def overview(law: Law, on: date) -> Picture:
    """Each gateway on a card, by framework, with who may tell whom and the main conditions."""
    legend = (
        f"{ORDER} {FRAMES}",
        f"{CARD} {FOOT}",
        f"In force, or still to come, on {spoken(on)}; law files {law.digest[:12]}.",
    )
    grouped = groups(current(law, on))
    letters = {name: often(law, mine, on) for name, mine in grouped.items()}
    firsts = {name: often_box(name, found) for name, found in letters.items() if found}
    cards = pieces(grouped, lambda each: card(law, each, on, letters[each.framework]), firsts)
    return Picture("The law on sharing, as Safe to Share holds it", legend, cards)


def answered(law: Law, facts: Mapping[str, str], on: date) -> Picture:
    """Each gateway in force with its state on the facts, and what that turned on.

    Raises:
        UnknownAnswer, Contradiction, NoLawInForce: as in ``resolve``.
    """
    found = resolve(law, facts, on)
    legend = (
        headline(law, found),
        given(law, facts),
        f"{STATES} {FOOT} {ORDER}",
        f"On {spoken(on)}; law files {law.digest[:12]}.",
    )
    grouped = groups([each.gateway for each in found.findings])
    cards = pieces(grouped, lambda each: _traced(law, found, each), {})
    return Picture(f"One answer: {found.outcome.value.replace('_', ' ')}", legend, cards)


def given(law: Law, facts: Mapping[str, str]) -> str:
    """What was answered, in words."""
    said = (f"{law.facts[name].name}: {_label(law, name, facts[name])}" for name in facts)
    return f"Given: {'; '.join(said)}."


def _label(law: Law, name: str, value: str) -> str:
    options, not_sure = law.facts[name].options, law.wording["not_sure"].lower()
    return ", ".join(options[v].label if v in options else not_sure for v in value.split(","))


def _traced(law: Law, found: Resolution, gateway: Gateway) -> Box:
    finding = found.of(gateway.id)
    elsewhere = " (for others than the one named)" if finding.elsewhere else ""
    mark = f"{WORD[finding.status]}{elsewhere}; {effect(gateway)}, preference {gateway.rank}"
    lines = [Line(gateway.title, Voice.TITLE), Line(mark, Voice.MARK)]
    lines += [Line(f"• {said}", Voice.SMALL) for said in _reasons(law, found, finding)]
    foot = () if finding.status is NO else tuple(_foot(law, found, finding))
    return Box(key(gateway), tuple(lines), STATE[finding.status], foot=foot)


def _reasons(law: Law, found: Resolution, finding: Finding) -> list[str]:
    """What fixed a finding, each thing said once."""
    said = [
        f"not known: {missing(leaf, law, found.facts)}"
        if truth is UNKNOWN
        else reason(leaf, truth, law, found.facts)
        for leaf, truth in found.turned_on(finding)
    ]
    return list(dict.fromkeys(said))


def _foot(law: Law, found: Resolution, host: Finding) -> list[Line]:
    """What goes along with a gateway and is not closed; its own state where that differs."""
    lines = []
    for gateway in guests(law, host.gateway, found.on):
        if gateway.in_force.covers(found.on):
            status = found.of(gateway.id).status
            own = f" ({WORD[status]})" if status is not host.status else ""
            if status is not NO:
                lines.append(Line(f"+ {effect(gateway)}: {gateway.title}{own}", Voice.SMALL))
    return lines
