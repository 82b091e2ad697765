"""Does a typed message say that someone is in danger now? Looked at before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.law.reading import read_block
from bot.safety.patterns import BEGIN, END, Rows, row
from bot.safety.reading import COMMA, LONG_WORD, Slips, plain, sentences, single

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.law.reading import Block
    from bot.safety.patterns import Row

DANGER = Path(__file__).resolve().parents[2] / "data" / "danger.yml"
_SCHEMA = Path(__file__).with_name("danger.schema.json")
_DENIED_WITHIN = 3
"""Words. A denial has to begin this near before a sign, within the same part of the sentence."""

_CALM_WITHIN = 15
"""Words. People who ramble put last year and tonight into one sentence."""

_NOW, _DENIED, _NO_DENIAL = "now", "denied_by", "no_denial"


@dataclass(frozen=True)
class Sign:
    """One kind of danger: which words near it calm it, and whether it counts only with "now"."""

    calmed_by: frozenset[str]
    only_now: bool


@dataclass(frozen=True)
class Danger:
    """All signs of data/danger.yml, ready to look for."""

    signs: Mapping[str, Sign]
    rows: Rows
    cues: Rows
    spelled_out: Mapping[str, str]
    slips: Slips

    def seen(self, text: str) -> bool:
        """Whether the message tells of danger now. Reads typed words and keeps none."""
        return next(self.signs_in(text), None) is not None

    def signs_in(self, text: str) -> Iterator[str]:
        """The names of the signs that the message shows, sentence by sentence."""
        for typed in sentences(text, self.spelled_out):
            words = [BEGIN, *(self.slips.forgiven(word) for word in typed), END]
            cues = list(self.cues.found(words))
            for name, start, end in self.rows.found(words):
                if self._counts(self.signs[name], words, (start, end), cues):
                    yield name

    def _counts(
        self,
        sign: Sign,
        words: Sequence[str],
        span: tuple[int, int],
        cues: Sequence[tuple[str, int, int]],
    ) -> bool:
        near = {
            cue
            for cue, start, end in cues
            if span[0] - _CALM_WITHIN <= start and end <= span[1] + _CALM_WITHIN
        }
        if _is_denied(words, span[0], cues):
            return False
        return _NOW in near or not (sign.only_now or sign.calmed_by & near)


def _is_denied(words: Sequence[str], at: int, cues: Sequence[tuple[str, int, int]]) -> bool:
    """Whether a denial stands right before; "not sure", "no time" and their like are none."""
    nearest = max(0, at - _DENIED_WITHIN)
    excused = {start for cue, start, _ in cues if cue == _NO_DENIAL}
    return any(
        cue == _DENIED and nearest <= end - 1 < at and COMMA not in words[end:at]
        for cue, start, end in cues
        if start not in excused
    )


def load_danger(path: Path = DANGER) -> Danger:
    """Read the signs of danger.

    Raises:
        LawError: the file is not as it should be; the message names file, line and what is wrong.
    """
    found = read_block(path.read_text(encoding="utf-8"), path.name, _SCHEMA)
    lists = {name: _flat(listed) for name, listed in found["words"].items()}
    signs = found["signs"]
    rows = [
        (name, row(_written_out(pattern, found["parts"]), lists, _where(path, signs, name)))
        for name, block in signs.items()
        for pattern in block["patterns"]
    ]
    cues = list(_cues(found, lists, path))
    real = {single(word) for word in found["no_slips"]} | _long_words(cues)
    return Danger(
        signs={
            name: Sign(frozenset(block["calmed_by"]), block.get("only_now") == "yes")
            for name, block in signs.items()
        },
        rows=Rows(rows),
        cues=Rows(cues),
        spelled_out={_short(short): plain(long) for short, long in found["spelled_out"].items()},
        slips=Slips(_long_words(rows), real),
    )


def _cues(
    found: Block, lists: Mapping[str, Sequence[str]], path: Path
) -> Iterator[tuple[str, Row]]:
    """The words that make a sign count, calm it or deny it."""
    listed = {
        _NOW: lists[_NOW],
        _DENIED: found[_DENIED],
        _NO_DENIAL: found[_NO_DENIAL],
        **found["calm"],
    }
    for name, patterns in listed.items():
        where = found["calm"] if name in found["calm"] else found
        at = _where(path, where, name if name in where else "words")
        yield from ((name, row(pattern, lists, at)) for pattern in patterns)


def _where(path: Path, block: Block, name: str) -> str:
    return f"{path.name}:{block.lines[name]}"


def _written_out(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with each <part> as the words it stands for."""
    for name, words in parts.items():
        pattern = pattern.replace(f"<{name}>", words)
    return pattern


def _flat(listed: list[Any]) -> list[str]:
    """A list whose entries may be lists themselves (a YAML alias inside a list)."""
    return [word for item in listed for word in (item if isinstance(item, list) else [item])]


def _short(short: str) -> str:
    return plain(short).replace(".", "")


def _long_words(rows: Sequence[tuple[str, Row]]) -> set[str]:
    """Every word of the patterns that is long enough to be forgiven a slip."""
    phrases = (element.phrases for _, each in rows for element in each.elements)
    words = {
        word
        for listed in phrases
        for first, rests in listed.items()
        for rest in rests
        for word in (first, *rest)
    }
    return {word for word in words if len(word) >= LONG_WORD and word.isalpha()}
