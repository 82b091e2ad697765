"""How people ask: every question and sentence that what they ask is compared with.

An explainer and a topic that is not covered list questions of their own, mostly short ones, in the
law files. ``data/questions`` has more, told as by somebody in the middle of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from bot.law.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.law.model import Law

DATA = Path(__file__).resolve().parents[2] / "data"
PASSAGE, EXPLAINER, TOPIC = "passage", "explainer", "topic"

OF_AN_ANSWER = 0.5
"""What a sentence of an answer counts beside a question that it answers."""


class Asking(NamedTuple):
    """A text, and what it asks or says.

    Attributes:
        kind: ``passage``, ``explainer``, or ``topic`` for what nothing answers.
        name: the id of that.
        text: as somebody would type it.
        weight: what it counts; a question counts one.
        is_listed: whether it stands in the law files, and not in ``data/questions``.
    """

    kind: str
    name: str
    text: str
    weight: float = 1.0
    is_listed: bool = True


def ways_of_asking(law: Law, data: Path = DATA) -> list[Asking]:
    """All that a question is compared with, in an order that does not depend on files.

    Raises:
        UnknownName: ``data/questions`` names an explainer, passage or topic that there is not.
    """
    return sorted((*_of_explainers(law), *_of_passages(law), *_of_topics(law), *told(law, data)))


def told(law: Law, data: Path = DATA) -> Iterator[Asking]:
    """The questions of ``data/questions``.

    Raises:
        UnknownName: as above.
    """
    passages = [name for name, passage in law.passages.items() if passage.topics]
    answers = dict.fromkeys(passages, PASSAGE) | dict.fromkeys(law.explainers, EXPLAINER)
    yield from _told(data / "questions" / "answered.yml", answers)
    yield from _told(data / "questions" / "unanswered.yml", dict.fromkeys(law.not_covered, TOPIC))


def _told(path: Path, kinds: dict[str, str]) -> Iterator[Asking]:
    where = f"{path.parent.name}/{path.name}"
    for name, questions in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
        _check(where, name, kinds)
        yield from (Asking(kinds[name], name, question, is_listed=False) for question in questions)


def _check(where: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UnknownName(where, "explainer, passage or topic", name, known)


def _of_explainers(law: Law) -> Iterator[Asking]:
    for explainer in law.explainers.values():
        for question in (explainer.title, *explainer.questions):
            yield Asking(EXPLAINER, explainer.id, question)
        for note in explainer.says:
            yield Asking(EXPLAINER, explainer.id, note.text, OF_AN_ANSWER)


def _of_passages(law: Law) -> Iterator[Asking]:
    for passage in law.passages.values():
        if passage.topics:
            yield Asking(PASSAGE, passage.id, passage.text, OF_AN_ANSWER)
            for topic in passage.topics:
                yield Asking(PASSAGE, passage.id, topic)


def _of_topics(law: Law) -> Iterator[Asking]:
    for silent in law.not_covered.values():
        for question in (silent.about, *silent.questions):
            yield Asking(TOPIC, silent.id, question)
