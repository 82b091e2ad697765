"""Deliveries of Teams: let in, acknowledged at once, and worked on once each, in their order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from bot.gateway.teams import at_work, gate
from bot.gateway.teams.activity import PERSONAL
from bot.gateway.teams.outbox import Place
from bot.gateway.teams.owed import Debt
from bot.gateway.teams.under_way import UnderWay
from bot.render.teams import messages

if TYPE_CHECKING:
    from bot.gateway.teams.activity import Activity
    from bot.gateway.teams.outbox import Outbox
    from bot.gateway.teams.settings import TeamsSettings
    from bot.gateway.teams.talk import Reply, Talk
    from bot.gateway.teams.tokens import Tokens
    from bot.gateway.teams.under_way import Work

AT_ONCE = 32
"""Turns under way; others wait."""

NOT_OURS = {
    "statusCode": 400,
    "type": "application/vnd.microsoft.error",
    "value": {"code": "BadRequest", "message": "There is no such action."},
}
"""To a card's action that is answered in the same breath: our cards have none."""


class Channel:
    """The channel, open."""

    def __init__(self, settings: TeamsSettings, talk: Talk, tokens: Tokens, outbox: Outbox) -> None:
        """Nothing is under way yet."""
        self._tenants = frozenset(settings.tenants)
        self._app = settings.app_id
        self._address = settings.address
        self._talk = talk
        self._tokens = tokens
        self._outbox = outbox
        self._under_way = UnderWay(talk.owed, self._apologise)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._left: set[str] = set()

    async def receive(self, authorization: str, body: bytes) -> Response:
        """Take one delivery; what it leads to is done afterwards."""
        try:
            activity = await gate.let_in(
                authorization, body, tokens=self._tokens, tenants=self._tenants
            )
        except gate.Closed as closed:
            return Response(status_code=closed.status)
        if activity.kind == "invoke":
            if activity.name == "adaptiveCard/action":
                return JSONResponse(NOT_OURS)
            return Response(status_code=501)
        work = self._work(activity)
        if work is None:
            return Response(status_code=200)
        if self._talk.parts.is_ending or not self._under_way.has_room():
            return Response(status_code=503)
        if work == self._leave:
            self._left.add(activity.place)  # at once: what waits for this person is not wanted
        await self._take(activity, work)
        return Response(status_code=200)

    def at_work(self) -> int:
        """How many deliveries are under way or waiting."""
        return self._under_way.count()

    async def look(self) -> None:
        """Answer what a gateway left behind that died; ours are not left."""
        await self._under_way.look(self._work_again)

    async def finish(self, patience: float) -> None:
        """Take nothing more; wait for what is under way, at most so many seconds."""
        await self._under_way.finish(patience)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await self._under_way.settled()

    async def _take(self, activity: Activity, work: Work) -> None:
        """Have the delivery in the store, and the work on it begun."""
        debt = Debt(
            self._talk.seal.name("delivery", activity.conversation, activity.id),
            self._talk.place(activity),
            activity.without_words(self._ours(activity)),
        )
        task, noting = self._under_way.take(debt, activity, work)
        if work == self._leave:  # also when it is a repeated one, on which nothing is done
            task.add_done_callback(lambda _: self._left.discard(activity.place))
        await asyncio.wait({noting})  # what went wrong, the work says to the person

    def _ours(self, activity: Activity) -> set[str]:
        """Names that mean us."""
        return {activity.bot, self._app, f"28:{self._app}"} - {""}

    def _work_again(self, activity: Activity) -> Work | None:
        """What is still to be done about a delivery whose words are gone."""
        work = self._work(activity)
        if work == self._leave:
            self._left.add(activity.place)
        return self._turn_again if work == self._turn else work

    def _work(self, activity: Activity) -> Work | None:
        """What a delivery asks for; None for what is only acknowledged."""
        ours = self._ours(activity)
        if not activity.sender or activity.sender in ours:
            return None
        is_message = activity.kind == "message"
        is_added = activity.kind == "conversationUpdate" and ours & set(activity.added)
        if activity.kind == "installationUpdate" and activity.action.startswith("remove"):
            return self._leave
        if activity.scope != PERSONAL:
            is_called = is_message and ours & set(activity.mentions)
            return self._elsewhere if is_called or is_added else None
        if not activity.person:
            return self._unknown if is_message else None
        if is_message:
            return self._turn
        is_installed = activity.kind == "installationUpdate" and activity.action == "add"
        return self._greet if is_installed or is_added else None

    async def _greet(self, activity: Activity) -> None:
        async with self._slots:
            reply = await self._talk.greet(activity)
        await self._send(activity, reply)

    async def _turn(self, activity: Activity) -> None:
        if not self._is_wanted(activity):
            return
        async with at_work.shown(self._outbox, place_of(activity)), self._slots:
            reply = await self._talk.turn(activity)
        await self._send(activity, reply)

    async def _turn_again(self, activity: Activity) -> None:
        if not self._is_wanted(activity):
            return
        async with self._slots:
            reply = await self._talk.again(activity)
        await self._send(activity, reply)

    async def _elsewhere(self, activity: Activity) -> None:
        await self._send(activity, self._talk.elsewhere(activity))

    async def _unknown(self, activity: Activity) -> None:
        await self._send(activity, self._talk.unknown(activity))

    async def _leave(self, activity: Activity) -> None:
        try:
            await self._talk.leave(activity)
        finally:
            self._left.discard(activity.place)

    async def _send(self, activity: Activity, reply: Reply) -> None:
        """The reply as one or two messages."""
        sent = messages(
            reply.blocks,
            law_words=self._talk.parts.law.wording,
            sign=lambda asked, value: self._talk.seal.sign(asked, value, reply.conversation),
            open_url=lambda path: f"{self._address}{path}",
        )
        for message in sent:
            await self._deliver(activity, message)
        if reply.is_welcome:
            await self._talk.welcomed(reply)

    async def _apologise(self, activity: Activity) -> None:
        """Something failed: words that need nothing of what may be broken."""
        if activity.kind == "message":
            await self._deliver(activity, {"text": self._talk.parts.law.wording["unavailable"]})

    async def _deliver(self, activity: Activity, message: dict[str, object]) -> None:
        await self._outbox.send(
            place_of(activity), wire(message), lambda: self._is_wanted(activity)
        )

    def _is_wanted(self, activity: Activity) -> bool:
        return activity.place not in self._left


def place_of(activity: Activity) -> Place:
    """Where the answer to a delivery goes."""
    return Place(activity.service, activity.conversation, activity.bot, activity.sender)


def wire(message: dict[str, object]) -> dict[str, object]:
    """A message of ``bot.render.teams`` as an activity. Its summary is all that a banner shows."""
    out: dict[str, object] = {"type": "message", "locale": "en-NZ", "textFormat": "markdown"}
    out |= {name: message[name] for name in ("text", "summary") if name in message}
    if "card" in message:
        kind = "application/vnd.microsoft.card.adaptive"
        out["attachments"] = [{"contentType": kind, "content": message["card"]}]
    return out
