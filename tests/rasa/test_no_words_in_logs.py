"""Words of a person on no line of Rasa's server, with every log of every library turned up."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from structlog._config import BoundLoggerLazyProxy

from bot.privacy import logs
from bot.rasa import quiet
from bot.rasa.turn import Turn
from tests.loud import Heard, all_that_is_logged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.rasa.dialogue import Dialogue

WORDS = "Zebedee Quagmirex wants to send a parcel to 12 Ratabushy Street"
TRACES = ("zebedee", "quagmirex", "ratabushy")


def traces(*said: str) -> list[str]:
    """What of the words is in there."""
    return [trace for trace in TRACES for each in said if trace in each.lower()]


def forget_first_use() -> None:
    """Let Rasa's loggers ask for their settings anew: each keeps those of its first line."""
    for name, module in list(sys.modules.items()):
        if name.startswith("rasa."):
            for value in vars(module).values():
                if isinstance(value, BoundLoggerLazyProxy):
                    vars(value).pop("bind", None)


@pytest.fixture
def heard() -> Iterator[Heard]:
    """All that is logged, by the records that the server's process makes while it serves."""
    logs.settle(lambda _record: False)
    quiet.settle_structlog(logging.DEBUG)
    forget_first_use()
    with all_that_is_logged() as found:
        yield found
    logs.unsettle()
    quiet.settle_structlog()


def test_of_turns_in_process(
    parcels: Callable[[], Dialogue], heard: Heard, capfd: pytest.CaptureFixture[str]
) -> None:
    """Understood, answered and saved; not understood; and with an action that fails."""
    dialogue = parcels()
    for text in (WORDS, "I want to send a parcel", f"{WORDS} break the action", "break the action"):
        asyncio.run(dialogue.take(Turn("loud", text=text)))
    asyncio.run(dialogue.guidance(WORDS))

    out, err = capfd.readouterr()
    assert {"rasa", "bot"} <= heard.names
    assert re.search(r"^debug: \w+(\.\w+)+$", out, re.MULTILINE)  # Rasa's events, by name only
    assert traces(heard.everything, out, err) == []


@pytest.mark.parametrize("where", ["parse_message", "run_action_extract_slots", "save_tracker"])
def test_of_an_error_whose_message_has_them(
    parcels: Callable[[], Dialogue],
    heard: Heard,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    """Logged by whoever: type and place are left of it."""
    dialogue = parcels()

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(dialogue.agent.processor, where, broken)
    try:
        asyncio.run(dialogue.take(Turn("loud", text=WORDS)))
    except RuntimeError:
        logging.getLogger("sanic.error").exception("It failed: %s", WORDS)
        logging.getLogger("bot.rasa.channel").exception("A turn failed.")

    said = "\n".join(heard.lines)
    assert "A turn failed. (RuntimeError at test_no_words_in_logs.py:" in said
    assert traces(said, *capfd.readouterr()) == []


def test_of_an_event_that_is_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Rasa names its events; what is no name could be words."""
    quiet.settle_structlog()

    structlog.get_logger().error(WORDS, text=WORDS)

    assert capsys.readouterr().out == "error: event withheld\n"


def test_of_the_server_itself(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it writes from its start to its end, turns, refusals and failures between."""
    from parcel_server import Server

    monkeypatch.setenv("LOUD", "yes")
    server = Server(models, tmp_path / "state")
    statuses = [
        server.turn("loud", text=WORDS)[0],
        server.turn("loud", text="break the action")[0],
        server.turn("loud", answer={"question": WORDS, "value": WORDS})[0],
        server.turn(WORDS, text=WORDS)[0],
        server.call("POST", "turn", WORDS.encode())[0],
        server.call("POST", "turn", WORDS.encode() * 3_000)[0],
        server.call("POST", "guidance", json.dumps({"text": WORDS}).encode())[0],
        server.call("DELETE", "conversations/zebedee")[0],
        server.call("GET", "zebedee?quagmirex")[0],
        server.turn("loud", text=WORDS, **{WORDS: WORDS})[0],
    ]
    server.stop()
    said = server.log.read_text("utf-8")

    assert statuses == [200, 200, 422, 422, 400, 413, 200, 204, 404, 422]
    assert re.search(r" DEBUG (asyncio|sanic|rasa)", said)
    assert "Action action_break failed: ValueError at parcel.py" in said
    assert traces(said) == []
