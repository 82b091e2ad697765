"""Which file of ``data/`` is at fault, once something that reads them could not."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law.errors import LawError
from bot.law.reading import check_yaml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parents[1] / "data"
_SUFFIXES = frozenset({".yml", ".json", ".txt", ".md"})
PUT_BACK = "Put it back as it came with this version."


@contextmanager
def named(data: Path = DATA) -> Iterator[None]:
    """Around what reads these files: an error says which one it is.

    Nothing is looked at twice while all is well.

    Raises:
        LawError: one is not there, or is no text, YAML or JSON; with file and line.
    """
    try:
        yield
    except LawError:
        raise
    except FileNotFoundError as error:
        raise LawError(_name(Path(error.filename), data), f"it is not there. {PUT_BACK}") from None
    except Exception:
        fault = first_fault(data)
        if fault:
            raise fault from None
        raise


def first_fault(data: Path = DATA) -> LawError | None:
    """What is wrong with the first file that nobody could read; nothing where all can be."""
    names = {
        path: _name(path, data) for path in sorted(data.rglob("*")) if path.suffix in _SUFFIXES
    }
    try:
        texts = {name: read_text(path, name) for path, name in names.items()}
        for name, text in texts.items():
            if name.endswith(".yml"):
                check_yaml(text, name)
            elif name.endswith(".json"):
                _check_json(text, name)
    except LawError as fault:
        return fault
    return None


def _name(path: Path, data: Path) -> str:
    inside = path.is_relative_to(data)
    return path.relative_to(data.parent).as_posix() if inside else path.name


def _check_json(text: str, file: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise LawError(f"{file}:{error.lineno}", f"this is not JSON. {PUT_BACK}") from None
