"""What a reply of Rasa's becomes before it is kept and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.gateway.blocks import as_json, with_ids
from bot.gateway.faults import log_fault
from bot.gateway.rasa import RasaDown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.gateway.sealed import RawBlocks
    from bot.gateway.words import RawBlock


def did_it_help(blocks: RawBlocks, number: int) -> RawBlocks:
    """Asked once, at the end of a reply that holds an answer."""
    answers = [block["id"] for block in blocks if block["type"] == "answer"]
    if not answers:
        return []
    name = f"{number}-{len(blocks) + 1}"
    return [{"type": "feedback", "id": name, "answer_id": answers[-1]}]


def _place_of(problem: Mapping[str, Any]) -> str:
    """The field that is wrong; one that we do not know is not named, since it may be a word."""
    *way, field = problem["loc"] or ("",)
    is_known = problem["type"] != "extra_forbidden"
    return ".".join(map(str, (*way, field if is_known else "?")))


def checked(blocks: list[RawBlock], number: int) -> RawBlocks:
    """Blocks with ids, all of the closed set.

    Raises:
        RasaDown: one is not; the log says which field, not what was in it.
    """
    try:
        return as_json(with_ids(blocks, str(number)))
    except (ValidationError, TypeError) as error:
        fields = []
        if isinstance(error, ValidationError):
            fields = [_place_of(problem) for problem in error.errors()]
        log_fault("rasa_block_unknown", error, fields=fields[:5])
        raise RasaDown from None
