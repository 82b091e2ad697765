"""Two versions of the law compared: each difference as a sentence."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from bot.render.days import spoken
from bot.tools.plain import days, in_order, plain
from bot.tools.points import conditions_moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.law.model import Gateway, Law
    from bot.law.texts import Note
    from bot.law.vocabulary import Fact, Role

_Thing = TypeVar("_Thing")


def moves(old: Law, new: Law) -> Iterator[str]:
    """What was added, what went, and what is said differently; gateways first."""

    def gateway(one: Gateway, other: Gateway) -> Iterator[str]:
        yield from _gateway(one, other)
        yield from conditions_moved(old, new, one, other)

    yield from _each("Gateway", _versions(old), _versions(new), gateway)
    yield from _each("Fact", old.facts, new.facts, _fact)
    yield from _each("Role", old.roles, new.roles, _role)
    for kind, before, after in (
        ("List", old.memberships, new.memberships),
        ("Wording", old.wording, new.wording),
        ("Passage", old.passages, new.passages),
        ("Explainer", old.explainers, new.explainers),
        ("Contact", old.contacts, new.contacts),
        ("Topic not covered", old.not_covered, new.not_covered),
    ):
        yield from _each(kind, before, after, _otherwise)


def _each(
    kind: str,
    old: Mapping[str, _Thing],
    new: Mapping[str, _Thing],
    compare: Callable[[_Thing, _Thing], Iterable[str]],
) -> Iterator[str]:
    """A line for what was added or went, and for what changed a line with points below it."""
    for name in dict.fromkeys([*new, *old]):
        if name not in old:
            yield f"{kind} {name}: added{_titled(new[name])}."
        elif name not in new:
            yield f"{kind} {name}: gone{_titled(old[name])}."
        elif _differ(old[name], new[name]):
            yield f"{kind} {name}{_titled(new[name])}:"
            said = list(compare(old[name], new[name])) or ["said differently."]
            yield from (f"  - {sentence}" for sentence in said)


def _differ(old: object, new: object) -> bool:
    """Whether they say different things; some kinds are equal only to themselves."""
    if is_dataclass(old) and is_dataclass(new):
        return any(getattr(old, f.name) != getattr(new, f.name) for f in fields(old))
    return old != new


def _titled(thing: object) -> str:
    title = getattr(thing, "title", "") or getattr(thing, "name", "") or getattr(thing, "label", "")
    in_force = getattr(thing, "in_force", None)
    return f", {title}" * bool(title) + (f", {days(in_force)}" if in_force else "")


def _otherwise(_old: object, _new: object) -> tuple[str, ...]:
    return ()


def _versions(law: Law) -> dict[str, Gateway]:
    """Gateways by id; where one has several versions, by id and number, the earliest first."""
    found: dict[str, Gateway] = {}
    for gateway in in_order(law.gateways):
        number, name = 1, gateway.id
        while name in found:
            number += 1
            name = f"{gateway.id} (version {number})"
        found[name] = gateway
    return found


def _gateway(old: Gateway, new: Gateway) -> Iterator[str]:
    if old.in_force != new.in_force:
        yield f"in force {days(new.in_force)}; it was {days(old.in_force)}."
    if old.standing is not new.standing:
        yield f"{'stays' if new.standing else 'no longer stays'} open whoever was named."
    yield from _sets("goes along with", old.attaches_to, new.attaches_to)
    for one, other, fields_ in (
        (old, new, ("effect", "rank", "rank_reason", "name", "title", "says", "decides")),
        (old.citation, new.citation, ("provision", "url", "as_at", "confidence")),
    ):
        yield from fields_moved(one, other, fields_)
    for field in ("duties", "limits", "judgements", "unsettled"):
        yield from _notes(field, getattr(old, field), getattr(new, field))
    yield from _sets("quotes", old.quotes, new.quotes)


def fields_moved(old: object, new: object, names: Iterable[str]) -> Iterator[str]:
    """What each field says now, and what it said."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f'{_NAMED.get(name, name)} "{_said(after)}"; it was "{_said(before)}".'


_NAMED = {"rank": "preference", "rank_reason": "reason for it", "as_at": "read as at"}


def _said(value: object) -> str:
    if isinstance(value, date):
        return spoken(value)
    return plain(str(getattr(value, "value", value)))


def _notes(field: str, old: Iterable[Note], new: Iterable[Note]) -> Iterator[str]:
    before, after = (
        [f'"{plain(note.text)}" ({note.provision})' for note in notes] for notes in (old, new)
    )
    yield from _sets(field, before, after)


def _sets(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    before, after = list(old), list(new)
    yield from (f"{what}, added: {each}." for each in after if each not in before)
    yield from (f"{what}, gone: {each}." for each in before if each not in after)


def _fact(old: Fact, new: Fact) -> Iterator[str]:
    if old.question != new.question:
        yield f'asks "{plain(new.question)}"; it asked "{plain(old.question)}".'
    if not new.is_role:
        yield from _sets("answers", old.options, new.options)
        for value, option in new.options.items():
            before = old.options.get(value)
            if before is not None and before.implies != option.implies:
                yield f"{value} settles other facts than before."
    if old.cost != new.cost:
        yield f"asked at cost {new.cost}; it was {old.cost}."


def _role(old: Role, new: Role) -> Iterator[str]:
    for name in dict.fromkeys([*new.memberships, *old.memberships]):
        was, now = old.memberships.get(name), new.memberships.get(name)
        if was is not None and now is not None and was.value != now.value:
            why = f"because {now.because} ({now.provision})"
            yield f"{name} is {now.value}, {why}; it was {was.value}."
    yield from _sets("words", old.words, new.words)
