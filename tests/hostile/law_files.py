"""Law files with slips: a key, a value or a piece of text that should not be where it is."""

from __future__ import annotations

import copy
import random
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from bot.law.load import DATA_LAW
from bot.law.reading import WordsLoader

FILES = sorted(
    path.relative_to(DATA_LAW).as_posix()
    for path in DATA_LAW.rglob("*")
    if path.suffix in {".yml", ".md"} and path.parent.name != "explainers"
)
FILES += ["explainers/do-i-need-consent.yml", "explainers/age-lines.yml"]

STRANGE: tuple[Any, ...] = (None, "", " ", 0, -1, 1.5, float("nan"), [], {}, [[]], {"": ""}, "no")
"""Values of other kinds."""

TEXT = (
    r"""\t|\x00|\x07|\ufeff|\u2028|:|- |? |&a |*a|!!python/name:os |>|'|"|{|[|}|]|%|@|`|#|---\n"""
    r"""|...\n|<<: *a|[a]: b|2026-13-45|2026-01-01T00:00:00Z|0x1F|1e999|1_000|\U0001f9d2|&a [*a]"""
    r"""|!!set {a}|!!binary eA==|1: """
)
"""Pieces of YAML that mean something, with bars between."""
PIECES = [piece.encode().decode("unicode_escape") for piece in TEXT.split("|")]


def slipped(dice: random.Random, name: str) -> bytes:
    """The bytes of a law file after a slip or three."""
    whole = (DATA_LAW / name).read_bytes()
    if name.endswith(".md") or dice.random() < 0.4:
        for _ in range(dice.randrange(1, 4)):
            whole = _typed(dice, whole)
        return whole
    found = yaml.load(whole, WordsLoader)  # noqa: S506  (a SafeLoader)
    plain = _plain(found)
    for _ in range(dice.randrange(1, 3)):
        _change(dice, plain)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False).encode()


def folder_with(slip: bytes, name: str, folder: Path) -> Path:
    """A copy of the law with one file changed."""
    copied = folder / "law"
    if not copied.exists():
        shutil.copytree(DATA_LAW, copied)
    (copied / name).write_bytes(slip)
    return copied


def put_right(name: str, folder: Path) -> None:
    """The file as it was."""
    shutil.copyfile(DATA_LAW / name, folder / "law" / name)


def _typed(dice: random.Random, whole: bytes) -> bytes:
    """Something typed in, taken out or doubled; also in the middle of a letter."""
    at = dice.randrange(len(whole))
    to = min(len(whole), at + dice.choice((1, 1, 2, 10, 400)))
    kind = dice.randrange(4)
    if kind == 0:
        return whole[:at] + whole[to:]
    if kind == 1:
        return whole[:to] + whole[at:]
    if kind == 2:
        return whole[:at] + dice.choice(PIECES).encode() + whole[at:]
    line = dice.choice([found.start() for found in re.finditer(rb"[^ \n-]", whole)][:4000])
    return whole[:line] + dice.choice(PIECES).encode() + whole[line:]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    here = [(value, key) for key in keys]
    inside = [value[key] for key in keys if isinstance(value[key], (dict, list))]
    return here + [place for each in inside for place in _places(each)]


def _change(dice: random.Random, found: Any) -> None:
    places = _places(found)
    if not places:
        return
    (into, key), (other, source) = dice.choice(places), dice.choice(places)
    kind = dice.randrange(5)
    if kind == 0:
        into[key] = copy.deepcopy(other[source])
    elif kind == 1:
        into[key] = copy.deepcopy(dice.choice(STRANGE))
    elif kind == 2:
        del into[key]
    elif kind == 3 and isinstance(into, dict):
        into[dice.choice(["id", "fact", 7, None, "when", str(source)])] = into.pop(key)
    elif isinstance(into[key], str):
        into[key] = "".join(dice.sample(into[key], len(into[key])))
