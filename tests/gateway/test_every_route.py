"""Every route of the gateway, called by people who have no right to it.

``ROUTES`` says for each route what it gives to whom. A route that is not in it fails, so that
nobody adds one without deciding.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from bot.gateway.proxies import read_proxies
from bot.gateway.retention import drop_idle
from bot.gateway.sign_in.settings import ByProxy
from tests.gateway.conftest import Person, Running
from tests.gateway.recording import recorded
from tests.gateway.stand_in import StandIn, text
from tests.gateway.test_retention import let_pass

CANARY = "kererū"
"""Said by Rasa in the one conversation that is attacked, and nowhere else."""

OPEN = "open"
"""Gives everybody the same; knows of no conversation."""
BY_TOKEN = "by token"
"""404 without the conversation's own token."""
BY_LINK = "by link"
"""Whoever has the unguessable link may read it; every other link is a 404."""
BY_SECRET = "by secret"
"""Closed unless a token is set, and then to all who lack it: test_metrics.py."""
BY_MICROSOFT = "by Microsoft"
"""Closed without credentials, else only what Microsoft signed: tests/teams."""

ROUTES = {
    "POST /api/v1/conversations": OPEN,
    "POST /api/v1/conversations/{conversation}/turns": BY_TOKEN,
    "GET /api/v1/conversations/{conversation}/turns": BY_TOKEN,
    "DELETE /api/v1/conversations/{conversation}": BY_TOKEN,
    "POST /api/v1/conversations/{conversation}/feedback": BY_TOKEN,
    "POST /api/v1/resolve": OPEN,
    "GET /api/v1/guidance": OPEN,
    "GET /records/{record}": BY_LINK,
    "GET /records/{record}.{form}": BY_LINK,
    "POST /api/messages": BY_MICROSOFT,
    "GET /metrics": BY_SECRET,
    "GET /healthz": OPEN,
    "GET /readyz": OPEN,
    "GET /api/v1/openapi.json": OPEN,
    "GET /": OPEN,
    "GET /chat": BY_TOKEN,
    "GET /chat/clear": BY_TOKEN,
    "POST /chat": BY_TOKEN,
    "GET /widget.js": OPEN,
}
"""``/chat`` answers with a page for people, not a 404, to who has no conversation."""

BODIES: dict[str, Any] = {
    "POST /api/v1/conversations/{conversation}/turns": {"client_id": "x", "text": "hello"},
    "POST /api/v1/conversations/{conversation}/feedback": {"answer_id": "1-1", "helped": True},
    "POST /api/v1/resolve": {"facts": {}},
}


@dataclass(frozen=True)
class Attacked:
    """A person with a conversation in which the canary was said, and its record."""

    person: Person
    record: str


def flat(routes: list[Any]) -> Iterator[str]:
    """Each route as "METHOD path", those of included routers among them; HEAD goes with GET."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from flat(included.routes)
        else:
            yield from (f"{method} {route.path}" for method in route.methods - {"HEAD"})


def filled(path: str, attacked: Attacked, *, guess: bool) -> str:
    """The path with what an attacker may know: ids of others, never their links."""
    return path.format(
        conversation=attacked.person.id,
        record="A" * 43 if guess else attacked.record,
        form="json",
    )


@pytest.fixture
async def attacked(running: Running, rasa: StandIn) -> AsyncIterator[Attacked]:
    """Somebody's conversation, the day before the attack."""
    async with running() as person:
        await person.begin()
        rasa.blocks = [text(CANARY)]
        assert CANARY in (await person.say("hello")).text
        link = (await recorded(person, rasa))["url"]
        rasa.blocks = None
        yield Attacked(person, link.rsplit("/", 1)[1])


async def test_no_route_is_without_a_decision(running: Running) -> None:
    """A new route, or one that is gone, has to be said here."""
    async with running() as person:
        found = set(flat(person.app.routes))

    files = {each for each in found if each.startswith("GET /assets/")}
    assert found - files == ROUTES.keys(), "decide in ROUTES who may have it"


@pytest.mark.parametrize("route", [name for name, who in ROUTES.items() if who is BY_TOKEN])
@pytest.mark.parametrize(
    "by", ["nobody", "another's token", "garbage", "after it ended", "after a day"]
)
async def test_nobody_gets_into_anothers_conversation(
    attacked: Attacked, route: str, by: str
) -> None:
    """Not a word of it is given, and all of it is still there afterwards."""
    mine, before = attacked.person, await attacked.person.past()
    stranger = (await mine.client.post("/api/v1/conversations", json={})).json()["token"]
    if by == "after it ended":
        await mine.end()
    if by == "after a day":
        let_pass(mine.state, 24.1)
        await drop_idle(mine.app.state.parts.conversations, 24)

    answer = await call(attacked, route, headers_of(by, attacked, stranger))

    assert CANARY not in answer.text
    if " /chat" not in route:
        assert answer.status_code == 404, answer.text
    if not by.startswith("after"):
        assert (await mine.past()).json() == before.json()


