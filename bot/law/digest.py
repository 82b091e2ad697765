"""Which bytes the law was read from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LAW = frozenset({".yml", ".md"})
_SCHEMA = frozenset({".json"})


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of every law file, in hex."""
    return _over(folder, _LAW)


def digest_of_all(folder: Path) -> str:
    """The same with the schemas, which decide whether the files can be read."""
    return _over(folder, _LAW | _SCHEMA)


def _over(folder: Path, suffixes: frozenset[str]) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in suffixes:
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()
