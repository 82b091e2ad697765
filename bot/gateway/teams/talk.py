"""What we do about a delivery: greet, have a turn, or forget; and the blocks that answer it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.gateway import calls, feedback, words
from bot.gateway.blocks import as_json, with_ids
from bot.gateway.errors import Refused
from bot.gateway.schemas import TakeTurn
from bot.gateway.teams import buttons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.gateway.parts import Parts
    from bot.gateway.sealed import RawBlocks
    from bot.gateway.teams.activity import Activity
    from bot.gateway.teams.chats import Chats
    from bot.gateway.teams.owed import Owed
    from bot.gateway.teams.seal import Seal
    from bot.gateway.words import RawBlock


@dataclass(frozen=True)
class Reply:
    """Blocks for the person, and the conversation that their buttons are for.

    ``is_welcome``: the welcome is among them.
    """

    blocks: RawBlocks
    conversation: str = ""
    is_welcome: bool = False


@dataclass
class _Chat:
    """One person's chat. ``conversation`` is that which goes on in it, None before there is one."""

    name: bytes
    conversation: str | None
    is_first: bool = field(default=False)


@dataclass(frozen=True)
class Talk:
    """Talks with people. ``address`` is where they reach us on the web."""

    parts: Parts
    chats: Chats
    owed: Owed
    seal: Seal
    address: str

    async def greet(self, activity: Activity) -> Reply:
        """The welcome, once: Teams says in two ways that we were added."""
        chat = await self._chat(activity)
        if chat.conversation is not None:
            return await self._welcome_missed(chat.conversation, chat)
        try:
            conversation, _, greeting = await self._begin(activity, chat)
        except Refused:
            return Reply(_numbered(self._welcome()))  # the greeting comes with the first message
        return self._greeting(greeting, conversation)

    async def turn(self, activity: Activity) -> Reply:
        """The reply to typed words, or to a button."""
        chat = await self._chat(activity)
        try:
            blocks = await self._answered(activity, chat)
        except Refused as refusal:
            blocks = _numbered(refusal.blocks)
        return self._reply(blocks, chat)

    async def again(self, activity: Activity) -> Reply:
        """The reply to a turn that was owed when a gateway died.

        It is the one that was kept, if there is one. Else a button is pressed again; and who
        typed something is asked to send it again, since nothing that is typed is kept.
        """
        chat = await self._chat(activity)
        kept = None
        if chat.conversation is not None:
            chat.is_first = not await self._is_welcomed(chat.conversation)
            kept = await self._kept(chat.conversation, activity, chat)
        if kept is not None:
            return self._reply(kept, chat)
        if not buttons.is_pressed(activity.value):
            return self._reply(_numbered([words.notice("error", self._words["teams_lost"])]), chat)
        try:
            blocks = await self._answered(activity, chat, is_again=True)
        except Refused as refusal:
            blocks = _numbered(refusal.blocks)
        return self._reply(blocks, chat)

    async def welcomed(self, reply: Reply) -> None:
        """The welcome was delivered: it is not sent again."""
        if reply.conversation:
            await self.chats.note(self._welcome_of(reply.conversation))

    async def leave(self, activity: Activity) -> None:
        """We were taken away: whatever we hold of that place goes."""
        place = self.place(activity)
        for conversation in await self.chats.at(place):
            await self.parts.conversations.forget(conversation)
        await self.owed.drop(place)

    def elsewhere(self, activity: Activity) -> Reply:
        """The reply in a group or channel."""
        return self._no_talk(activity, self._words["teams_personal_only"])

    def unknown(self, activity: Activity) -> Reply:
        """The reply to someone of whom Teams does not say who they are."""
        return self._no_talk(activity, words.NOT_KNOWN_HERE)

    def _no_talk(self, activity: Activity, why: str) -> Reply:
        said = [words.notice("info", why.format(address=f"{self.address}/chat"))]
        if self.parts.danger.seen(activity.text):
            said.insert(0, words.emergency(self.parts.law))
        return Reply(_numbered(said))

    async def _kept(self, conversation: str, activity: Activity, chat: _Chat) -> RawBlocks | None:
        token, name = self.seal.token(chat.name, conversation), self._client_id(activity)
        turns = await self.parts.conversations.past(conversation, token, after=0)
        return next((turn.blocks for turn in turns if turn.client_id == name), None)

    async def _answered(
        self, activity: Activity, chat: _Chat, *, is_again: bool = False
    ) -> RawBlocks:
        say: dict[str, Any] = {"client_id": self._client_id(activity)}
        if not buttons.is_pressed(activity.value):
            return await self._take(TakeTurn(**say, text=activity.text), activity, chat)
        goes_on = None
        if chat.conversation is not None:
            goes_on = (chat.conversation, self.seal.token(chat.name, chat.conversation))
        used = None if is_again else self.chats
        button = await buttons.pressed(activity.value, goes_on, self.parts, used, self.seal)
        if button.vote is not None and goes_on is not None:
            await feedback.vote(self.parts, button.vote, *goes_on)
            blocks = _numbered([words.notice("info", words.COUNTED)])
        else:
            blocks = await self._take(TakeTurn(**say, answer=button.answer), activity, chat)
        await self.chats.note(button.use)  # after: what failed may be pressed again
        return blocks

    async def _take(self, call: TakeTurn, activity: Activity, chat: _Chat) -> RawBlocks:
        async def whose() -> tuple[str, str]:
            if chat.conversation is None:
                await self._begin(activity, chat)
                chat.is_first = True
            assert chat.conversation is not None  # noqa: S101  (just begun, if it was not)
            return chat.conversation, self.seal.token(chat.name, chat.conversation)

        # Teams shows that we are at work, so people wait for as long as Rasa may take.
        settings = self.parts.settings
        patience = settings.patience + settings.rasa_patience
        taken = await calls.take(self.parts, call, whose, patience)
        if not taken.is_forgotten:
            return taken.turn.blocks
        gone = words.notice("privacy", self._words["teams_forgotten"])
        return taken.turn.blocks + _numbered([gone])

    async def _begin(self, activity: Activity, chat: _Chat) -> tuple[str, str, RawBlocks]:
        begun = await calls.begin_for(
            self.parts,
            chat.name.hex(),
            lambda conversation: self.seal.token(chat.name, conversation),
            channel="teams",
        )
        await self.chats.keep(chat.name, self.place(activity), begun[0])
        chat.conversation = begun[0]
        return begun

    async def _chat(self, activity: Activity) -> _Chat:
        name = self.seal.name("chat", activity.tenants[0], activity.person, activity.place)
        found = await self.chats.find(name)
        if found is not None:
            # A chat of Teams cannot be begun anew by hand: when its key is lost, another goes on.
            token = self.seal.token(name, found)
            found = found if await self.parts.conversations.can_go_on(found, token) else None
        return _Chat(name, found)

    async def _welcome_missed(self, conversation: str, chat: _Chat) -> Reply:
        """The welcome of a conversation that was begun by a gateway that died then."""
        if await self._is_welcomed(conversation):
            return Reply([])
        token = self.seal.token(chat.name, conversation)
        greeting, *_ = await self.parts.conversations.past(conversation, token, after=-1)
        return self._greeting(greeting.blocks, conversation)

    def _greeting(self, greeting: RawBlocks, conversation: str) -> Reply:
        """The welcome, and the greeting without its own 111, which would stand before all."""
        others = [block for block in greeting if block.get("level") != "emergency"]
        return Reply(_numbered(self._welcome()) + others, conversation, is_welcome=True)

    def _reply(self, blocks: RawBlocks, chat: _Chat) -> Reply:
        if chat.is_first:
            blocks = _after_danger(blocks, _numbered(self._welcome()))
        return Reply(blocks, chat.conversation or "", chat.is_first)

    async def _is_welcomed(self, conversation: str) -> bool:
        return await self.chats.is_noted(self._welcome_of(conversation))

    def _welcome_of(self, conversation: str) -> bytes:
        return self.seal.name("welcome", conversation)

    def _client_id(self, activity: Activity) -> str:
        name = self.seal.name("turn", activity.place, activity.id)
        return base64.urlsafe_b64encode(name).decode().rstrip("=")

    def place(self, activity: Activity) -> bytes:
        """The name of the place of a chat, which each person there shares."""
        return self.seal.name("place", activity.tenants[0], activity.place)

    @property
    def _words(self) -> Mapping[str, str]:
        return self.parts.law.wording

    def _welcome(self) -> list[RawBlock]:
        kept = self._words["teams_welcome"].format(address=f"{self.address}/chat")
        # Texts and no notice: a card reads its texts out, and this has to be heard first.
        said = (kept, self._words["emergency"])
        return [{"type": "text", "text": each} for each in said]


def _after_danger(blocks: RawBlocks, others: RawBlocks) -> RawBlocks:
    """Others before the blocks, but for words of danger: nothing comes before those."""
    danger = [block for block in blocks if block.get("level") == "emergency"]
    return danger + others + [block for block in blocks if block not in danger]


def _numbered(blocks: list[RawBlock]) -> RawBlocks:
    return as_json(with_ids(blocks, "x"))
