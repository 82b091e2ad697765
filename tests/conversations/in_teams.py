"""The same conversation on the web and in Teams, step by step: drives both, and compares them.

Everything that is meant to be different in Teams stands in ``as_meant_in_teams``; what is left
over has to be the same, to the letter.
"""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import httpx

from bot.gateway.teams.seal import Seal
from bot.render.teams import messages
from tests.teams.microsoft import TENANT, activity, token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.model import Law
    from tests.conversations.conftest import Conversation
    from tests.teams.microsoft import Microsoft

Block = dict[str, Any]
Pair = tuple[str, str]
Moment = Literal["greeting", "first", "amid", "gone"]

SEAL = Seal(b"of these tests")
"""Stands in for the gateway's: values of the same length, so that as much goes into a message."""

LIMIT = 30.0
"""Seconds that a reply may take."""
_RECORD = re.compile(r"/records/[\w-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def as_meant_in_teams(
    law: Law, blocks: list[Block], address: str, moment: Moment = "amid"
) -> list[Block]:
    """What Teams shows where the web shows these blocks.

    These are all the differences that are meant:

    * A chat begins with the welcome: the agency keeps it, and 111; the greeting does not say 111
      again. After words of danger, as all else.
    * After *forget me* it is said what cannot be deleted; and the chat goes on with the next
      message as a new one, where the web says that the conversation has ended.
    * No statuses: a refusal is a reply like any other.
    * Records are linked by their whole address, and each record has an id of its own.

    Args:
        law: gives the words.
        blocks: of the web.
        address: where people reach the gateway.
        moment: ``greeting`` before anybody said anything; ``first`` when nothing was sent in
            this chat before; ``gone`` when the conversation was forgotten in this turn.
    """
    wording = law.wording
    welcome: list[Block] = []
    if moment in {"greeting", "first"}:
        kept = wording["teams_welcome"].format(address=f"{address}/chat")
        welcome = [{"type": "text", "text": each} for each in (kept, wording["emergency"])]
    forgotten = {"type": "notice", "level": "privacy", "text": wording["teams_forgotten"]}
    danger = [block for block in blocks if welcome and block.get("level") == "emergency"]
    others = [block for block in blocks if block not in danger]
    if moment == "greeting":
        danger = []
    return [*danger, *welcome, *others, *([forgotten] if moment == "gone" else [])]


@dataclass
class Chat:
    """One person's chat in Teams. ``seen`` counts the messages that were looked at."""

    client: httpx.Client
    microsoft: Microsoft
    id: str = field(default_factory=lambda: f"a:{uuid.uuid4()}")
    seen: int = 0

    def deliver(self, **changes: Any) -> None:
        """Have Microsoft deliver something from this chat."""
        place = {"id": self.id, "conversationType": "personal", "tenantId": TENANT}
        said = activity(**{"id": str(uuid.uuid4()), "conversation": place, **changes})
        headers = {"Authorization": f"Bearer {token()}"}
        answer = self.client.post("/api/messages", json=said, headers=headers)
        assert answer.status_code == httpx.codes.OK

    def take(self, count: int) -> list[dict[str, Any]]:
        """The next messages, so many and no more, once they are there."""
        limit = time.monotonic() + LIMIT
        while len(new := self._sent()[self.seen :]) < count:
            assert time.monotonic() < limit, f"{len(new)} of {count} messages came"
            time.sleep(0.005)
        self.seen += len(new)
        assert len(new) == count, new
        return new

    def _sent(self) -> list[dict[str, Any]]:
        return [each for each in self.microsoft.sent if each["conversation"]["id"] == self.id]


@dataclass
class SideBySide:
    """A person who says and presses the same on the web and in Teams.

    Drives as ``Conversation`` does; its status and blocks are those of the web, and each step
    fails unless Teams shows the same. ``shown`` are the newest messages in Teams, and ``meant``
    the blocks that they have to show.
    """

    web: Conversation
    chat: Chat
    law: Law
    address: str
    shown: list[Any] = field(default_factory=list)
    meant: list[Block] = field(default_factory=list)
    buttons: dict[Pair, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Open the chat on the web, and add the app in Teams."""
        self.web.begin()
        self.chat.deliver(type="installationUpdate", text=None, action="add")
        self._compare("greeting")

    def say(self, text: str) -> None:
        """Type something in both."""
        had = self.web.id
        self.web.say(text)
        self.chat.deliver(text=text)
        if self.web.status == httpx.codes.NOT_FOUND:  # Teams has no conversation that is over
            status, blocks = self.web.status, self.web.blocks
            self.web.begin()
            self.web.say(text)
            self._compare("first")
            self.web.status, self.web.blocks = status, blocks
            return
        self._compare("amid" if self._is_there(had) else "gone")

    def press(self, value: str, question: str | None = None) -> None:
        """Press a button in both: of the open question, or of another one."""
        asked = question or self.web.question["fact"]
        self.web.press(value, asked)
        self.chat.deliver(text=None, value={"sts": self.buttons[asked, value]})
        self._compare()

    @property
    def status(self) -> int:
        """That of the web."""
        return self.web.status

    @property
    def blocks(self) -> list[Block]:
        """Those of the web, which Teams showed too."""
        return self.web.blocks

    @property
    def asked(self) -> list[str]:
        """What was asked, in both."""
        return self.web.asked

    def _is_there(self, conversation: str) -> bool:
        url = f"/api/v1/conversations/{conversation}/turns"
        return self.web.client.get(url, headers=self.web.headers).is_success

    def _compare(self, moment: Moment = "amid") -> None:
        self.meant = as_meant_in_teams(self.law, self.web.blocks, self.address, moment)
        wanted = messages(
            self.meant,
            law_words=self.law.wording,
            sign=lambda question, value: SEAL.sign(question, value, ""),
            open_url=lambda path: f"{self.address}{path}",
        )
        sent = [as_drawn(each) for each in self.chat.take(len(wanted))]
        self.buttons |= dict(_buttons(wanted, sent))
        assert same_for_all(sent) == same_for_all(wanted)
        self.shown = sent


def as_drawn(sent: dict[str, Any]) -> dict[str, Any]:
    """An activity as ``bot.render.teams`` made it: without what only Teams needs."""
    (card,) = [each["content"] for each in sent.get("attachments", ())] or [None]
    drawn: dict[str, Any] = {name: sent[name] for name in ("text", "summary") if name in sent}
    return {**drawn, "card": card} if card else drawn


def same_for_all(drawn: Any) -> Any:
    """Without what is another at every drawing: values of buttons, ids of records, their time."""
    if isinstance(drawn, dict):
        hidden = {"sts": "", "value": ""}
        return {name: hidden.get(name, same_for_all(each)) for name, each in drawn.items()}
    if isinstance(drawn, list):
        return [same_for_all(each) for each in drawn]
    if isinstance(drawn, str):
        return _MOMENT.sub("(moment)", _RECORD.sub("/records/(id)", drawn))
    return drawn


def _buttons(wanted: Any, sent: Any) -> Iterator[tuple[Pair, str]]:
    """What each sealed value stands for: at the same place of what is wanted stands its answer."""
    if isinstance(wanted, dict) and isinstance(sent, dict):
        for name in wanted.keys() & sent.keys():
            if name in {"sts", "value"} and (ticket := SEAL.open(wanted[name], "")):
                yield (ticket.question, ticket.value), sent[name]
            else:
                yield from _buttons(wanted[name], sent[name])
    elif isinstance(wanted, list) and isinstance(sent, list):
        for one, other in zip(wanted, sent, strict=False):
            yield from _buttons(one, other)
