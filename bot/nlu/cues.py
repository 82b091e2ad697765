"""Cues: patterns of words round a role or a fact, as ``data/nlu/cues.yml`` lists them.

A cue is plain words with slots in braces. ``{role}`` is a role that was found (with *the*, *his*
and the like before it), ``{any}`` up to seven words of the same clause (``{few}`` up to
five and no role), and any other name a
group of words from the file. Cues run over a skeleton: the words of the message, each role
replaced by its number.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.nlu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.nlu.phrases import Span
    from bot.nlu.text import Token

CUES = Path(__file__).resolve().parents[2] / "data" / "nlu" / "cues.yml"
FEW = r"(?:[a-z0-9]+ ){0,5}?"
ANY = r"(?:(?:[a-z0-9]+|<\d+>) ){0,7}?"


class CueError(ValueError):
    """The cues file asks for a group of words that it does not have."""


@dataclass(frozen=True)
class Skeleton:
    """The message as one line of words; ``places[i]`` is the token that begins at character i."""

    line: str
    places: Mapping[int, int]


def read_cues(path: Path = CUES) -> dict[str, Any]:
    """Read the cues file; yes and no stay words.

    Raises:
        OSError: the file cannot be read.
        yaml.YAMLError: it is not YAML.
    """
    with path.open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    return content


def skeleton(tokens: Sequence[Token], roles: Sequence[Span]) -> Skeleton:
    """Write the tokens as one line, each role as ``<number>``."""
    starts = {role.first: number for number, role in enumerate(roles)}
    line, places, at = " ", {}, 0
    while at < len(tokens):
        places[len(line)] = at
        if at in starts:
            line += f"<{starts[at]}> "
            at = roles[starts[at]].last + 1
        else:
            line += tokens[at].norm.replace("\n", ".") + " "
            at += 1
    return Skeleton(line, places)


class CueBook:
    """Cue patterns compiled once. ``groups`` are the words that a ``{name}`` stands for."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._groups = {name: _either(words) for name, words in groups.items()}
        self._groups |= {"any": ANY, "few": FEW}

    def compile(self, cues: Sequence[str]) -> re.Pattern[str]:
        """Make one pattern of several cues; the group ``role`` of a match is the role's number.

        Raises:
            CueError: a cue names a group that the file does not have.
        """
        alike = itertools.groupby(cues, key=lambda cue: cue.split()[0])
        each = [self._any_of(first, list(beginning)) for first, beginning in alike]
        return re.compile(r"(?<= )(?:" + "|".join(each) + ")" if each else r"(?!)")

    def _any_of(self, first: str, cues: Sequence[str]) -> str:
        """Cues that begin alike; how they do is looked for once for all of them."""
        rests = ["".join(self._piece(piece, cue) for piece in cue.split()[1:]) for cue in cues]
        return self._piece(first, cues[0]) + "(?:" + "|".join(rests) + ")"

    def _piece(self, piece: str, cue: str) -> str:
        if not piece.startswith("{"):
            return fold("^" if piece == "^" else piece) + " " if piece != "^" else r"(?<=^ )"
        name = piece.strip("{}")
        if name == "role":
            return self._groups["before_role"] + r"<(\d+)> "
        if name not in self._groups:
            known = ", ".join(sorted(self._groups))
            message = (
                f"{CUES.name}: cue '{cue}' needs the group '{name}', which is not among {known}."
            )
            raise CueError(message)
        return self._groups[name]


def roles_in(pattern: re.Pattern[str], line: str) -> Iterator[int]:
    """Give the numbers of the roles that stand in the cue, first to last, overlaps included."""
    at = 0
    while found := pattern.search(line, at):
        yield int(next(group for group in found.groups() if group is not None))
        at = found.start() + 1


def _either(words: Sequence[str]) -> str:
    """Give a pattern of any one of ``words``; an empty word lets there be none or several."""
    real = sorted((fold(word) for word in words if word), key=len, reverse=True)
    either = "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") + " " for word in real) + ")"
    return either + "{0,4}" if "" in words else either
