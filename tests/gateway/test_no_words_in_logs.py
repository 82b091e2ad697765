"""Words of a person in no log record, on no terminal and in no metric, whatever happens."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import uvicorn

from bot.gateway import quiet
from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.stand_in import StandIn, text
from tests.loud import Heard, all_that_is_logged, turn_up

DATABASES = ON_BOTH
TOKEN = "a-token-of-the-administrator"
WORDS = "Zebedee Quagmirex, NHI ZZZ0016, is being strangled at 12 Ratabushy Street"
TRACES = ("zebedee", "quagmirex", "zzz0016", "strangled", "ratabushy")


@pytest.fixture
def heard() -> Iterator[Heard]:
    """All that is logged, by the records that the gateway's process makes."""
    quiet.settle()
    with all_that_is_logged() as found:
        yield found
    quiet.unsettle()


async def say_everywhere(person: Person) -> list[int]:
    """Put the words wherever a caller can put words; gives the statuses."""
    client, turns = person.client, f"/api/v1/conversations/{person.id}/turns"
    form = {"client_id": WORDS, "text": WORDS}
    answers = [
        await person.say(WORDS),
        await person.say(WORDS, client_id=WORDS),
        await person.take(text=WORDS, answer={"question": WORDS, "value": WORDS}),
        await person.choose("danger_now", "zebedee"),
        await person.say(WORDS * 200),
        await client.post(turns, content=f'{{"text": "{WORDS}', headers=person.bearer),
        await client.post(turns, json={"text": WORDS}, headers={"Authorization": WORDS}),
        await client.post(turns, content=WORDS * 9_000, headers=person.bearer),
        await client.get("/api/v1/guidance", params={"q": WORDS}),
        await client.post("/api/v1/resolve", json={"facts": {"concern": WORDS}, WORDS: WORDS}),
        await client.post("/api/v1/conversations", json={"channel": WORDS}),
        await client.get(f"/records/{WORDS}", params={"decision": WORDS}),
        await client.post("/chat", data=form, headers={"Origin": "http://chat.test"}),
        await client.request("ZEBEDEE", f"/{WORDS}", headers={"Cookie": "token=zebedee"}),
        await client.get("/metrics", headers={"Authorization": "Bearer zebedee"}),
        await client.post("/api/messages", json={"text": WORDS}),
    ]
    return [answer.status_code for answer in answers]


async def metrics(person: Person) -> str:
    """The page for Prometheus."""
    page = await person.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 200
    return page.text.lower()


def traces(*said: str) -> list[str]:
    """What of the words is in there."""
    return [trace for trace in TRACES for each in said if trace in each.lower()]


@pytest.mark.parametrize("echo", [False, True, "debug"])
async def test_of_all_that_can_be_called(
    running: Running,
    rasa: StandIn,
    heard: Heard,
    capfd: pytest.CaptureFixture[str],
    echo: Any,
) -> None:
    """When all goes well, when the call is refused, and when Rasa fails or answers nonsense."""
    async with running(metrics_token=TOKEN) as person:
        person.app.state.parts.store.engine.sync_engine.echo = echo
        await person.begin()
        well = await say_everywhere(person)
        rasa.status = 500
        failing = await say_everywhere(person)
        rasa.status, rasa.blocks = None, [{**text(WORDS), WORDS: WORDS}]
        await say_everywhere(person)
        rasa.blocks, rasa.intent, rasa.unanswered = WORDS, WORDS, WORDS
        await say_everywhere(person)
        counted = await metrics(person)
        await person.end()

    assert {200, 413, 422} <= set(well)
    assert 503 in failing
    assert heard.names > {"bot", "asyncio"}
    assert traces(heard.everything, counted, *capfd.readouterr()) == []
    assert person.token.lower() not in heard.everything


async def test_of_an_error_whose_message_has_them(
    person: Person, heard: Heard, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Raised while another was handled, by what a turn needs and by what runs beside."""

    async def broken(*_: object, **__: object) -> None:
        try:
            int(WORDS)
        except ValueError as error:
            raise RuntimeError(WORDS) from error

    parts = person.app.state.parts
    monkeypatch.setattr(parts.store, "look_up", broken)
    monkeypatch.setattr(parts.conversations.tally, "write", broken)
    statuses = await say_everywhere(person)
    beside = asyncio.get_running_loop().create_task(broken())
    await asyncio.wait({beside})
    del beside  # nobody took its error: asyncio says so

    assert 503 in statuses
    assert "RuntimeError at test_no_words_in_logs.py:" in "\n".join(heard.lines)
    assert traces(heard.everything, *capfd.readouterr()) == []


async def test_of_what_reaches_the_server_before_us(
    running: Running, heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    """With every log of the server's on: paths, sockets, and what is no HTTP at all."""
    address = WORDS.replace(" ", "%20")
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    async with running() as person:
        config = uvicorn.Config(
            person.app, port=0, log_level="trace", access_log=True, lifespan="off"
        )
        turn_up()  # uvicorn has just given its logs levels and handlers of their own
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  (it has no event)
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        for call in (
            f"GET /{address} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n",
            f"GET /chat?{address} HTTP/1.1\r\nHost: x\r\n{upgrade}\r\n",
            f"{WORDS}\r\n\r\n",
        ):
            await send(port, call)
        server.should_exit = True
        await serving

    assert "uvicorn" in heard.names
    assert "Started server process" in "\n".join(heard.lines)
    assert traces(heard.everything, *capfd.readouterr()) == []


async def send(port: int, call: str) -> None:
    """Send bytes as they are, and take what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        writer.write(call.encode())
        await writer.drain()
        writer.write_eof()
        await asyncio.wait_for(reader.read(), 10)


def test_of_a_warning(heard: Heard, capfd: pytest.CaptureFixture[str]) -> None:
    """Python writes it to the terminal, unless it goes into the log."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        quiet.settle()
        warnings.warn(WORDS, stacklevel=1)

    assert "py.warnings" in "\n".join(heard.lines)
    assert traces(heard.everything, *capfd.readouterr()) == []
