"""Pictures in Graphviz's language, and as SVG through its program ``dot``."""

from __future__ import annotations

import subprocess
import textwrap
from html import escape
from typing import TYPE_CHECKING

from bot.bootstrap import InstallError, need_graphviz
from bot.install import ROOT
from bot.tools.console import WrongUse
from bot.tools.draw.picture import Flow, Look, Voice

if TYPE_CHECKING:
    from bot.tools.draw.picture import Arrow, Box, Line, Picture, Piece

WIDE = 170
"""Letters in a line of the heading."""
LETTER = 5.2
"""Points that a letter takes at most, on average: fonts differ from machine to machine."""
FONT = "Helvetica,Arial,sans-serif"
_FRAME = {
    # look: paper, ink of the frame, its width, its style
    Look.ROUTE: ("#e8f1fa", "#1f5c99", 1, "solid"),
    Look.MUST: ("#fdeee3", "#b34700", 2, "solid"),
    Look.BESIDE: ("#f6f6f6", "#666666", 1, "dashed"),
    Look.JOIN: ("#ffffff", "#444444", 1, "rounded"),
    Look.POINT: ("#ffffff", "#888888", 1, "solid"),
    Look.NOTE: ("#ffffff", "#bbbbbb", 1, "solid"),
    Look.OPEN: ("#e3f4e6", "#1a6b2c", 4, "solid"),
    Look.CLOSED: ("#e4e4e4", "#777777", 1, "solid"),
    Look.UNDECIDED: ("#fff7d6", "#8a6500", 2, "dashed"),
}
_FOOT = ' BGCOLOR="#ffffff"'
_SETS = {
    Voice.TITLE: ('<FONT POINT-SIZE="11"><B>', "</B></FONT>"),
    Voice.MARK: ('<FONT POINT-SIZE="9"><B>', "</B></FONT>"),
    Voice.PLAIN: ('<FONT POINT-SIZE="10">', "</FONT>"),
    Voice.SMALL: ('<FONT POINT-SIZE="9">', "</FONT>"),
}


def dot(picture: Picture) -> str:
    """The whole picture as one graph, a cluster for each piece."""
    inside = "\n".join(_cluster(piece) for piece in picture.pieces)
    label = "".join(f"{line}\\l" for line in map(_quoted, (picture.title, *picture.legend)))
    head = f'{_defaults(across=picture.across)}label="{label}" labelloc=t labeljust=l'
    return f"digraph law {{\n{head}\n{inside}\n}}\n"


def piece_dot(piece: Piece, *, across: bool) -> str:
    """One piece as a graph of its own."""
    return f"digraph law {{\n{_defaults(across=across)}margin=0\n{_cluster(piece)}\n}}\n"


def _defaults(*, across: bool) -> str:
    """Left to right for trees; from the top down for cards, which then stand close."""
    way = "rankdir=LR nodesep=0.08 ranksep=0.35" if across else "rankdir=TB ranksep=0.11"
    return (
        f'graph [{way} fontname="{FONT}" fontsize=12]\n'
        f'node [shape=plain fontname="{FONT}"]\n'
        'edge [arrowsize=0.6 color="#444444"]\n'
    )


def heading_dot(picture: Picture) -> str:
    """The title and the lines on how to read it, as a graph of one box without a frame."""
    wrapped = (part for line in picture.legend for part in textwrap.wrap(line, WIDE))
    lines = "".join(f"{escape(line)}{' ' * 8}<BR ALIGN='LEFT'/>" for line in wrapped)
    title = f"<FONT POINT-SIZE='22'><B>{escape(picture.title)}</B></FONT><BR ALIGN='LEFT'/>"
    return (
        f"digraph heading {{\n{_defaults(across=False)}margin=0\n"
        f"heading [label=<{title}<FONT POINT-SIZE='11'>{lines}</FONT>>]\n}}\n"
    )


def svg(graph: str) -> str:
    """What ``dot`` makes of a graph.

    Raises:
        WrongUse: the program is missing and cannot be installed, or it refused the graph.
    """
    try:
        need_graphviz(ROOT)
    except InstallError as error:
        raise WrongUse(str(error)) from error
    done = subprocess.run(
        ["dot", "-Tsvg"],  # noqa: S607  found on PATH on purpose
        input=graph,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise WrongUse(f"dot refused the picture: {done.stderr.strip()}")
    return done.stdout


def _cluster(piece: Piece) -> str:
    # Graphviz lays the children of a box upwards where it lays trees across.
    parts = [*map(_node, piece.boxes), *map(_edge, piece.arrows)]
    inside = "\n".join(f"  {part}" for part in parts)
    if not piece.title:
        return inside
    words = "<BR ALIGN='LEFT'/>".join(map(escape, textwrap.wrap(piece.title, 36)))
    title = f"<FONT POINT-SIZE='14'><B>{words}<BR ALIGN='LEFT'/></B></FONT>"
    head = f'label=<{title}> labeljust=l style=filled color="#d0d0d0" fillcolor="#fbfbfb" margin=8'
    return f'subgraph "cluster {_quoted(piece.id)}" {{\n  {head}\n{inside}\n}}'


def _node(box: Box) -> str:
    paper, ink, width, style = _FRAME[box.look]
    rows = "".join(_row(box, line, words) for line, words in box.wrapped(box.lines))
    foot = "".join(_row(box, line, words, _FOOT) for line, words in box.wrapped(box.foot))
    rule = "<HR/>" if foot else ""
    style = f' STYLE="{style}"' if style != "solid" else ""
    table = (
        f'<TABLE BORDER="{width}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="2"'
        f' COLOR="{ink}" BGCOLOR="{paper}"{style}>'
        f"{rows}{rule}{foot}</TABLE>"
    )
    return f'"{_quoted(box.id)}" [label=<{table}>]'


def _row(box: Box, line: Line, words: list[str], paper: str = "") -> str:
    before, after = _SETS[line.voice]
    text = '<BR ALIGN="LEFT"/>'.join(escape(each) for each in words)
    cell = f'ALIGN="LEFT" BALIGN="LEFT" WIDTH="{box.width * LETTER:.0f}"{paper}'
    return f"<TR><TD {cell}>{before}{text}{after}</TD></TR>"


def _edge(arrow: Arrow) -> str:
    style = {Flow.BELOW: " [style=invis]", Flow.BEFORE: " [penwidth=1.5]"}.get(arrow.flow, "")
    return f'"{_quoted(arrow.start)}" -> "{_quoted(arrow.end)}"{style}'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
