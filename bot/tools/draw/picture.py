"""What a picture is made of, whatever draws it: pieces, boxes with lines of text, and arrows."""

from __future__ import annotations

import enum
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Look(str, enum.Enum):
    """What kind of box it is. A state is told by words and by the frame, never by colour alone."""

    ROUTE = "route"
    MUST = "must"
    BESIDE = "beside"
    JOIN = "join"
    POINT = "point"
    NOTE = "note"
    OPEN = "open"
    CLOSED = "closed"
    UNDECIDED = "undecided"


class Voice(str, enum.Enum):
    """How a line of a box is set."""

    TITLE = "title"
    MARK = "mark"
    PLAIN = "plain"
    SMALL = "small"


class Flow(str, enum.Enum):
    """What an arrow says: what has to hold, what comes first, or only what stands below."""

    NEEDS = "needs"
    BEFORE = "before"
    BELOW = "below"


_LETTERS = {Voice.TITLE: 0.88, Voice.MARK: 1.0, Voice.PLAIN: 1.0, Voice.SMALL: 1.12}
"""How many more letters of a voice go into a line than of plain text."""


@dataclass(frozen=True)
class Line:
    """A sentence in a box."""

    text: str
    voice: Voice = Voice.PLAIN


@dataclass(frozen=True)
class Box:
    """A node: ``width`` is how many letters of plain text fit into a line of it.

    ``foot`` is set apart below: what goes along with it.
    """

    id: str
    lines: tuple[Line, ...]
    look: Look
    width: int = 48
    foot: tuple[Line, ...] = ()

    def wrapped(self, lines: tuple[Line, ...]) -> Iterator[tuple[Line, list[str]]]:
        """Each line broken into as many as the width asks for."""
        for line in lines:
            wide = int(self.width * _LETTERS[line.voice])
            indent = "   " if line.text.startswith("• ") else ""
            found = textwrap.wrap(line.text, wide, break_long_words=False, subsequent_indent=indent)
            yield line, found or [""]

    def height(self) -> int:
        """How many lines it takes, frames counted as one."""
        return 1 + sum(len(words) for _, words in self.wrapped(self.lines + self.foot))


@dataclass(frozen=True)
class Arrow:
    """From one box to another of the same piece."""

    start: str
    end: str
    flow: Flow = Flow.NEEDS


@dataclass(frozen=True)
class Piece:
    """A part that is laid out by itself: an Act, or one gateway with its conditions.

    ``column`` says in which column of the sheet it stands; None leaves that to the sheet.
    """

    id: str
    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    column: int | None = None


@dataclass(frozen=True)
class Picture:
    """Pieces in the order in which they are read, below a title and how to read it.

    ``across`` says that they are read from left to right; from the top down otherwise.
    """

    title: str
    legend: tuple[str, ...]
    pieces: tuple[Piece, ...]
    across: bool = False