@pytest.mark.parametrize("route", [name for name, who in ROUTES.items() if who is BY_TOKEN])
async def test_another_sites_page_does_nothing_and_reads_nothing(
    attacked: Attacked, route: str
) -> None:
    """Even if a browser sent the cookie along, which a strict one does not allow."""
    before = await attacked.person.past()

    answer = await call(attacked, route, headers_of("another site", attacked, ""))

    assert "access-control-allow-origin" not in answer.headers
    if not route.startswith("GET"):
        assert answer.status_code == 403
    assert (await attacked.person.past()).json() == before.json()


@pytest.mark.parametrize("route", [name for name, who in ROUTES.items() if who is BY_LINK])
async def test_a_guessed_link_opens_nothing(attacked: Attacked, route: str) -> None:
    """And the right one does, so that the test looks at the right thing."""
    path = route.split()[1]
    client = attacked.person.client

    right = await client.get(filled(path, attacked, guess=False))
    guessed = await client.get(filled(path, attacked, guess=True))

    assert (right.status_code, guessed.status_code) == (200, 404)


@pytest.mark.parametrize("route", [name for name, who in ROUTES.items() if who is OPEN])
async def test_what_is_open_knows_of_no_conversation(attacked: Attacked, route: str) -> None:
    """Whatever token comes with it."""
    answer = await call(attacked, route, attacked.person.bearer)

    assert CANARY not in answer.text
    assert attacked.person.id not in answer.text


async def test_teams_is_closed_without_credentials(attacked: Attacked) -> None:
    """A delivery is not even read."""
    answer = await attacked.person.client.post("/api/messages", json={"type": "message"})

    assert answer.status_code == 404


def headers_of(by: str, attacked: Attacked, stranger: str) -> dict[str, str]:
    """What the attacker sends beside the call."""
    mine = attacked.person
    cookies = f"safe_to_share={mine.token}; safe_to_share_plain={mine.id}.{mine.token}"
    plain = f"safe_to_share={stranger}; safe_to_share_plain={mine.id}.{stranger}"
    if by.startswith("after"):
        return {"Authorization": f"Bearer {mine.token}", "Cookie": cookies}
    return {
        "nobody": {},
        "another's token": {"Authorization": f"Bearer {stranger}", "Cookie": plain},
        "garbage": {"Authorization": "Bearer \u00ff\u00fe", "Cookie": "safe_to_share_plain=.."},
        "another site": {"Origin": "https://elsewhere.example", "Cookie": cookies},
    }[by]


async def call(attacked: Attacked, route: str, headers: dict[str, str]) -> httpx.Response:
    """Call a route as an attacker does."""
    method, path = route.split()
    raw = [(key.encode(), value.encode("latin-1")) for key, value in headers.items()]
    content: dict[str, Any] = {}
    if path == "/chat" and method == "POST":
        content = {"data": {"client_id": "x", "text": "hello"}}
    elif method == "POST":
        content = {"json": BODIES.get(route, {})}
    if path == "/api/v1/guidance":
        content = {"params": {"q": "consent"}}
    return await attacked.person.client.request(
        method, filled(path, attacked, guess=True), headers=httpx.Headers(raw), **content
    )


PUBLIC = {"/api/messages", "/metrics", "/healthz", "/readyz", "/", "/widget.js"}
"""For everybody also where people have to be signed in, each with its own door or none needed."""


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT"])
async def test_where_people_sign_in_nothing_else_answers_the_unsigned(
    running: Running, method: str
) -> None:
    """Every route, and what is none: 401, whatever token of ours or cookie comes with it."""
    by_proxy = ByProxy("x-remote-user", read_proxies("192.0.2.1"))
    async with running(sign_in=by_proxy) as person:
        paths = {route.split()[1] for route in flat(person.app.routes)} | {
            "/nowhere",
            "/chat/",
            "/%63hat",
        }
        files = {path for path in paths if path.startswith("/assets/")}
        closed = paths - PUBLIC - files
        answers = {
            path: await person.client.request(
                method,
                path.format(conversation="A" * 22, record="A" * 43, form="json"),
                headers={"Authorization": f"Bearer {'A' * 43}", "Cookie": "safe_to_share=A"},
            )
            for path in sorted(closed)
        }
        opened = [(await person.client.get(path)).status_code for path in sorted(files)]

    assert len(closed) > 10
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
        sorted(closed), 401
    )
    assert set(opened) == {200}
