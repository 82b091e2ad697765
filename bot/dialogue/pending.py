"""What a message stated, kept as words of the closed sets until it is known what it meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Entities = Iterable[tuple[str, str]]


def kept(entities: Entities) -> str | None:
    """Entities as one slot can hold them: names and values with commas between."""
    parts = [part for name, value in entities if "," not in value for part in (name, value)]
    return ",".join(parts) or None


def taken_up(slot: str | None) -> list[tuple[str, str]]:
    """The entities that ``kept`` made one slot of."""
    parts = (slot or "").split(",") if slot else []
    return list(zip(parts[::2], parts[1::2], strict=True))
