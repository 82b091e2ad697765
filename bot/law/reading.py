"""Read law files so that every error can name its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import yaml

from bot.law.errors import LawError, nearest, one_of

if TYPE_CHECKING:
    from pathlib import Path


class Block(dict):  # type: ignore[type-arg]  # PyYAML builds untyped mappings
    """A YAML mapping that knows the line of each of its keys (1 is the first line)."""

    line: int
    lines: dict[str, int]


_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML has it


class WordsLoader(_FAST):  # type: ignore[valid-type,misc]  # chosen at import
    """Safe YAML, in which yes and no stay words: our answers are "yes", "no" and "unknown"."""


WordsLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _block(loader: WordsLoader, node: yaml.MappingNode) -> Block:
    found = Block()
    found.line = node.start_mark.line + 1
    found.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.MarkedYAMLError(problem=f"'{key}' twice", problem_mark=key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = key_node.start_mark.line + 1
    return found


def _day(loader: WordsLoader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as error:
        raise yaml.MarkedYAMLError(
            problem=f"'{node.value}' is not a day ({error})", problem_mark=node.start_mark
        ) from error


WordsLoader.add_constructor("tag:yaml.org,2002:map", _block)
WordsLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read_block(text: str, file: str, schema: Path, *, first_line: int = 1) -> Block:
    """Parse YAML and check it against its JSON Schema.

    Args:
        text: the YAML.
        file: the name to use in errors, relative to ``data/law``.
        schema: the JSON Schema file.
        first_line: the line of the file on which the text starts.

    Raises:
        LawError: it is not YAML, or the schema refuses it.
    """
    try:
        found = yaml.load("\n" * (first_line - 1) + text, WordsLoader)  # noqa: S506 a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LawError(f"{file}:{line}", f"this is not YAML: {error.problem}.") from error
    if not isinstance(found, Block):
        raise LawError(f"{file}:1", "expected keys and values, found something else.")
    _check(found, file, json.loads(schema.read_text(encoding="utf-8")))
    return found


def _check(found: Block, file: str, schema: dict[str, Any]) -> None:
    validator = jsonschema.Draft7Validator(schema)
    error = jsonschema.exceptions.best_match(validator.iter_errors(_plain(found)))
    if error is not None:
        path = list(error.absolute_path)
        raise LawError(f"{file}:{line_of(found, path)}", _problem(error, path))


def _plain(value: Any) -> Any:
    """Dates as text: JSON has none."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def line_of(found: Block, path: list[Any]) -> int:
    """The line of the innermost thing on the path that knows its line."""
    line, here = found.line, found
    for step in path:
        if isinstance(here, Block):
            line = here.lines.get(step, line)
        here = here[step]
        if isinstance(here, Block):
            line = here.line
    return line


def _problem(error: jsonschema.ValidationError, path: list[Any]) -> str:
    place = ".".join(str(step) for step in path) or "the file"
    schema: dict[str, Any] = error.schema  # type: ignore[assignment]  # ours are never true or false
    if error.validator == "additionalProperties":
        allowed = sorted(schema.get("properties", {}))
        given: dict[str, Any] = error.instance  # type: ignore[assignment]  # as the schema found
        strange = min(set(given) - set(allowed))
        return (
            f"'{strange}' is not a key that {place} can have.{nearest(strange, allowed)} "
            f"{one_of(allowed, most=len(allowed))}"
        )
    if error.validator == "enum":
        allowed = [str(value) for value in schema["enum"]]
        said = str(error.instance)
        return f"{place} is '{said}'.{nearest(said, allowed)} {one_of(allowed)}"
    return f"{place}: {error.message}"
