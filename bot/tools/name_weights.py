"""Learns the weights of bot/privacy/guess.py, and writes data/privacy/weights.json.

Logistic regression in a few lines, since it is learnt seldom and from little: no package of its
own. The same seed gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from collections import defaultdict
from typing import TYPE_CHECKING

from bot.privacy.guess import Guess, is_open
from bot.privacy.lexicon import DATA, lexicon
from bot.privacy.names import first_look
from bot.privacy.scene import Scene
from bot.privacy.signs import signs
from bot.privacy.tokens import tokenise
from bot.tools.name_examples import NAME, PLAIN, WORD, sentences, with_names
from bot.tools.ordinary_words import BODIES, CAPITALS, FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SEED, _ROUNDS, _COPIES, _PLAIN_COPIES = 20261129, 3, 6, 4
_STEP, _DECAY, _SMALLEST = 0.3, 2e-5, 8
_NOT_LEARNT = frozenset({BODIES, CAPITALS, FIELD, "typed.txt", "talk.txt"})
Example = tuple[list[str], bool]


def examples(marked: Iterable[str]) -> Iterator[Example]:
    """Each word that could be a name, by its signs, and whether it was put in as one."""
    for text in marked:
        plain, names = _unmarked(text)
        tokens = tokenise(plain)
        scene = Scene.of(tokens, lexicon())
        found = first_look(scene)
        for i, token in enumerate(tokens):
            if i not in found and is_open(scene, i):
                yield list(signs(scene, i, found)), token.start in names


def _unmarked(text: str) -> tuple[str, set[int]]:
    plain, names = "", set()
    for letter in text:
        if letter == NAME:
            names.add(len(plain))
        elif letter != WORD:
            plain += letter
    return plain, names


def learn(seen: Sequence[Example], seed: int) -> dict[str, int]:
    """Weights in hundredths, those that say hardly anything left away."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    order = list(range(len(seen)))
    chance = random.Random(seed)  # noqa: S311 - the order of examples keeps no secret
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for at in order:
            present, is_name = seen[at]
            total = sum(weights[sign] for sign in present)
            slope = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - is_name
            for sign in present:
                step = slope + _DECAY * weights[sign] * 100
                squares[sign] += step * step
                weights[sign] -= _STEP * step / math.sqrt(squares[sign])
    rounded = {sign: round(100 * weight) for sign, weight in weights.items()}
    return {sign: rounded[sign] for sign in sorted(rounded) if abs(rounded[sign]) >= _SMALLEST}


def digest(data: Path = DATA) -> str:
    """Of the lists that the weights were learnt with: other lists want other weights.

    Our sentences and the words that come from them or are typed by everybody are not in it: some
    more of them hardly move a weight. Nor are the bodies, listed by what the weights take for a
    name.
    """
    made = hashlib.sha256()
    for path in sorted(data.iterdir()):
        apart = path.name in _NOT_LEARNT or "licence" in path.name
        if path.suffix in {".txt", ".yml"} and not apart:
            made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def main(sure: int, surer: int) -> None:
    """Learn from our own sentences and write the file."""
    texts = sentences()
    marked = [
        text for copy in range(_COPIES) for text in with_names(texts, lexicon(), _SEED + copy)
    ]
    seen = [*examples(marked), *examples([*texts, *PLAIN * _PLAIN_COPIES])]
    made = Guess(learn(seen, _SEED), sure, surer)
    text = json.dumps(
        {
            "lists": digest(),
            "sure": made.sure,
            "surer": made.surer,
            "weights": dict(made.weights),
        },
        ensure_ascii=False,
        indent=0,
    )
    (DATA / "weights.json").write_text(f"{text}\n", encoding="utf-8")
    names = sum(is_name for _, is_name in seen)
    print(f"{len(seen)} words, {names} of them names; {len(made.weights)} weights")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bot.tools.name_weights", description=__doc__)
    parser.add_argument("--sure", type=int, default=-350)
    parser.add_argument("--surer", type=int, default=50)
    given = parser.parse_args()
    main(given.sure, given.surer)
