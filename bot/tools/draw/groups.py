"""Gateways in groups: one for each Act or scheme, the first choice on top."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.law.model import BESIDE
from bot.tools.draw.picture import Arrow, Box, Flow, Piece
from bot.tools.draw.sheet import SHAPE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.law.model import Gateway

    _Cards = Mapping[str, Sequence[tuple[Gateway, Box]]]

LINE, COLUMN = 17.0, 300.0
"""About how high a line of a card is, and how wide a column of cards, in points."""
TITLE_LINES = 4


def groups(gateways: Sequence[Gateway]) -> dict[str, list[Gateway]]:
    """By framework, those that stand by themselves; what conditions sharing comes last."""
    found: dict[str, list[Gateway]] = {}
    for gateway in sorted(gateways, key=lambda each: each.effect in BESIDE):
        if not gateway.attaches_to:
            found.setdefault(gateway.framework, []).append(gateway)
    return found


def pieces(
    grouped: Mapping[str, Sequence[Gateway]],
    box: Callable[[Gateway], Box],
    firsts: Mapping[str, Box],
) -> tuple[Piece, ...]:
    """The cards of all groups below each other; a group goes on where a column ends.

    Args:
        grouped: gateways by framework.
        box: draws a card.
        firsts: what stands above the cards of some frameworks.
    """
    cards = {name: [(each, box(each)) for each in mine] for name, mine in grouped.items()}
    lines = sum(card.height() for group in cards.values() for _, card in group)
    lines += sum(TITLE_LINES + _height(firsts.get(name)) for name in cards)
    columns = max(1, round(math.sqrt(SHAPE * LINE * lines / COLUMN)))
    room = math.ceil(lines / columns)
    found = _fill(cards, firsts, room)
    while len({piece.column for piece in found}) > columns:
        room += 1
        found = _fill(cards, firsts, room)
    return tuple(found)


def _fill(cards: _Cards, firsts: Mapping[str, Box], room: int) -> list[Piece]:
    """Fill columns of so many lines, one after the other."""
    found: list[Piece] = []
    used = at = 0
    for name, group in cards.items():
        first, column, number = firsts.get(name), [group[0]], 1
        start = TITLE_LINES + _height(first) + group[0][1].height()
        at, used = (at + 1, start) if used and used + start > room else (at, used + start)
        for gateway, card in group[1:]:
            if used + card.height() > room:
                found.append(_piece(name, number, column, first, at))
                first, column, number = None, [], number + 1
                at, used = at + 1, TITLE_LINES
            column.append((gateway, card))
            used += card.height()
        found.append(_piece(name, number, column, first, at))
    return found


def _height(box: Box | None) -> int:
    return box.height() if box is not None else 0


def _piece(
    name: str, number: int, column: list[tuple[Gateway, Box]], first: Box | None, at: int
) -> Piece:
    title = column[0][0].framework_title + (" (goes on)" * (number > 1))
    boxes = tuple(card for _, card in column)
    arrows = tuple(
        Arrow(above.id, below.id, _flow(one, other))
        for (one, above), (other, below) in pairwise(column)
    )
    if first is not None:
        arrows = (Arrow(first.id, boxes[0].id, Flow.BELOW), *arrows)
        boxes = (first, *boxes)
    return Piece(f"{name} {number}", title, boxes, arrows, at)


def _flow(one: Gateway, other: Gateway) -> Flow:
    """Whether the one comes first, or the two only stand below each other."""
    routes = one.effect not in BESIDE and other.effect not in BESIDE
    return Flow.BEFORE if routes and one.rank < other.rank else Flow.BELOW
