"""One framework: each of its gateways with the whole tree of its conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.law.resolve import resolve
from bot.law.truth import NO, UNKNOWN, YES
from bot.render.days import spoken
from bot.tools.draw.boxes import STATE, WORD, current, heading, key, look
from bot.tools.draw.picture import Arrow, Box, Line, Look, Picture, Piece, Voice
from bot.tools.draw.views import STATES, given
from bot.tools.plain import ALL, Twig, effect, plain, twig, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.law.model import Gateway, Law
    from bot.law.resolve import Resolution

READ = (
    "Read from the left: what the arrows of a gateway lead to must hold, all of it, unless it says "
    "that one of these is enough. The answers that count stand in small letters where a condition "
    "first appears."
)
_HOLDS = {YES: "HOLDS", NO: "FAILS", UNKNOWN: "NOT KNOWN"}


def framework(law: Law, name: str, on: date, facts: Mapping[str, str] | None = None) -> Picture:
    """Each gateway of one framework with its conditions; with facts, how each stands on them.

    Raises:
        UnknownAnswer, Contradiction, NoLawInForce: as in ``resolve``.
    """
    found = resolve(law, facts, on) if facts else None
    mine = [
        each
        for each in current(law, on)
        if each.framework == name and (found is None or each.in_force.covers(on))
    ]
    forest = _Forest(law, on, found)
    pieces = tuple(forest.tree(gateway) for gateway in mine)
    titles = {each.framework: each.framework_title for each in law.gateways}
    asked = (given(law, facts), STATES) if facts else ()
    legend = (*asked, READ, f"On {spoken(on)}; law files {law.digest[:12]}.")
    return Picture(titles[name], legend, pieces, across=True)


@dataclass
class _Forest:
    """The trees of one framework; what was said of a condition once is not said again."""

    law: Law
    on: date
    found: Resolution | None
    said: set[str] = field(default_factory=set)

    def tree(self, gateway: Gateway) -> Piece:
        """A gateway, and to its right all that it turns on."""
        boxes = [self._top(gateway)]
        arrows: list[Arrow] = []
        if gateway.whole is not None:
            top = twig(gateway.whole)
            parts = top.parts if top.joined == ALL else (top,)
            for number, part in enumerate(parts, 1):
                self._grow(part, f"{boxes[0].id}/{number}", boxes[0].id, boxes, arrows)
        return Piece(key(gateway), "", tuple(boxes), tuple(arrows))

    def _top(self, gateway: Gateway) -> Box:
        lines, shape = list(heading(gateway, self.on)), look(gateway)
        if self.found is not None:
            status = self.found.of(gateway.id).status
            lines.insert(1, Line(WORD[status], Voice.MARK))
            shape = STATE[status]
        lines.append(Line(plain(gateway.says), Voice.SMALL))
        titles = {each.id: each.title for each in self.law.gateways}
        with_it = [each for each in current(self.law, self.on) if gateway.id in each.attaches_to]
        foot = [f"goes along with: {titles[host]}" for host in gateway.attaches_to]
        foot += [f"+ {effect(each)}: {each.title}" for each in with_it]
        small = tuple(Line(line, Voice.SMALL) for line in foot)
        return Box(key(gateway), tuple(lines), shape, width=52, foot=small)

    def _grow(
        self, part: Twig, name: str, parent: str, boxes: list[Box], arrows: list[Arrow]
    ) -> None:
        """Add the boxes of a part, each below the one it hangs on."""
        arrows.append(Arrow(parent, name))
        if part.leaf is not None or all(each.leaf is not None for each in part.parts):
            boxes.append(self._point(part, name))
            return
        boxes.append(Box(name, (Line(part.joined, Voice.MARK),), Look.JOIN, width=11))
        for number, each in enumerate(part.parts, 1):
            self._grow(each, f"{name}.{number}", name, boxes, arrows)

    def _point(self, part: Twig, name: str) -> Box:
        """A condition; one that joins single points only is a list in one box."""
        lines = []
        if self.found is not None:
            lines.append(Line(_HOLDS[part.truth(self.found.facts)], Voice.MARK))
        if part.parts:
            lines.append(Line(f"{part.joined}:", Voice.MARK))
        for point in part.points():
            lines += self._said(point, listed=bool(part.parts))
        shape = STATE[part.truth(self.found.facts)] if self.found else Look.POINT
        return Box(name, tuple(lines), shape, width=52)

    def _said(self, point: Twig, *, listed: bool) -> Iterator[Line]:
        """A single point in words, and the answers that count if that was not said before."""
        if point.leaf is None:
            return
        state = f" ({_HOLDS[point.truth(self.found.facts)]})" if self.found and listed else ""
        yield Line(f"{'• ' * listed}{point.holds}{state}")
        asked = f"{self.law.facts[point.leaf.fact].name}: {wanted(self.law, point)}"
        if asked not in self.said:
            self.said.add(asked)
            yield Line(asked, Voice.SMALL)
