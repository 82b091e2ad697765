"""What is in deploy/, as data: the compose file, the manifests, the Dockerfile's stages."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import tomllib
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("[!k]*.yml"))
SECRETS = "/run/secrets/"


@cache
def compose() -> dict[str, Any]:
    """The compose file, its anchors resolved."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    return read


def services(kind: str = "") -> dict[str, dict[str, Any]]:
    """Its services, or those whose name begins so."""
    found: dict[str, dict[str, Any]] = compose()["services"]
    return {name: service for name, service in found.items() if name.startswith(kind)}


def addresses(service: dict[str, Any]) -> dict[str, str]:
    """A service's networks, each with the service's own address in it; empty where any will do."""
    networks = service["networks"]
    own = networks if isinstance(networks, dict) else dict.fromkeys(networks)
    return {name: (at or {}).get("ipv4_address", "") for name, at in own.items()}


@cache
def manifests() -> tuple[dict[str, Any], ...]:
    """Every object of deploy/kubernetes."""
    texts = [file.read_text(encoding="utf-8") for file in MANIFESTS]
    return tuple(each for text in texts for each in yaml.safe_load_all(text))


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    """Those of a kind, by their names."""
    return {each["metadata"]["name"]: each for each in manifests() if each["kind"] == kind}


def workloads() -> dict[str, dict[str, Any]]:
    """What runs: stateful sets and deployments."""
    return of_kind("StatefulSet") | of_kind("Deployment")


def version() -> str:
    """Of the product."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(read["project"]["version"])


@dataclass
class Stage:
    """One stage of the Dockerfile: what it is made from, and its instructions in order."""

    base: str
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        """What stands behind each instruction of a word."""
        return [rest for instruction, rest in self.instructions if instruction == word]

    def last(self, word: str) -> list[str]:
        """The last one's list, written as JSON."""
        return list(map(str, json.loads(self.all(word)[-1])))


@cache
def stages() -> dict[str, Stage]:
    """The stages by their names; a base that is an argument is what the argument is by default."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    found: dict[str, Stage] = {}
    defaults: dict[str, str] = {}
    for word, _, rest in (line.partition(" ") for line in lines if line.strip()):
        if word == "ARG":
            name, _, value = rest.partition("=")
            defaults[f"${{{name}}}"] = value
        elif word == "FROM":
            base, _, name = rest.partition(" AS ")
            found[name] = Stage(defaults.get(base, base))
        else:
            found[list(found)[-1]].instructions.append((word, rest.strip()))
    return found


def copied(stage: str) -> set[str]:
    """What of the repository is in a stage, its own and that of stages that it takes from."""
    sources: set[str] = set()
    if stages()[stage].base in stages():
        sources |= copied(stages()[stage].base)
    for rest in stages()[stage].all("COPY"):
        *given, _ = rest.split()
        if given[0].startswith("--from="):
            sources |= copied(given[0].removeprefix("--from="))
        else:
            sources |= set(given)
    return sources
