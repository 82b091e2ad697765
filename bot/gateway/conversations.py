"""A conversation from greeting to end: understood by Rasa, kept in the store, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.gateway import identity, issued, words
from bot.gateway.errors import NotFound
from bot.gateway.left_out import with_notice
from bot.gateway.order import Order
from bot.gateway.rasa import RasaDown, RasaLost, RasaStale
from bot.gateway.receipts import Receipts, with_links
from bot.gateway.reply import checked, did_it_help
from bot.gateway.sealed import Issued, Said, Turn
from bot.gateway.store import Conversation, Gone
from bot.sealing.keyring import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.gateway.message import Message
    from bot.gateway.metrics import Metrics
    from bot.gateway.rasa import Rasa
    from bot.gateway.rate import Buckets
    from bot.gateway.schemas import ButtonAnswer
    from bot.gateway.sealed import RawBlocks
    from bot.gateway.store import Kept, Store
    from bot.gateway.usage.tally import Tally
    from bot.gateway.words import RawBlock
    from bot.law.model import Law

FORGET = "forget"


@dataclass(frozen=True)
class Taken:
    """A turn that was had. ``is_forgotten``: nothing of the conversation is kept any more."""

    turn: Turn
    is_forgotten: bool = False


@dataclass
class Conversations:
    """All conversations of this gateway. ``patience`` is in seconds, ``rate`` that of turns."""

    store: Store
    rasa: Rasa
    law: Law
    patience: float
    rate: Buckets
    receipts: Receipts
    metrics: Metrics
    tally: Tally

    def __post_init__(self) -> None:
        """Nothing is under way yet."""
        place = self.rasa.room.place
        self.order: Order[Taken] = Order(self.store.held.alone, self.metrics.waited, place)

    async def begin(
        self, make_token: Callable[[str], str] | None = None, channel: str = "web"
    ) -> tuple[str, str, RawBlocks]:
        """Start one.

        Args:
            make_token: gives its token from its id; a random one when left out.
            channel: by which way it comes, for counting.

        Returns:
            Its id, its token, and the greeting.

        Raises:
            RasaDown, Full: Rasa does not greet; nothing is kept.
        """
        conversation = identity.new_id()
        token = make_token(conversation) if make_token else identity.new_token()
        async with self.rasa.room.place():
            reply = await self.rasa.turn(conversation, {"event": "start"})
        blocks = checked(reply.blocks, 0)
        first = issued.after(Issued(channel=channel), None, blocks)
        new = Conversation(conversation, identity.hashed(token), 0, first)
        await self.store.add(new, token, blocks)
        return conversation, token, blocks

    async def admit(self, conversation: str, token: str) -> Conversation:
        """The conversation, for who has its token.

        Raises:
            NotFound: there is none, or the token is another's.
            Unreadable: it was sealed with a key that is not here any more.
        """
        return self.store.unsealed(_admitted(await self.store.find(conversation), token), token)

    async def can_go_on(self, conversation: str, token: str) -> bool:
        """Whether there is such a conversation for this token, and it can be read."""
        try:
            await self.admit(conversation, token)
        except (NotFound, Unreadable):
            return False
        return True

    async def check(self, conversation: str, token: str) -> None:
        """Refuse who has not its token; whether it can still be read does not matter.

        Raises:
            NotFound: there is none, or the token is another's.
        """
        _admitted(await self.store.find(conversation), token)

    async def take(
        self, conversation: str, token: str, message: Message, patience: float | None = None
    ) -> Taken:
        """Have one turn; the same ``client_id`` again gets the same reply and runs nothing.

        A message takes its place in the queue before anything is looked up, so that messages are
        answered in the order in which they came. Only who has the same token shares its reply.

        Args:
            conversation: its id.
            token: of who calls.
            message: what they say.
            patience: seconds to wait, where that is not everybody's.

        Raises:
            TooSlow, RasaDown, Full: no reply in time; nothing is kept, and it may be retried.
            NoLongerOpen: a button that is not on offer.
            NotFound: no such conversation for this token.
            Unreadable, RasaLost: what is kept of it cannot be read.
            TooFast: over the rate.
        """
        taken = await self.order.once(
            conversation,
            f"{message.client_id} {identity.hashed(token).hex()}",
            lambda: self._take(conversation, token, message),
            patience=patience or self.patience,
        )
        return replace(taken, turn=_with_links(taken.turn, conversation, token))

    async def past(self, conversation: str, token: str, after: int) -> list[Turn]:
        """The turns with a higher number, for who was admitted with that token."""
        turns = await self.store.turns_after(conversation, token, after)
        return [_with_links(turn, conversation, token) for turn in turns]

    async def end(self, conversation: str) -> None:
        """Remove a conversation everywhere, after the turn under way.

        Raises:
            RasaDown: Rasa did not remove its part; then ours is kept too, so it can be retried.
        """
        async with self.order.alone(conversation):
            await self.rasa.forget(conversation)
            await self.store.remove(conversation)

    async def forget(self, conversation: str) -> None:
        """Remove a conversation, after the turn under way; Rasa's part when it can be told."""
        async with self.order.alone(conversation):
            await self._forget(conversation)

    async def tell_rasa_to_forget(self) -> None:
        """Tell Rasa of conversations that ended while it was down."""
        for conversation in await self.store.still_to_forget():
            try:
                await self.rasa.forget(conversation)
            except RasaDown:
                return
            await self.store.forgotten(conversation)

    async def _take(self, conversation: str, token: str, message: Message) -> Taken:
        kept, answered = await self.store.look_up(conversation, message.client_id)
        found = self.store.unsealed(_admitted(kept, token), token)
        self.rate.take(conversation)
        if answered is not None:
            return Taken(self.store.unsealed_turn(answered, token))
        said, asked = _said(message, found.issued), message.for_rasa(identity.reply_key(token))
        try:
            with self.metrics.waiting_for_rasa():
                reply = await self.rasa.turn(conversation, asked)
        except RasaStale:
            await self._close(found, token, message.answer)
        except RasaLost:
            await self.store.remove(conversation)  # so that who comes back begins a new one
            raise
        number = found.turns + 1
        news = await self.store.left_out.untold(conversation, message.left_out)
        raw = with_notice(self.law, self._danger_first(message, reply.blocks), news)
        if FORGET in reply.signals:
            raw = [*raw, words.counts_stay(self.law)]
        raw, records = self.receipts.issue(raw, number, conversation, token)
        blocks = checked(raw, number)
        blocks += did_it_help(blocks, number)
        turn = Turn(number, message.client_id, said, blocks)
        if FORGET in reply.signals:
            await self._forget(conversation)
            return Taken(turn, is_forgotten=True)
        met = self.tally.news(found.issued, reply, blocks)
        offered = issued.counted(issued.after(found.issued, message.answer, blocks), met)
        try:
            await self.store.add_turn(found, token, turn, offered, records)
        except Gone:
            raise NotFound from None
        await self.store.left_out.tell(conversation, news)
        self.metrics.said(blocks)
        self.tally.count(conversation, met)
        return Taken(turn)

    async def _close(self, found: Conversation, token: str, answer: ButtonAnswer | None) -> None:
        """Rasa knows better than we do that a question is not open: keep that, and refuse."""
        if answer is None:
            raise RasaDown
        left = issued.without(found.issued, answer)
        await self.store.close_question(found, token, left)
        raise issued.not_open(answer, left)

    def _danger_first(self, message: Message, blocks: list[RawBlock]) -> list[RawBlock]:
        if not message.danger or blocks[0].get("level") == "emergency":
            return blocks
        return [words.emergency(self.law), *blocks]

    async def _forget(self, conversation: str) -> None:
        """The person asked for it: ours goes now, and Rasa's as soon as it can be told."""
        try:
            await self.rasa.forget(conversation)
            is_told = True
        except RasaDown:
            is_told = False
        await self.store.remove(conversation, rasa_to_follow=not is_told)


def _admitted(found: Kept | None, token: str) -> Kept:
    """The conversation as it is kept, for who has its token.

    Raises:
        NotFound: there is none, or the token is another's; the two take the same time.
    """
    identity.check_token(token, found.token_hash if found else None)
    if found is None:
        raise NotFound
    return found


def _with_links(turn: Turn, conversation: str, token: str) -> Turn:
    return replace(turn, blocks=with_links(turn.blocks, conversation, token))


def _said(message: Message, offered: Issued) -> Said:
    if message.answer is None:
        return Said("typed")
    return Said("chose", issued.label_of(message.answer, offered))
