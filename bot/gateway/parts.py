"""What a call needs of the running gateway."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from bot.gateway.rate import Buckets
from bot.gateway.sign_in.gate import WHO

if TYPE_CHECKING:
    from bot.gateway.conversations import Conversations
    from bot.gateway.metrics import Metrics
    from bot.gateway.rasa import Rasa
    from bot.gateway.settings import Settings
    from bot.gateway.store import Store
    from bot.gateway.votes import Votes
    from bot.law.model import Law
    from bot.safety.danger import Danger


PDFS_AT_ONCE = 2
"""A PDF takes a processor for a moment: more at once would only make each wait longer."""


@dataclass
class Parts:
    """All parts of a gateway that runs."""

    settings: Settings
    law: Law
    danger: Danger
    store: Store
    rasa: Rasa
    conversations: Conversations
    votes: Votes
    metrics: Metrics

    def __post_init__(self) -> None:
        """Everyone's bucket is full at start. ``is_ending``: no new turn is taken any more."""
        self.is_ending = False
        self.beginnings = Buckets(self.settings.beginnings)
        self.votings = Buckets(self.settings.turns)
        self.questions = Buckets(self.settings.questions)
        self.printing = asyncio.Semaphore(PDFS_AT_ONCE)


async def _parts(request: Request) -> Parts:
    """Not a plain function: those run in threads, where messages would overtake each other."""
    parts: Parts = request.app.state.parts
    return parts


Running = Annotated[Parts, Depends(_parts)]


def caller_of(request: Request) -> str:
    """Who calls, for rates only: who is signed in, else the address. Neither kept nor logged."""
    address = request.client.host if request.client else "unknown"
    who: str = request.scope.get(WHO, address)
    return who
