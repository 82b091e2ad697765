"""``draw``: choose the picture, and say it in the format that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.tools.draw import graphviz, sheet, trees, views
from bot.tools.draw.mermaid import mermaid
from bot.tools.given import known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.tools.draw.picture import Picture


def draw(
    law: Law, framework: str | None, facts: Mapping[str, str] | None, on: date, kind: str
) -> str:
    """The picture as text: ``kind`` is svg, mermaid or dot.

    Raises:
        WrongUse: no framework has that id, or there is no Graphviz to draw SVG with.
        UnknownAnswer, Contradiction, NoLawInForce: as in ``resolve``.
    """
    picture = _picture(law, framework, facts, on)
    if kind == "mermaid":
        return mermaid(picture)
    return graphviz.dot(picture) if kind == "dot" else svg(picture)


def _picture(law: Law, framework: str | None, facts: Mapping[str, str] | None, on: date) -> Picture:
    if framework is not None:
        name = known("framework", framework, (each.framework for each in law.gateways))
        return trees.framework(law, name, on, facts)
    return views.answered(law, facts, on) if facts else views.overview(law, on)


def svg(picture: Picture) -> str:
    """Each piece is laid out by Graphviz, and all are laid on a sheet of ours.

    Graphviz lays out one graph well, but puts the groups of a large one where they fit.
    """
    heading = sheet.drawn(graphviz.svg(graphviz.heading_dot(picture)), "heading")
    pieces = [
        sheet.drawn(
            graphviz.svg(graphviz.piece_dot(piece, across=picture.across)),
            f"piece{number}",
            piece.column,
        )
        for number, piece in enumerate(picture.pieces, 1)
    ]
    return sheet.sheet(picture.title, heading, pieces)
