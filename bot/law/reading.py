"""Read law files so that every error can name its line."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jsonschema
import yaml

from bot.law.errors import LawError, nearest, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Block(dict):  # type: ignore[type-arg]  # PyYAML builds untyped mappings
    """A YAML mapping that knows the line of each of its keys (1 is the first line)."""

    line: int
    lines: dict[str, int]


_MOST_PARTS = 200_000
"""Words, lists and mappings of one file; the largest of ours has a twentieth of that."""

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
        if not isinstance(key, str):
            raise yaml.MarkedYAMLError(
                problem=f"'{key}' is no word, and a key has to be one",
                problem_mark=key_node.start_mark,
            )
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
    with _no_yaml(text, file, first_line):
        found = _loaded("\n" * (first_line - 1) + text)
    if not isinstance(found, Block):
        raise LawError(f"{file}:1", "expected keys and values, found something else.")
    _check(found, file, json.loads(schema.read_text(encoding="utf-8")))
    return found


def check_yaml(text: str, file: str) -> None:
    """Look whether a text is YAML, whatever it says.

    Raises:
        LawError: it is none.
    """
    with _no_yaml(text, file):
        yaml.compose(text, _FAST)


@contextmanager
def _no_yaml(text: str, file: str, first_line: int = 1) -> Iterator[None]:
    """Say of an error of YAML's in which file and line it is."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LawError(f"{file}:{line}", f"this is not YAML: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        line = _line_of_strange(text) + first_line - 1
        raise LawError(f"{file}:{line}", f"this is not YAML: {_shortly(error)}.") from error


def _loaded(text: str) -> Any:
    """What YAML says, unless a few lines of aliases in aliases stand for gigabytes."""
    loader = WordsLoader(text)
    try:
        node = loader.get_single_node()
        ahead, met = [node] if node else [], 0
        while ahead:
            met += 1
            here = ahead.pop()
            if met > _MOST_PARTS:
                raise yaml.MarkedYAMLError(
                    problem="aliases make it endless", problem_mark=here.start_mark
                )
            if isinstance(here, yaml.MappingNode):
                ahead += [part for pair in here.value for part in pair]
            elif isinstance(here, yaml.SequenceNode):
                ahead += here.value
        return loader.construct_document(node) if node else None
    finally:
        loader.dispose()


def read_text(path: Path, file: str) -> str:
    """The text of a law file, which ``file`` names in errors.

    Raises:
        LawError: it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LawError(f"{file}:{line}", "this is not text in UTF-8; save it as UTF-8.") from None


def _line_of_strange(text: str) -> int:
    """The line of the first character that YAML does not take; 1 where there is none."""
    strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, strange.start()) + 1 if strange else 1


def _shortly(error: Exception) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "there is a character that no text may have"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


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
