"""A message as the components of the pipeline share it: read once, compared many times."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.law.load import load_law
from bot.nlu.reader import Reader, Seen, the_reader
from bot.nlu.repair import Repairer, counted
from bot.nlu.text import words_of_law
from bot.safety.danger import Danger, load_danger
from bot.vectors.encoder import Encoder, encoder_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

DATA = Path(__file__).resolve().parents[2] / "data"
WORD = re.compile(r"[^\W_]+")
STAND_INS = frozenset({"he", "him", "his"})
"""What is read where a name was left out (``bot.privacy.stand_ins``): alone, it says nothing."""

_WORDS_OF_OUTLINES = ("role", "sharer", "recipient", "subject", "fva", "ota")
SIGHT = "sight"
"""Where a message carries it from one component to the next; never part of the output."""


LEARNT_FROM = (
    "bot/nlu",
    "bot/safety",
    "bot/vectors",
    "data/danger.yml",
    "data/nlu",
    "data/crises",
    "data/openings",
    "data/questions",
    "data/vectors",
    "data/law/explainers",
    "data/law/guidance",
    "data/law/facts.yml",
    "data/law/not-covered.yml",
    "data/law/roles.yml",
)


@dataclass(frozen=True)
class Sight:
    """A message, read.

    Attributes:
        words: in lower case, its slips put right.
        outline: the plan of its sentence (``bot.nlu.reader.Seen``).
        seen: what the reader saw; None for texts that are only compared.
        vector: what it means, of length one; None where there are no sentence vectors.
        signs: what ``data/danger.yml`` finds in it, and what stands near that.
    """

    words: str
    outline: str = ""
    seen: Seen | None = None
    vector: NDArray[Any] | None = None
    signs: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is a word of its own: not in smiling faces, nor where only a name was."""
        return any(word not in STAND_INS for word in WORD.findall(self.words))


class Eyes:
    """Reads messages. All but the repairer may be None: then there is less to see."""

    def __init__(
        self,
        repairer: Repairer,
        reader: Reader | None = None,
        encoder: Encoder | None = None,
        danger: Danger | None = None,
    ) -> None:
        self._repairer, self._reader, self.encoder = repairer, reader, encoder
        self._danger = danger
        self._studied: dict[str, Sight] = {}

    def look(self, text: str) -> Sight:
        """Read one message."""
        words = self._repairer.repair(text)
        seen = self._reader.look(text) if self._reader else None
        vector = self.encoder.encode([words])[0] if self.encoder else None
        outline = self._repairer.repair(seen.outline) if seen else ""
        signs = tuple(self._danger.evidence(text)) if self._danger else ()
        return Sight(words, outline, seen, vector, signs)

    def study(self, text: str) -> Sight:
        """Read a message of ours to learn from; several components learn from the same ones."""
        if text not in self._studied:
            self._studied[text] = self.look(text)
        return self._studied[text]

    def words(self, text: str) -> str:
        """A text's words, its slips put right."""
        return self._repairer.repair(text)

    def compare(self, text: str) -> Sight:
        """Read a text for what it means only: nobody says it, it is compared with what is said."""
        words = self._repairer.repair(text)
        return Sight(words, vector=self.encoder.encode([words])[0] if self.encoder else None)

    def question(self, text: str) -> Sight:
        """Read a question of ours, to compare others with it."""
        return self.as_question(Sight(self._repairer.repair(text)))

    def as_question(self, sight: Sight) -> Sight:
        """The same, with the vector of what it asks: made only where that is looked for."""
        if self.encoder is None:
            return sight
        return replace(sight, vector=self.encoder.encode_questions([sight.words])[0])

    def look_at(self, message: Any) -> Sight:
        """Read a message of Rasa's, unless another component has read it already."""
        sight = message.get(SIGHT)
        if sight is None:
            sight = self.look(message.get("text") or "")
            message.set(SIGHT, sight)
        return sight


@functools.lru_cache(maxsize=1)
def the_eyes() -> Eyes:
    """The eyes of this process: the law's words, all words of the training data, the encoder."""
    law = load_law()
    known = dict.fromkeys({*words_of_law(law), *_WORDS_OF_OUTLINES, *counted(_told_by())}, 1)
    repairer = Repairer({**known, **counted(_examples())})
    return Eyes(repairer, the_reader(), encoder_or_none(), load_danger())


def _told_by(data: Path = DATA) -> Iterator[str]:
    """What facts and danger are told by: no word of it is a slip, "scalds" not of "scales"."""
    for name in ("nlu/cues.yml", "danger.yml"):
        yield from _strings(yaml.load((data / name).read_text("utf-8"), yaml.CSafeLoader))


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _strings(each)


def _examples(data: Path = DATA) -> Iterator[str]:
    """Every text that something is learnt from: its words are not slips."""
    for path in sorted((data / "nlu").glob("*.yml")):
        for block in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).get("nlu", ()):
            yield from (line.removeprefix("- ") for line in block["examples"].splitlines())
    law = load_law()
    for explainer in law.explainers.values():
        yield from explainer.questions
    for topic in law.not_covered.values():
        yield from topic.questions
    yield from (opening["says"] for opening in openings_on_file(data))
    yield from (text for text, _ in crises_on_file(data))


@functools.lru_cache(maxsize=1)
def made_from(root: Path = DATA.parent) -> dict[str, str]:
    """Settings that change whenever what our components learn from does, or their code.

    Rasa keeps what it has trained by a component's own source and settings, and would take up an
    old result where only these files are new.
    """
    digest = hashlib.sha256()
    for place in LEARNT_FROM:
        path = root / place
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return {"made_from": digest.hexdigest()[:16]}


def openings_on_file(data: Path = DATA) -> list[dict[str, Any]]:
    """First messages with the facts that each states, as ``data/openings`` has them."""
    found: list[dict[str, Any]] = []
    for path in sorted((data / "openings").glob("*.yml")):
        # Strings only: a fact that is "no" is not false.
        found += yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but strings
    return found


def crises_on_file(data: Path = DATA) -> list[tuple[str, str]]:
    """Messages with the kind of crisis that each is, or ``ordinary``, of ``data/crises``."""
    return [
        (text, kind)
        for path in sorted((data / "crises").glob("*.yml"))
        for kind, texts in yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader).items()  # noqa: S506 - as above
        for text in texts
    ]


def openings_as_crises(data: Path = DATA) -> list[tuple[str, str]]:
    """Openings as ``crises_on_file`` has its messages: a risk of suicide, or ordinary.

    Those of danger now are left out, and those of which two worries are fair readings.
    """
    stated = [(one["says"], one["facts"]) for one in openings_on_file(data)]
    return [
        (says, "suicide_other" if facts.get("concern") == "self_harm" else "ordinary")
        for says, facts in stated
        if facts.get("danger_now") != "yes" and "|" not in facts.get("concern", "")
    ]
