"""The chat in the terminal, over real HTTP against a gateway that runs."""

from __future__ import annotations

import asyncio
import io
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from rich.console import Console

from bot.gateway.app import Knowledge, create_app
from bot.gateway.settings import Settings
from bot.terminal import Chat, address, converse
from tests.gateway.recording import bare
from tests.gateway.stand_in import SECRET, StandIn


@pytest.fixture
def gateway(rasa: StandIn, knowledge: Knowledge, tmp_path: Path) -> Iterator[str]:
    """A gateway on a port of its own; gives its address."""
    app = create_app(
        Settings(rasa_url="http://rasa.test", secret=SECRET, state=tmp_path),
        knowledge=knowledge,
        transport=httpx.ASGITransport(app=rasa.app()),
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True
        )
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join(timeout=10)


def talk(address: str, *lines: str) -> tuple[int, str]:
    """Type these lines; gives how it ended and what was printed."""
    rest = iter(lines)

    def read(_prompt: str) -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    printed = io.StringIO()
    with httpx.Client(base_url=address, timeout=5, trust_env=False) as client:
        ended = converse(Chat(client, Console(file=printed, width=90)), read)
    return ended, printed.getvalue()


def test_typed_text_is_answered_and_options_are_numbered(gateway: str, rasa: StandIn) -> None:
    """The greeting, then the reply with its buttons."""
    ended, printed = talk(gateway, "May I tell the nurse?", "/quit")

    assert ended == 0
    assert "Kia ora" in printed
    assert "Is anyone in danger right now?" in printed
    assert "2  No, not right now" in printed
    assert rasa.said() == ["May I tell the nurse?"]


def test_a_number_chooses_and_any_other_number_is_text(gateway: str, rasa: StandIn) -> None:
    """Two is the second answer; there is no ninth."""
    talk(gateway, "hello", "9", "2")

    assert rasa.said() == ["hello", "9", {"question": "danger_now", "value": "no"}]


def test_leaving_clears_the_chat(gateway: str, rasa: StandIn) -> None:
    """By /quit and by Ctrl-D."""
    talk(gateway, "/quit")
    talk(gateway)

    assert len(rasa.forgotten) == 2


def test_words_of_danger_show_whom_to_ring_and_the_chat_goes_on(gateway: str) -> None:
    """111 comes first, then the reply."""
    _, printed = talk(gateway, "hes hurting her rn")

    assert -1 < printed.find("call 111") < printed.find("Is anyone in danger right now?")


def test_square_brackets_are_only_brackets(gateway: str, rasa: StandIn) -> None:
    """What the bot says is text, not markup of the terminal."""
    rasa.blocks = [{"type": "text", "text": "Read [bold]section 15[/bold] [link=x]here[/link]."}]

    _, printed = talk(gateway, "hello")

    assert "[bold]section 15[/bold]" in printed


def test_an_answer_is_readable(gateway: str, rasa: StandIn) -> None:
    """Headline, why, duties and whom to ring, in words."""
    rasa.blocks = [
        {
            "type": "answer",
            "outcome": "permitted",
            "headline": "Yes, you may tell the nurse.",
            "lead": "ota.s66c",
            "findings": [
                {
                    "gateway": "ota.s66c",
                    "framework": "Example Act",
                    "provision": "s 66C",
                    "title": "Sharing",
                    "effect": "permits",
                    "status": "open",
                    "because": ["You are on the list"],
                    "missing": [],
                }
            ],
            "duties": [{"text": "Consult the child", "provision": "s 66K"}],
            "as_at": "2025-11-27",
        },
        {"type": "contacts", "items": [{"name": "Privacy officer", "when": "Not sure"}]},
    ]

    _, printed = talk(gateway, "hello")

    for words in ("Yes, you may", "You are on the list", "Consult the child", "Privacy officer"):
        assert words in printed


def test_when_nothing_answers_it_says_how_to_start() -> None:
    """One sentence, and exit status 1."""
    ended, printed = talk("http://127.0.0.1:9", "hello")

    assert ended == 1
    assert "make run" in printed


def test_it_goes_where_host_and_port_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address to listen on everywhere is reached on this machine."""
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104  (only put into words)
    monkeypatch.setenv("PORT", "9001")

    assert address() == "http://127.0.0.1:9001"


def test_a_record_is_one_line_with_its_whole_address_and_titles_of_letters(
    gateway: str, rasa: StandIn
) -> None:
    """The address can be opened as it stands until the chat is left; letters by their title."""
    file = io.StringIO()
    with httpx.Client(base_url=gateway, timeout=5, trust_env=False) as client:
        chat = Chat(client, Console(file=file, width=60))
        assert chat.begin()
        rasa.blocks = [bare()]
        chat.say("May I?")
    printed = file.getvalue()

    line = next(each for each in printed.splitlines() if each.startswith("For the file"))
    assert re.search(rf"{re.escape(gateway)}/records/[\w-]{{32}}$", line)
    assert "Message to copy: A note to go with what you share" in printed
    assert "Kia ora [name]" not in printed
