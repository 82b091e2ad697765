"""Lay drawn pieces on one sheet, in columns that are read downwards, in the shape of A3."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPE = math.sqrt(2)
"""Width by height of a sheet of paper that lies."""
GAP = 14.0
MARGIN = 24.0
SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Drawn:
    """A piece as ``dot`` drew it, with its size in points."""

    root: ET.Element
    width: float
    height: float
    column: int | None = None


def drawn(svg: str, name: str, column: int | None = None) -> Drawn:
    """Read what ``dot`` made; ids get the piece's name, since they must be unique on the sheet."""
    root = ET.fromstring(svg)  # noqa: S314  made by our own call of dot, from our own law files
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", f"{name}-{element.get('id')}")
    width, height = (float(root.attrib[key].removesuffix("pt")) for key in ("width", "height"))
    return Drawn(root, width, height, column)


def sheet(title: str, heading: Drawn, pieces: Sequence[Drawn]) -> str:
    """One SVG with the heading above and the pieces in columns."""
    columns = _best(pieces, heading)
    width, height = _size(columns, heading)
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    size = {"width": f"{width:.0f}pt", "height": f"{height:.0f}pt"}
    root = ET.Element(f"{{{SVG}}}svg", {**size, "viewBox": f"0 0 {width:.0f} {height:.0f}"})
    ET.SubElement(root, f"{{{SVG}}}title").text = title
    ET.SubElement(root, f"{{{SVG}}}rect", {"width": "100%", "height": "100%", "fill": "white"})
    _place(root, heading, MARGIN, MARGIN)
    x, top = MARGIN, MARGIN + heading.height + GAP
    for column in columns:
        y = top
        for piece in column:
            _place(root, piece, x, y)
            y += piece.height + GAP
        x += max(piece.width for piece in column) + GAP
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _place(root: ET.Element, piece: Drawn, x: float, y: float) -> None:
    piece.root.set("x", f"{x:.1f}")
    piece.root.set("y", f"{y:.1f}")
    for key, value in (("width", piece.width), ("height", piece.height)):
        piece.root.set(key, f"{value:.1f}")
    root.append(piece.root)


def _best(pieces: Sequence[Drawn], heading: Drawn) -> list[list[Drawn]]:
    """The columns that were asked for; else as many as bring the sheet nearest to its shape."""
    if all(piece.column is not None for piece in pieces):
        return [list(column) for _, column in groupby(pieces, key=lambda piece: piece.column)]

    def off(columns: list[list[Drawn]]) -> float:
        width, height = _size(columns, heading)
        return abs(math.log(width / height / SHAPE))

    return min((_filled(pieces, number) for number in range(1, len(pieces) + 1)), key=off)


def _filled(pieces: Sequence[Drawn], number: int) -> list[list[Drawn]]:
    """The pieces in their order in so many columns, the longest as short as it can be."""
    limits = sorted(
        {
            sum(piece.height + GAP for piece in pieces[start:end])
            for start in range(len(pieces))
            for end in range(start + 1, len(pieces) + 1)
        }
    )
    return next(columns for limit in limits if len(columns := _within(pieces, limit)) <= number)


def _within(pieces: Sequence[Drawn], limit: float) -> list[list[Drawn]]:
    """Fill each column up to the limit; a piece that is too tall alone makes one column more."""
    columns: list[list[Drawn]] = [[]]
    used = 0.0
    for piece in pieces:
        if columns[-1] and used + piece.height + GAP > limit:
            columns.append([])
            used = 0.0
        columns[-1].append(piece)
        used += piece.height + GAP
    return columns


def _size(columns: list[list[Drawn]], heading: Drawn) -> tuple[float, float]:
    wide = sum(max(piece.width for piece in column) + GAP for column in columns) - GAP
    tall = max(sum(piece.height + GAP for piece in column) for column in columns)
    return max(wide, heading.width) + 2 * MARGIN, heading.height + tall + 2 * MARGIN
