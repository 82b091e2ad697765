"""Two versions of a condition compared, point by point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.tools.plain import ALL, answers, kinds, twig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.conditions import Condition, Leaf
    from bot.law.model import Gateway, Law
    from bot.tools.plain import Twig

_SETS = (
    ("open for", "values"),
    ("left open by the law for", "unsettled"),
    ("saying nothing on", "silent"),
)


def conditions_moved(old: Law, new: Law, before: Gateway, after: Gateway) -> Iterator[str]:
    """The points that came, went, or count other answers than before, each said once."""
    was, now = _points(before.whole), _points(after.whole)
    same = [point for point in now if point in was]
    was, now = ([point for point in points if point not in same] for points in (was, now))
    said: list[str] = []
    for point in now:
        earlier = next((each for each in was if _fact(each) == _fact(point)), None)
        if earlier is None:
            said.append(f"now also {_role(point, after.whole)} that {point.holds}.")
        else:
            was.remove(earlier)
            said += _changed(old, new, earlier, point)
    said += [f"no longer {_role(point, before.whole)} that {point.holds}." for point in was]
    if not said and _shape(before.whole) != _shape(after.whole):
        said.append("turns on the same points, joined differently.")
    yield from dict.fromkeys(said)


def _points(condition: Condition | None) -> list[Twig]:
    return twig(condition).points() if condition is not None else []


def _role(point: Twig, condition: Condition | None) -> str:
    """Whether all depends on a point, or it is one of several ways."""
    top = twig(condition) if condition is not None else point
    needed = top.parts if top.joined == ALL else (top,)
    return "needs" if point in needed else "has, as one of several ways,"


def _fact(point: Twig) -> tuple[str, bool]:
    return (point.leaf.fact if point.leaf is not None else "", point.negated)


def _shape(condition: Condition | None) -> object:
    def joined(part: Twig) -> object:
        return (part.joined, tuple(map(joined, part.parts)))

    return joined(twig(condition)) if condition is not None else None


def _changed(old: Law, new: Law, was: Twig, now: Twig) -> Iterator[str]:
    """Which answers count now that did not before, in the words of the law they stand in."""
    if was.leaf is not None and now.leaf is not None:
        yield from _values(old, new, was.leaf, now.leaf)
    if was.holds != now.holds:
        yield f'says "{now.holds}"; it said "{was.holds}".'
    if was.fails != now.fails:
        yield f'says "{now.fails}"; it said "{was.fails}".'


def _values(old: Law, new: Law, was: Leaf, now: Leaf) -> Iterator[str]:
    fact = new.facts[now.fact].name
    if was.memberships != now.memberships:
        lists = [kinds(law, leaf) or "no list" for law, leaf in ((new, now), (old, was))]
        yield f"{fact}: now {lists[0]}; it was {lists[1]}."
    for words, field in _SETS:
        before, after = getattr(was, field), getattr(now, field)
        if after - before:
            yield f"{fact}: now also {words}: {answers(new, now, after - before)}."
        if before - after:
            yield f"{fact}: no longer {words}: {answers(old, was, before - after)}."
    if was.settled_by != now.settled_by:
        yield f"settled by {now.settled_by or 'nothing'}; it was {was.settled_by or 'nothing'}."
