"""What the gateway may ask of a turn, checked before Rasa sees any of it."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from bot.sealing.keyring import KEY

LONGEST_TEXT = 10_000
CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{1,128}\Z")
CHANGE = "change"

_FORMAT_KEPT = "\u200c\u200d"
"""Joiners hold emoji and some scripts together; every other invisible character goes."""


class Malformed(ValueError):
    """The body is not a turn. ``status`` is 400 for its form, 422 for its content."""

    def __init__(self, reason: str, status: int = 422) -> None:
        """Say why, in words of ours only: the reason goes into the answer."""
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True)
class Answer:
    """A button that was pressed: the question it stood under, and its value."""

    question: str
    value: str


@dataclass(frozen=True)
class Turn:
    """One turn: exactly one of text, answer and event. ``danger`` goes with a text.

    ``id`` is the gateway's name for it, the same when it is asked for again; empty for none.
    ``key`` may come with an id: 32 bytes with which the reply is sealed for who has the token.
    Without one the reply is not kept, and the turn is had again when it is asked for again.
    """

    conversation: str
    text: str = ""
    answer: Answer | None = None
    event: str = ""
    danger: bool = False
    id: str = ""
    key: bytes = field(default=b"", repr=False)


def read_turn(body: Any) -> Turn:
    """Check a decoded JSON body.

    Raises:
        Malformed: it is not a turn; the reason names the field.
    """
    if not isinstance(body, dict):
        raise Malformed("not an object", 400)
    conversation = body.get("conversation")
    if not isinstance(conversation, str) or not CONVERSATION_ID.match(conversation):
        raise Malformed("conversation")
    said = [key for key in ("text", "answer", "event") if key in body]
    if len(said) != 1 or body.keys() - {"conversation", "danger", "id", "key", *said}:
        raise Malformed("one of text, answer and event")
    danger = body.get("danger", False)
    if not isinstance(danger, bool) or (danger and said != ["text"]):
        raise Malformed("danger")
    name, key, what = _id(body), _key(body), _SAYS[said[0]](body[said[0]])
    return Turn(conversation, danger=danger, id=name, key=key, **what)


def read_question(body: Any) -> str:
    """Check a question about the guidance that belongs to no conversation.

    Raises:
        Malformed: it is none; the reason names the field.
    """
    if not isinstance(body, dict) or body.keys() != {"text"}:
        raise Malformed("text", 400)
    return str(_text(body["text"])["text"])


def _id(body: dict[str, Any]) -> str:
    name = body.get("id", "")
    if not isinstance(name, str) or (name and not CONVERSATION_ID.match(name)):
        raise Malformed("id")
    return name


def _key(body: dict[str, Any]) -> bytes:
    if "key" not in body:
        return b""
    try:
        key = base64.b64decode(body["key"], validate=True)
    except (TypeError, ValueError):
        raise Malformed("key") from None
    if len(key) != KEY or "id" not in body:
        raise Malformed("key")
    return key


def _text(value: Any) -> dict[str, Any]:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise Malformed("text")
    plain = plain_text(value)
    if not plain:
        raise Malformed("empty text")
    return {"text": plain}


def _answer(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != {"question", "value"}:
        raise Malformed("answer")
    if not all(isinstance(item, str) for item in value.values()):
        raise Malformed("answer")
    return {"answer": Answer(value["question"], value["value"])}


def _event(value: Any) -> dict[str, Any]:
    if value != "start":
        raise Malformed("event")
    return {"event": value}


_SAYS = {"text": _text, "answer": _answer, "event": _event}


def plain_text(text: str) -> str:
    """Typed words as plain text: nothing invisible in them, and no leading slash.

    Rasa reads ``/intent{...}`` as a command; a person who types it means the words.
    """
    shown = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"} or char in _FORMAT_KEPT
    )
    return shown.strip().lstrip("/ ").strip()
