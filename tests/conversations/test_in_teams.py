"""Every conversation of these files in Teams: the same words and findings as on the web."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.gateway.app import create_app
from bot.gateway.settings import Rate, Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.settings import TeamsSettings
from tests.conversations.behind import rasa
from tests.conversations.conftest import Conversation, no_cookies
from tests.conversations.in_teams import Chat, SideBySide
from tests.conversations.test_conversations import CONVERSATIONS, check, take
from tests.conversations.words_of_cards import as_shown, of_blocks, of_messages, plain
from tests.teams.microsoft import APP, TENANT
from tests.teams.served import Served, served, ways_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.model import Law

ADDRESS = "https://share.example.govt.nz"
FAST = Rate(9_999, 9_999)


@pytest.fixture(scope="module")
def microsoft() -> Served:
    """The Microsoft of these tests."""
    return Served()


@pytest.fixture(scope="module")
def client(microsoft: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a gateway that is open to the web and to Teams, with our Rasa behind it."""
    secret, state = secrets.token_urlsafe(32), tmp_path_factory.mktemp("state")
    teams = TeamsSettings(APP, (TENANT,), ADDRESS, Secret("x"), enforce_endorsement=True)
    with rasa(state, secret) as behind, served(microsoft.app()) as port:
        settings = Settings(behind, secret, state, turns=FAST, beginnings=FAST, teams=teams)
        with (
            served(create_app(settings, microsoft=ways_to(port))) as gateway,
            httpx.Client(
                base_url=f"http://127.0.0.1:{gateway}", timeout=30, cookies=no_cookies()
            ) as found,
        ):
            yield found


@pytest.fixture
def both(client: httpx.Client, microsoft: Served, law: Law) -> SideBySide:
    """A person who has just begun in both channels."""
    chat = Chat(client, microsoft.microsoft)
    found = SideBySide(Conversation(client), chat, law, ADDRESS)
    found.begin()
    return found


@pytest.mark.parametrize("told", CONVERSATIONS)
def test_a_conversation_is_the_same_in_teams(both: SideBySide, told: dict[str, Any]) -> None:
    """Each step comes to the same reply, and all words of it can be read on the cards."""
    for number, step in enumerate(told["steps"], 1):
        take(both, step)

        check(f"step {number}", both.blocks, step)
        readable(both, step)
    both.chat.take(0)


def readable(both: SideBySide, step: dict[str, Any]) -> None:
    """Every sentence of the blocks is in the messages; of other laws, where there was room."""
    shown = of_messages(both.shown)
    is_short = plain(both.law.wording["card_more_in_record"]) in shown
    blocks = [as_shown(block, is_short=is_short) for block in both.meant]

    assert [words for words in of_blocks(blocks) if words not in shown] == [], step


def test_a_word_that_is_not_shown_is_missed() -> None:
    """The rule itself: words of each kind of block that no card has are found missing."""
    blocks: list[dict[str, Any]] = [
        {"type": "text", "id": "1", "text": "One.\nTwo."},
        {"type": "contacts", "id": "2", "items": [{"name": "N", "phone": "0800", "when": "W"}]},
        {"type": "answer", "lead": "a", "findings": [{"gateway": "a", "title": "T", "says": "S"}]},
    ]
    said = [each for block in blocks for each in of_blocks(as_shown(block, is_short=False))]

    assert said == ["One.", "Two.", "N", "0800", "W", "S", "S"]
    assert of_messages([{"text": "**One\\.** [a\\[b](https://x)"}]) == "One. a[b"
