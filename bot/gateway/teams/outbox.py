"""Sending to a chat: again when Microsoft is busy or away, and no more when it says so."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

from bot.gateway.faults import log_fault, log_line
from bot.gateway.teams import hosts
from bot.gateway.teams.login import NoToken

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.gateway.teams.login import Login
    from bot.gateway.teams.network import Ways

AGAIN = frozenset({412, 429, 502, 503, 504})
FOR_GOOD = frozenset({403, 404})
"""Blocked, uninstalled, disabled by the agency, or gone."""

FIRST_WAIT = 0.5
LONGEST_WAIT = 15.0
"""Seconds between two tries: twice as long each time, each with chance in it."""

GIVE_UP = 300.0
"""Seconds for which one message is tried."""

LONGEST_ASKED = 60.0
"""Seconds; no ``Retry-After`` is waited for longer."""


@dataclass(frozen=True)
class Place:
    """Where an answer goes: a conversation of a connector whose address was checked."""

    service: str
    conversation: str
    bot: str
    person: str


class Stopped(Exception):
    """Nothing can be delivered there: the person left, or Microsoft says that we may not."""


class Away(Exception):
    """Microsoft could not be reached for minutes. It may be later."""


class Refused(Exception):
    """Microsoft does not take this one, such as a card that it finds too large."""


class Outbox:
    """Sends activities."""

    def __init__(self, client: httpx.AsyncClient, login: Login, ways: Ways) -> None:
        """Send through a client, with tokens of the login, and wait in these ways."""
        self._client = client
        self._login = login
        self._clock = ways.clock
        self._sleep = ways.sleep

    async def send(
        self, place: Place, activity: dict[str, Any], is_wanted: Callable[[], bool]
    ) -> None:
        """Deliver one activity.

        A request that broke off may have been delivered; it is sent again, since an answer
        twice is better than none.

        Args:
            place: where to.
            activity: what, without its addresses.
            is_wanted: asked before each try.

        Raises:
            Stopped: it was not delivered, and nothing will be.
            Away: it was not delivered, and may be tried again later.
            Refused: it will not be; something else may.
        """
        began, wait, tries = self._clock(), FIRST_WAIT, 0
        while True:
            if not is_wanted():
                raise Stopped
            asked = await self._try(place, activity)
            if asked is None:
                return
            tries += 1
            pause = max(asked, wait * random.uniform(0.5, 1.5))  # noqa: S311  (no secret)
            if self._clock() - began + pause > GIVE_UP:
                log_fault("teams_not_delivered", tries=tries)
                raise Away
            await self._sleep(pause)
            wait = min(wait * 2, LONGEST_WAIT)

    async def try_once(self, place: Place, activity: dict[str, Any]) -> None:
        """Send what nobody misses, such as a sign of typing."""
        try:
            await self._post(place, activity)
        except (httpx.HTTPError, NoToken):
            log_line("teams_typing_not_sent")

    async def _try(self, place: Place, activity: dict[str, Any]) -> float | None:
        """None when it was delivered, else the seconds that Microsoft asks us to wait."""
        try:
            answer = await self._post(place, activity)
        except (httpx.HTTPError, NoToken) as error:
            log_line("teams_connector_away", error=type(error).__name__)
            return 0.0
        if answer.is_success:
            return None
        if answer.status_code in AGAIN or answer.status_code == httpx.codes.UNAUTHORIZED:
            log_line("teams_connector_busy", status=answer.status_code)
            return _asked(answer)
        log_fault("teams_refused_by_connector", status=answer.status_code, code=_code(answer))
        raise Stopped if answer.status_code in FOR_GOOD else Refused

    async def _post(self, place: Place, activity: dict[str, Any]) -> httpx.Response:
        # Looked at again on use: nothing that was kept or altered in between sends a token away.
        if not hosts.is_https_at(place.service, hosts.CONNECTORS):
            raise Stopped
        token = await self._login.token()
        answer = await self._client.post(
            hosts.activities_of(place.service, place.conversation),
            json={**activity, **_addressed(place)},
            headers={"Authorization": f"Bearer {token}"},
        )
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._login.refused(token)
        return answer


def _addressed(place: Place) -> dict[str, Any]:
    return {
        "from": {"id": place.bot},
        "recipient": {"id": place.person},
        "conversation": {"id": place.conversation},
    }


def _asked(answer: httpx.Response) -> float:
    given = answer.headers.get("retry-after", "")
    return min(float(given), LONGEST_ASKED) if given.isdecimal() else 0.0


def _code(answer: httpx.Response) -> str:
    """Microsoft's word for why, such as BotNotInConversationRoster; never its sentence."""
    try:
        code = answer.json()["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return ""
    return code[:60] if isinstance(code, str) and code.isalnum() else ""
