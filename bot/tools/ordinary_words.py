"""Writes the word lists of data/privacy from SCOWL and from our own sentences.

SCOWL gives ordinary English; our sentences give the words of the field, te reo Māori among them,
and the short forms that people type. A word of ours counts where it is used twice, so that a slip
does not become a word, or where the law files have it.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law.load import DATA_LAW, load_law
from bot.privacy.lexicon import DATA, Lexicon, NamesOrWords, read_words
from bot.privacy.names import names_in
from bot.privacy.tokens import bare, fold, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ORDINARY, FIELD, COMMON = "ordinary.txt", "field.txt", "common.txt"
CAPITALS, BODIES = "capitals.txt", "bodies.txt"
_ENGLISH = "english british british_variant_1 british_variant_2 australian american".split()
_LEVELS = (10, 20, 35, 40, 50)
_COMMON_LEVELS = (10, 20)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2018\u2019][^\W\d_]+)*")
_OTHER_LANGUAGES = DATA_LAW.parent / "nlu" / "another_language.yml"
_OFTEN = 4
"""So often used in our own sentences that a slip of it is likelier than a name."""


def write(scowl: Path | None, data: Path = DATA) -> None:
    """Write the lists.

    Args:
        scowl: the folder of SCOWL's lists, ``/usr/share/dict/scowl`` of Debian's package; without
            it only the words of the field are written.
        data: the folder of the lists.
    """
    names = NamesOrWords.read(data)
    if scowl is not None:
        _save(data / ORDINARY, _scowl(scowl, "words", _LEVELS) - names.always)
    ordinary = read_words(data / ORDINARY)
    used = Counter(_used())
    once = (DATA_LAW, _OTHER_LANGUAGES)
    law = set(_words_in(once, twice_over=False))
    field = {word for word, times in used.items() if times > 1 or word in law}
    field = {word for word in field if word[1:]} - ordinary - names.always - names.either
    _save(data / FIELD, field - _with_owner(names.always))
    _save(data / CAPITALS, _capitals() - names.always - names.either)
    _save(data / BODIES, set())
    _save(data / BODIES, _bodies(data))
    often = {word for word, times in used.items() if times >= _OFTEN}
    if scowl is not None:
        often |= _scowl(scowl, "words", _COMMON_LEVELS) & ordinary
        _save(data / COMMON, {word for word in often - names.always if word[2:]})


def _used() -> Iterator[str]:
    root = DATA_LAW.parent
    yield from _words_in((root / "nlu", root / "openings", root / "crises", DATA_LAW))


def _words_in(places: Iterable[Path], *, twice_over: bool = True) -> Iterator[str]:
    """Folded words; of a place's sentences each time they are used, or of its own texts only."""
    for place in places:
        files = sorted(place.rglob("*.yml")) if place.is_dir() else [place]
        for path in files:
            if not twice_over and path.parent.name == "explainers":
                continue
            for found in _WORD.finditer(path.read_text(encoding="utf-8")):
                yield bare(found.group())


def _capitals() -> set[str]:
    """Words that our own sentences write with a capital after a small letter."""
    inside = re.compile(rf"[a-z,] ({_WORD.pattern})")
    files = sorted(DATA_LAW.parent.rglob("*.yml"))
    texts = (path.read_text(encoding="utf-8") for path in files if path.parent != DATA)
    found = (word for text in texts for word in inside.findall(text))
    return {bare(word) for word in found if word[0].isupper()}


def _bodies(data: Path) -> set[str]:
    """What the law files call people and bodies, where it would be taken for a name."""
    lexicon, law = Lexicon.read(data), load_law()
    said = [phrase for role in law.roles.values() for phrase in role.words]
    for fact in law.facts.values():
        said += [phrase for option in fact.options.values() for phrase in option.words]
    said += [contact.name for contact in law.contacts.values()]
    return {
        phrase for phrase in said if names_in(tokenise(f"i told the {phrase} about it"), lexicon)
    }


def _scowl(folder: Path, kind: str, levels: Iterable[int]) -> set[str]:
    found: set[str] = set()
    for name in (f"{part}-{kind}.{level}" for part in _ENGLISH for level in levels):
        path = folder / name
        if path.is_file():
            lines = path.read_text(encoding="latin-1").split()
            found |= {fold(line) for line in lines if not line.endswith("'s")}
    return found


def _with_owner(names: Iterable[str]) -> set[str]:
    return {f"{name}s" for name in names}


def _save(path: Path, words: set[str]) -> None:
    head = [line for line in _lines(path) if line.startswith("#")]
    path.write_text("\n".join([*head, *sorted(words), ""]), encoding="utf-8")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bot.tools.ordinary_words", description=__doc__)
    parser.add_argument("--scowl", type=Path, help="SCOWL's lists; without, the field's words only")
    write(parser.parse_args().scowl)
