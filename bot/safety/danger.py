"""Does a typed message say that someone is in danger now? Looked at before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.law.reading import read_block
from bot.safety.patterns import compile_all
from bot.safety.reading import COMMA, LONG_WORD, forgiven, plain, sentences, single

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from bot.law.reading import Block

DANGER = Path(__file__).resolve().parents[2] / "data" / "danger.yml"
_SCHEMA = Path(__file__).with_name("danger.schema.json")
_DENIED_WITHIN = 3
"""Words. A denial has to end this near before a sign, within the same part of the sentence."""


@dataclass(frozen=True)
class Sign:
    """One kind of danger: how it is said, and which words in the sentence calm it."""

    name: str
    pattern: re.Pattern[str]
    calmed_by: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Danger:
    """All signs of data/danger.yml, ready to look for."""

    signs: tuple[Sign, ...]
    spelled_out: Mapping[str, str]
    now: re.Pattern[str]
    denied: re.Pattern[str]
    known: frozenset[str]

    def seen(self, text: str) -> bool:
        """Whether the message tells of danger now. Reads typed words and keeps none."""
        return next(self.signs_in(text), None) is not None

    def signs_in(self, text: str) -> Iterator[str]:
        """The names of the signs that the message shows, in the file's order by sentence."""
        for words in sentences(text, self.spelled_out):
            sentence = "".join(f"{forgiven(word, self.known)} " for word in words)
            is_now = self.now.search(sentence) is not None
            for sign in self.signs:
                if self._shows(sign, sentence, is_now=is_now):
                    yield sign.name

    def _shows(self, sign: Sign, sentence: str, *, is_now: bool) -> bool:
        found = [match for match in sign.pattern.finditer(sentence) if match[0]]
        if all(self._is_denied(sentence[: match.start()]) for match in found):
            return False
        return is_now or not any(calm.search(sentence) for calm in sign.calmed_by)

    def _is_denied(self, before: str) -> bool:
        part = before.rpartition(COMMA)[2].split()[-_DENIED_WITHIN:]
        return self.denied.search("".join(f"{word} " for word in part)) is not None


def load_danger(path: Path = DANGER) -> Danger:
    """Read the signs of danger.

    Raises:
        LawError: the file is not as it should be; the message names file, line and what is wrong.
    """
    found = read_block(path.read_text(encoding="utf-8"), path.name, _SCHEMA)
    words: dict[str, list[str]] = {name: _flat(row) for name, row in found["words"].items()}
    calm = {
        name: compile_all(rows, {}, f"{path.name}:{found['calm'].lines[name]}")
        for name, rows in found["calm"].items()
    }
    signs = tuple(
        _sign(name, block, words, calm, f"{path.name}:{found['signs'].lines[name]}")
        for name, block in found["signs"].items()
    )
    return Danger(
        signs=signs,
        spelled_out={_short(short): plain(long) for short, long in found["spelled_out"].items()},
        now=compile_all(words["now"], {}, path.name),
        denied=compile_all(found["denied_by"], {}, path.name),
        known=_long_words(words, found["signs"]),
    )


def _sign(
    name: str,
    block: Block,
    words: Mapping[str, list[str]],
    calm: Mapping[str, re.Pattern[str]],
    where: str,
) -> Sign:
    return Sign(
        name=name,
        pattern=compile_all(block["patterns"], words, where),
        calmed_by=tuple(calm[kind] for kind in block["calmed_by"]),
    )


def _flat(row: list[Any]) -> list[str]:
    """A list whose entries may be lists themselves (a YAML alias inside a list)."""
    return [word for item in row for word in (item if isinstance(item, list) else [item])]


def _short(short: str) -> str:
    return plain(short).replace(".", "")


def _long_words(words: Mapping[str, list[str]], signs: Block) -> frozenset[str]:
    rows = [row for listed in words.values() for row in listed]
    rows += [row for block in signs.values() for row in block["patterns"]]
    every = {single(word) for row in rows for word in plain(row).replace("|", " ").split()}
    return frozenset(word for word in every if len(word) >= LONG_WORD and word.isalpha())
