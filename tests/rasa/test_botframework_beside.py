"""Rasa's own channel for Teams before the same deliveries: why ours stands in its place."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.teams.cases import PUBLISHED, TABLE, Case
from tests.teams.microsoft import APP, SECRET, Microsoft, activity, token

LEAKS = {
    "an answer wanted elsewhere than the token says",
    "a token that says no place, an answer wanted elsewhere",
}


@dataclass
class Outcome:
    """What became of one delivery."""

    status: int = 0
    turns: int = 0
    leaks: list[str] = field(default_factory=list)

    def is_right(self, case: Case) -> bool:
        """Let in or refused as it should be, by whatever status of that kind; nothing leaked."""
        kind = self.status // 100 if case.status != 501 else case.status // 100
        return self.turns == case.turns and not self.leaks and kind == case.status // 100


def delivered(case: Case, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Put a case before Rasa's channel, its network being our Microsoft."""
    import requests
    from rasa.core.channels.botframework import BotFramework, BotFrameworkInput

    microsoft, outcome = Microsoft(), Outcome()

    def answer(_: Any, request: Any, **__: Any) -> Any:
        body = request.body or b""
        raw = body.encode() if isinstance(body, str) else body
        found = microsoft.answer(request.method, request.url, dict(request.headers), raw)
        made = requests.Response()
        made.status_code, made._content = found.status, json.dumps(found.body).encode()
        made.url, made.request = request.url, request
        return made

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", answer)
    # Kept on the class, so that every bot of a process shares it: put back afterwards.
    monkeypatch.setattr(BotFramework, "token_expiration_date", BotFramework.token_expiration_date)
    channel = BotFrameworkInput(APP, SECRET)

    async def turn(message: Any) -> None:
        outcome.turns += 1
        await message.output_channel.send_text_message(message.sender_id, "Kia ora")

    route = next(
        each for each in channel.blueprint(turn)._future_routes if each.uri.endswith("/webhook")
    )
    if case.rotated:
        asyncio.run(posted(route.handler, f"Bearer {token()}", json.dumps(activity()).encode()))
        microsoft.keys["newer"] = ["msteams"]
    for _ in range(case.times):
        said = case.headers().get("Authorization", "")
        outcome.status = asyncio.run(posted(route.handler, said, case.content()))
    outcome.leaks = microsoft.leaks
    return outcome


async def posted(handler: Any, authorization: str, body: bytes) -> int:
    """The status that Sanic would answer."""
    from sanic import Sanic
    from sanic.exceptions import SanicException
    from sanic.request import Request

    app = Sanic.get_app("beside", force_create=True)
    headers = {"authorization": authorization} if authorization else {}
    request = Request(b"/webhook", headers, "1.1", "POST", None, app)
    request.body = body
    try:
        return int((await handler(request)).status)
    except SanicException as error:
        return int(error.status_code)
    except Exception:  # noqa: BLE001  (Sanic answers 500)
        return 500


def test_rasas_own_channel_beside_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """It lets in what is not Microsoft's, and gives the bot's token away.

    The figures stand in docs/decisions/0015-teams.md; ours are those of tests/teams.
    """
    outcomes = {case.name: delivered(case, monkeypatch) for case in TABLE}
    published = sum(outcomes[case.name].is_right(case) for case in PUBLISHED)
    right = sum(outcomes[case.name].is_right(case) for case in TABLE)
    leaks = {name for name, outcome in outcomes.items() if outcome.leaks}

    assert outcomes["a genuine message"].is_right(TABLE[0])
    assert (published, right, len(leaks)) == (8, 37, 12)
    assert leaks >= LEAKS
