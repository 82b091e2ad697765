"""The chat without scripts as a page: what was said, and what may be pressed now."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.gateway.blocks import as_json, with_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from bot.gateway.sealed import Issued, RawBlocks, Turn
    from bot.gateway.words import RawBlock


@dataclass
class Shown:
    """What one page shows.

    Attributes:
        turns: the conversation so far; none when there is none yet.
        open: facts whose question may be answered, and facts that may be changed.
        votes: which way each answer was voted.
        notices: blocks to show after them, such as why something was refused.
        words: what stands in the box.
        framed: the page is in another page's frame.
    """

    turns: Sequence[Turn] = ()
    issued: Issued | None = None
    votes: dict[str, bool] = field(default_factory=dict)
    notices: RawBlocks = field(default_factory=list)
    words: str = ""
    framed: bool = False


@dataclass(frozen=True)
class Reply:
    """One turn on the page: ``label`` is that of the button which led to it."""

    number: int
    is_typed: bool
    label: str | None
    blocks: list[Part]


@dataclass(frozen=True)
class Part:
    """A block on the page: which of its buttons are live, and which label was chosen."""

    block: dict[str, Any]
    live: frozenset[str] = frozenset()
    chosen: str | None = None


def render(pages: Environment, shown: Shown) -> str:
    """The whole page."""
    return pages.get_template("plain.html").render(
        replies=replies(shown),
        notices=[Part(block, _answers(block)) for block in shown.notices],
        begun=shown.issued is not None,
        votes=shown.votes,
        words=shown.words,
        here="/chat?in=frame" if shown.framed else "/chat",
        framed=shown.framed,
        client_id=secrets.token_urlsafe(16),
    )


def as_notices(blocks: list[RawBlock]) -> RawBlocks:
    """Blocks of a refusal, with ids of their own."""
    return as_json(with_ids(blocks, "x"))


def replies(shown: Shown) -> list[Reply]:
    """The turns, with the newest place of each open question and of the facts made live."""
    newest = {_name(block): block["id"] for turn in shown.turns for block in turn.blocks}
    chosen = [turn.said.label if turn.said else None for turn in shown.turns[1:]]
    return [
        Reply(
            turn.number,
            turn.said is not None and turn.said.how == "typed",
            turn.said.label if turn.said else None,
            [
                Part(
                    block,
                    _live(block, shown.issued)
                    if newest[_name(block)] == block["id"]
                    else frozenset(),
                    label,
                )
                for block in _once(turn.blocks)
            ],
        )
        for turn, label in zip(shown.turns, [*chosen, None], strict=False)
    ]


def _name(block: dict[str, Any]) -> str:
    """Of blocks of one name, only the newest is live."""
    return f"{block['type']} {block.get('fact', '')}"


def _live(block: dict[str, Any], issued: Issued | None) -> frozenset[str]:
    if issued is None:
        return frozenset()
    if block["type"] == "facts":
        return frozenset(issued.changeable)
    is_open = block["type"] == "question" and block["fact"] in issued.questions
    return _answers(block) if is_open else frozenset()


def _answers(block: dict[str, Any]) -> frozenset[str]:
    return frozenset(option["value"] for option in block.get("options", ()))


def _once(blocks: RawBlocks) -> RawBlocks:
    """The same warning from two sides is shown once."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        words = " ".join(block["text"].split()) if block["type"] == "notice" else ""
        if not words or words not in seen:
            kept.append(block)
        seen.add(words)
    return kept
