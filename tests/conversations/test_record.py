"""An answer of the whole product ends with a record that opens, and can be verified."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from tests.conversations.conftest import Conversation

OPENING = (
    "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
    "can I tell the practice nurse?"
)


@pytest.fixture
def block(conversation: Conversation) -> dict[str, Any]:
    """The record block of the example's answer."""
    conversation.say(OPENING)
    for value in ("no", "no", "safe"):
        conversation.press(value)
    (found,) = [each for each in conversation.blocks if each["type"] == "record"]
    return found


def test_the_record_of_an_answer_opens_in_every_form(
    client: httpx.Client, block: dict[str, Any]
) -> None:
    """Without the conversation's token: it is opened in a new tab."""
    for ending, kind in (
        ("", "text/html"),
        (".pdf", "application/pdf"),
        (".txt", "text/plain"),
        (".json", "application/json"),
    ):
        answer = client.get(f"{block['url']}{ending}?decision=shared")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    assert datetime.fromisoformat(block["expires"]) > datetime.now(UTC)


def test_the_record_holds_the_answer_and_nothing_typed(
    client: httpx.Client, conversation: Conversation, block: dict[str, Any]
) -> None:
    """The outcome, and of the person's words only what they were taken to mean."""
    answer = next(each for each in conversation.blocks if each["type"] == "answer")

    found = client.get(f"{block['url']}.json").json()

    assert found["headline"] == answer["headline"]
    assert found["facts"]["recipient"] == "practice-nurse"
    assert "isn't being fed" not in client.get(f"{block['url']}.json").text


def test_the_record_verifies_against_the_law_files(
    client: httpx.Client,
    block: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was made in a conversation is found again by the command."""
    path = tmp_path / "record.json"
    path.write_bytes(client.get(f"{block['url']}.json?decision=not_shared").content)

    status = main(["verify-record", str(path)])

    assert status == 0
    assert "same findings" in capsys.readouterr().out


def test_clearing_the_chat_takes_the_record_with_it(
    client: httpx.Client, conversation: Conversation, block: dict[str, Any]
) -> None:
    """And the page then says what to do."""
    client.delete(
        f"/api/v1/conversations/{conversation.id}", headers=conversation.headers
    ).raise_for_status()

    gone = client.get(block["url"])

    assert gone.status_code == 404
    assert "ask again to get a new one" in " ".join(gone.text.split())
