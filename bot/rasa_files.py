"""Rasa's own files as plain data, read without Rasa: the domain, the examples, the rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ENTITY = re.compile(r"\[[^\]]+\](?:\((\w+)|\{[^}]*\"entity\"\s*:\s*\"(\w+)\")")


@dataclass(frozen=True)
class RasaFiles:
    """What ``rasa train`` reads.

    Attributes:
        domain: ``domain.yml`` as it stands.
        examples: how many examples each intent has, over all of ``data/nlu``.
        entities: the entities that examples mark, each with the file that does.
        steps: every step of every rule and story, with the file and the name it is under.
    """

    domain: Mapping[str, Any]
    examples: Mapping[str, int]
    entities: Mapping[str, str]
    steps: tuple[tuple[str, Mapping[str, Any]], ...]

    @property
    def intents(self) -> frozenset[str]:
        """Names of the domain's intents."""
        return frozenset(_names(self.domain.get("intents")))

    @property
    def entity_names(self) -> frozenset[str]:
        """Names of the domain's entities."""
        return frozenset(_names(self.domain.get("entities")))

    @property
    def slots(self) -> Mapping[str, Any]:
        """The domain's slots by name."""
        return self.domain.get("slots") or {}

    @property
    def forms(self) -> Mapping[str, Any]:
        """The domain's forms by name."""
        return self.domain.get("forms") or {}

    @property
    def responses(self) -> Mapping[str, Any]:
        """The domain's responses by name; each is a list of variations."""
        return self.domain.get("responses") or {}

    @property
    def actions(self) -> frozenset[str]:
        """Whatever a rule may name: custom actions, responses and forms."""
        listed = frozenset(_names(self.domain.get("actions")))
        return listed | self.responses.keys() | self.forms.keys()


def read(root: Path) -> RasaFiles:
    """Read ``domain.yml`` and everything under ``data/nlu``, ``data/rules``, ``data/stories``.

    Raises:
        OSError: ``domain.yml`` is not there.
        yaml.YAMLError: a file is no YAML; the message gives line and column.
    """
    examples: dict[str, int] = {}
    entities: dict[str, str] = {}
    steps: list[tuple[str, Mapping[str, Any]]] = []
    for path in _training_files(root):
        content = _load(path)
        where = path.relative_to(root).as_posix()
        for block in content.get("nlu") or ():
            lines = [line for line in str(block.get("examples", "")).splitlines() if line.strip()]
            if "intent" in block:
                intent = block["intent"]
                examples[intent] = examples.get(intent, 0) + len(lines)
            for line in lines:
                entities.update((a or b, where) for a, b in _ENTITY.findall(line))
        steps.extend(_steps(content, where))
    return RasaFiles(_load(root / "domain.yml"), examples, entities, tuple(steps))


def _training_files(root: Path) -> Iterator[Path]:
    for folder in ("data/nlu", "data/rules", "data/stories", "tests/stories"):
        yield from sorted((root / folder).rglob("*.yml"))


def _steps(content: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each step of each rule and story; alternatives in ``or`` count as steps."""
    for kind in ("rule", "story"):
        for each in content.get({"rule": "rules", "story": "stories"}[kind]) or ():
            place = f"{where}: {kind} '{each.get(kind)}'"
            for step in (*(each.get("condition") or ()), *(each.get("steps") or ())):
                for alternative in step.get("or") or (step,):
                    yield place, alternative


def _load(path: Path) -> dict[str, Any]:
    """One file; a file that is empty or no mapping is as good as empty."""
    with path.open(encoding="utf-8") as stream:
        content = yaml.safe_load(stream)
    return content if isinstance(content, dict) else {}


def _names(listed: object) -> Iterator[str]:
    """Names in one of the domain's lists, where an entry may be a name or ``name: settings``."""
    for entry in listed if isinstance(listed, list) else ():
        yield from entry if isinstance(entry, dict) else (str(entry),)
