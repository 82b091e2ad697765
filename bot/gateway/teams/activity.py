"""What Teams delivers, read strictly: each field is of its type, or the delivery is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from bot.gateway.teams.typed import typed_words

PERSONAL = "personal"
_LONGEST_ID = 1_000


class Malformed(Exception):
    """Not an activity. ``field`` is where."""

    def __init__(self, field: str) -> None:
        """Refuse; nothing of what was sent is repeated."""
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Activity:
    """One delivery.

    Attributes:
        kind: its type, such as ``message``.
        id: of its body where it has none, so that it is known again.
        name: of an invoke; ``action``: of an installation update.
        channel: ``msteams``.
        service: address of the connector for answers.
        conversation: its id; ``scope``: personal, groupChat or channel.
        tenants: every tenant that it names.
        sender: who sent it, as this bot knows them; ``person``: the same in their directory.
        bot: who we are in it.
        added: who was added.
        mentions: who is mentioned.
        text: typed words, without our own mention.
        value: what a card sends.
    """

    kind: str
    id: str
    name: str
    action: str
    channel: str
    service: str
    conversation: str
    scope: str
    tenants: tuple[str, ...]
    sender: str
    person: str
    bot: str
    added: tuple[str, ...]
    mentions: tuple[str, ...]
    text: str
    value: Any

    @property
    def place(self) -> str:
        """The conversation without the message that a thread hangs on."""
        return self.conversation.partition(";")[0]

    def without_words(self, ours: set[str]) -> Activity:
        """The same without what was typed, and who else is named, but for ``ours``."""
        mentions, added = (tuple(ours & set(each)) for each in (self.mentions, self.added))
        return replace(self, text="", mentions=mentions, added=added)


def read(body: bytes) -> Activity:
    """An activity out of a body.

    Raises:
        Malformed: it is none.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("body") from None
    return _activity(_object(found, "body"), f"body {hashlib.sha256(body).hexdigest()}")


def _activity(found: dict[str, Any], without_id: str) -> Activity:
    conversation = _object(found.get("conversation"), "conversation")
    sender = _object(found.get("from"), "from")
    bot = _id(_object(found.get("recipient"), "recipient"), "id")
    mentions = _mentions(found)
    ours = {bot} if bot else set()
    return Activity(
        kind=_text(found, "type"),
        id=_id(found, "id") or without_id,
        name=_text(found, "name"),
        action=_text(found, "action"),
        channel=_text(found, "channelId"),
        service=_text(found, "serviceUrl"),
        conversation=_id(conversation, "id"),
        scope=_text(conversation, "conversationType"),
        tenants=_tenants(found, conversation),
        sender=_id(sender, "id"),
        person=_id(sender, "aadObjectId").lower(),
        bot=bot,
        added=_ids(found, "membersAdded"),
        mentions=tuple(who for who, _ in mentions),
        text=typed_words(_text(found, "text"), [text for who, text in mentions if who in ours]),
        value=found.get("value"),
    )


def _tenants(found: dict[str, Any], conversation: dict[str, Any]) -> tuple[str, ...]:
    data = _object(found.get("channelData"), "channelData")
    tenant = _object(data.get("tenant"), "channelData.tenant")
    named = (_id(tenant, "id"), _id(conversation, "tenantId"))
    return tuple(each.lower() for each in named if each)


def _mentions(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Who is mentioned, and in which words of the text."""
    out = []
    for entity in _list(found, "entities"):
        if isinstance(entity, dict) and entity.get("type") == "mention":
            mentioned = _object(entity.get("mentioned"), "entities.mentioned")
            out.append((_id(mentioned, "id"), _text(entity, "text")))
    return out


def _ids(found: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_id(_object(each, name), "id") for each in _list(found, name))


def _object(found: Any, field: str) -> dict[str, Any]:
    """An object; an absent one, but for the body, is empty."""
    if found is None and field != "body":
        return {}
    if not isinstance(found, dict):
        raise Malformed(field)
    return found


def _list(found: dict[str, Any], name: str) -> list[Any]:
    listed = found.get(name)
    if listed is None:
        return []
    if not isinstance(listed, list):
        raise Malformed(name)
    return listed


def _text(found: dict[str, Any], name: str) -> str:
    text = found.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise Malformed(name)
    return text


def _id(found: dict[str, Any], name: str) -> str:
    text = _text(found, name)
    if len(text) > _LONGEST_ID or not text.isprintable():
        raise Malformed(name)
    return text
