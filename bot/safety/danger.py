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

_NOW, _AT_ONCE, _DENIED, _NO_DENIAL = "now", "right_now", "denied_by", "no_denial"
_URGENT = frozenset({_NOW, _AT_ONCE})


@dataclass(frozen=True)
class Sign:
    """One kind of danger.

    Attributes:
        calmed_by: which words near it calm it.
        only_now: whether it counts only with "now".
        unmistakable: whether hardly any ordinary message shows it.
    """

    calmed_by: frozenset[str]
    only_now: bool
    unmistakable: bool


@dataclass(frozen=True)
class Find:
    """A sign that stands in a sentence.

    Attributes:
        name: of the sign.
        cues: what stands near it: now, right_now, past, asking, ...
        counts: whether it is denied by nothing and calmed by nothing.
        certain: whether it counts and leaves no doubt: nothing near it could calm any sign.
    """

    name: str
    cues: frozenset[str]
    counts: bool
    certain: bool


@dataclass(frozen=True)
class Danger:
    """All signs of data/danger.yml, ready to look for."""

    signs: Mapping[str, Sign]
    rows: Rows
    cues: Rows
    spelled_out: Mapping[str, str]
    slips: Slips

    def seen(self, text: str) -> bool:
        """Whether the message may tell of danger now. Reads typed words and keeps none."""
        return next(self.signs_in(text), None) is not None

    def certain(self, text: str) -> bool:
        """Whether the message tells of danger now, whatever else may be thought of it."""
        return any(find.certain for find in self.finds_in(text))

    def signs_in(self, text: str) -> Iterator[str]:
        """The names of the signs that the message shows, sentence by sentence."""
        return (find.name for find in self.finds_in(text) if find.counts)

    def evidence(self, text: str) -> list[str]:
        """What speaks for danger and against it, as features to learn from."""
        found: set[str] = set()
        for find in self.finds_in(text):
            found |= {f"finds {find.name}", *(f"near {cue}" for cue in find.cues)}
            if find.counts:
                found |= {f"counts {find.name}", "counts"}
        return sorted(found)

    def finds_in(self, text: str) -> Iterator[Find]:
        """Every sign that stands in the message, denied or calmed though it may be."""
        for typed in sentences(text, self.spelled_out):
            words = [BEGIN, *(self.slips.forgiven(word) for word in typed), END]
            places = list(self.rows.found(words))
            cues = list(self.cues.found(words)) if places else []
            for name, start, end in places:
                yield self._find(name, words, (start, end), cues)

    def _find(
        self,
        name: str,
        words: Sequence[str],
        span: tuple[int, int],
        cues: Sequence[tuple[str, int, int]],
    ) -> Find:
        sign = self.signs[name]
        near = frozenset(
            cue
            for cue, start, end in cues
            if span[0] - _CALM_WITHIN <= start and end <= span[1] + _CALM_WITHIN
        )
        counts = _NOW in near or not (sign.only_now or sign.calmed_by & near)
        counts = counts and not _is_denied(words, span[0], cues)
        in_no_doubt = near <= _URGENT and (sign.unmistakable or _AT_ONCE in near)
        return Find(name, near, counts, counts and in_no_doubt)


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
            name: Sign(
                frozenset(block["calmed_by"]),
                block.get("only_now") == "yes",
                block.get("unmistakable") == "yes",
            )
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
        _AT_ONCE: lists[_AT_ONCE],
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
