"""What must be so of every card: the standard, and what we ask of ourselves beyond it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft6Validator, ValidationError, validators
from microsoft_teams import cards as typed
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator


Element = dict[str, Any]

LARGEST = 25_000
AROUND = 1_200
"""Bytes that the activity puts around a card: ids, addresses, the attachment's type."""
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
ADDRESSES = re.compile(r"https://[^\s)]+|tel:\+?[0-9]+|mailto:[\w.+-]+@[\w.-]+")
COLOURED = {"attention", "good", "warning", "accent", "positive", "destructive"}
ACTIONS = {"Action.Submit", "Action.OpenUrl", "Action.ShowCard"}


def _schema() -> dict[str, Any]:
    """The published schema, with the style that it leaves out.

    Its own text lists ``compact`` and ``expanded`` only; ``filtered`` came with 1.5 and is what
    Teams documents for a list to search in.
    """
    path = Path(__file__).parent / "schema" / "adaptive-card-1.5.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    schema["definitions"]["ChoiceInputStyle"]["anyOf"][0]["enum"].append("filtered")
    return schema


def _any_of(
    validator: Any, branches: list[Any], instance: Any, _: Any
) -> Iterator[ValidationError]:
    """One branch that fits is enough; each is left at its first fault, which is 30 times faster."""
    if not any(validator.evolve(schema=branch).is_valid(instance) for branch in branches):
        yield ValidationError("fits none of the kinds that may stand here")


SCHEMA = validators.extend(Draft6Validator, {"anyOf": _any_of})(_schema())  # type: ignore[no-untyped-call]
MODELS: dict[str, type[BaseModel]] = {
    model.model_fields["type"].default: model
    for model in vars(typed).values()
    if isinstance(model, type) and issubclass(model, BaseModel) and "type" in model.model_fields
}


def size(value: Any) -> int:
    """Bytes of UTF-16."""
    return 2 * sum(1 + (ord(char) > 0xFFFF) for char in json.dumps(value, ensure_ascii=False))


def parts(value: Any) -> Iterator[Element]:
    """Every element and action of a card, however deep."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from parts(each)


def of_type(message: dict[str, Any], kind: str) -> list[Element]:
    """All elements of a type in a message's card."""
    return [part for part in parts(message.get("card")) if part["type"] == kind]


def faults(message: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a message."""
    found = [] if size(message) + AROUND < LARGEST else [f"{size(message)} bytes"]
    if set(message) - {"card", "text", "summary"} or not message.get("summary"):
        found.append(f"has {sorted(message)}")
    if "card" in message:
        card = message["card"]
        found += [f"schema: {fault.json_path}" for fault in SCHEMA.iter_errors(card)]
        found += [fault for part in parts(card) for fault in _typed(part)]
        found += [fault for part in parts(card) for fault in _ours(part)]
        found += _whole(card)
    return found


def _typed(part: Element) -> Iterator[str]:
    """Against the models of Microsoft's own kit; they let unknown fields pass, we do not."""
    model = MODELS.get(part["type"])
    if model is None:
        yield f"no such type: {part['type']}"
        return
    model.model_validate(part)
    known = {field.serialization_alias for field in model.model_fields.values()}
    unknown = set(part) - known
    if unknown:
        yield f"{part['type']} has no {sorted(unknown)}"


def _ours(part: Element) -> Iterator[str]:
    kind = part["type"]
    if kind == "TextBlock":
        if part.get("wrap") is not True:
            yield f"does not wrap: {part['text'][:40]}"
        for address in LINK.findall(part["text"]):
            if not ADDRESSES.fullmatch(address):
                yield f"links to {address}"
    if kind.startswith("Input.") and not (part.get("label") and part.get("errorMessage")):
        yield "an input without label or error message"
    if kind.startswith("Action."):
        if kind not in ACTIONS or not part.get("title"):
            yield f"a button: {part}"
        if kind == "Action.OpenUrl" and not ADDRESSES.fullmatch(part["url"]):
            yield f"opens {part['url']}"
    if "color" in part or str(part.get("style")).lower() in COLOURED:
        yield f"coloured: {kind}"


def _whole(card: Element) -> Iterator[str]:
    if card["version"] != "1.5" or not all(card.get(k) for k in ("lang", "fallbackText", "speak")):
        yield "the card's own fields"
    if any(len(part["actions"]) > 6 for part in parts(card["body"]) if part["type"] == "ActionSet"):
        yield "more than six buttons in a row"
