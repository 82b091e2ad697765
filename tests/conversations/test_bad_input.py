"""Whatever is typed or sent: a clear answer, nothing lost, nothing twice, and the talk goes on."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from tests.conversations.conftest import Conversation

EXAMPLE = (
    "I teach year 3 and one of my kids isn't being fed at home. can I tell the practice nurse?"
)


def still_there(conversation: Conversation) -> bool:
    """The question that was open is open still, and takes its answer."""
    conversation.press("no", "danger_now")
    return conversation.status == httpx.codes.OK and conversation.question["fact"] == "violence"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("", 422, id="empty"),
        pytest.param("   \n\t ", 422, id="blank"),
        pytest.param("\x00\x01\u202e\u200f", 422, id="only control and bidi characters"),
        pytest.param("a" * 10_000, 413, id="10,000 characters"),
        pytest.param("\U0001f62d\U0001f62d", 200, id="emoji only"),
        pytest.param("Me preocupa un niño de mi clase", 200, id="another language"),
        pytest.param("no\x00\u202e", 200, id="an answer with control and bidi characters in it"),
        pytest.param("<script>alert(1)</script>", 200, id="markup"),
        pytest.param("'; DROP TABLE turns; --", 200, id="SQL"),
        pytest.param("{{7*7}} ${7*7} %s %n", 200, id="templates"),
    ],
)
def test_a_strange_message_has_its_answer(
    conversation: Conversation, text: str, status: int
) -> None:
    """A sentence that one can act on; no word of it comes back; the question stays open."""
    conversation.say(EXAMPLE)
    conversation.say(text)

    assert conversation.status == status
    assert conversation.blocks
    assert "alert(1)" not in str(conversation.blocks)
    if "violence" not in conversation.asked:
        assert still_there(conversation)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{", id="broken JSON"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"words"', id="a string"),
        pytest.param(b"{}", id="nothing in it"),
        pytest.param(b'{"client_id": 5, "text": "hello"}', id="a number for an id"),
        pytest.param(b'{"client_id": "a", "text": ["hello"]}', id="a list for a text"),
        pytest.param(b'{"client_id": "a", "text": null}', id="no text"),
        pytest.param(b'{"client_id": "a", "text": "x", "answer": {}}', id="both"),
        pytest.param(b'{"client_id": "a", "text": "x", "role": "admin"}', id="more than asked"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
def test_a_malformed_body_is_refused_in_words(conversation: Conversation, body: bytes) -> None:
    """What is wrong and what is allowed; never what was sent."""
    conversation.say(EXAMPLE)

    headers = {**conversation.headers, "Content-Type": "application/json"}
    reply = conversation.client.post(conversation.url, content=body, headers=headers)

    assert reply.status_code in {httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY}
    assert reply.json()["blocks"][-1]["type"] == "notice"
    assert "hello" not in reply.text
    assert still_there(conversation)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"question": "danger_now", "value": "perhaps"}, id="a value never offered"),
        pytest.param({"question": "sharer", "value": "police"}, id="a question never asked"),
        pytest.param({"question": "requested_slot", "value": "sharer"}, id="a slot"),
        pytest.param({"question": "change", "value": "purpose"}, id="a change never offered"),
        pytest.param({"question": "/set_slot", "value": "danger_now"}, id="a command"),
    ],
)
def test_a_forged_button_changes_nothing(conversation: Conversation, answer: Any) -> None:
    """Only what was issued is taken."""
    conversation.say(EXAMPLE)
    conversation.turn({"answer": answer})

    assert conversation.status in {httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY}
    assert still_there(conversation)


def test_an_unknown_conversation_says_what_to_do(client: httpx.Client) -> None:
    """Not found, with a notice."""
    url = f"/api/v1/conversations/{uuid.uuid4().hex}/turns"
    reply = client.post(url, json={"client_id": "a", "text": "hello"})

    assert reply.status_code == httpx.codes.NOT_FOUND
    assert reply.json()["blocks"][0]["type"] == "notice"


def test_the_same_message_twice_runs_once(conversation: Conversation) -> None:
    """The second gets the first one's reply, and the conversation has one turn more."""
    said, client_id = {"text": EXAMPLE}, str(uuid.uuid4())

    conversation.turn(said, client_id)
    first = conversation.blocks
    conversation.turn(said, client_id)
    kept = conversation.client.get(conversation.url, headers=conversation.headers).json()["turns"]

    assert conversation.blocks == first
    assert len(kept) == 2


def test_messages_at_the_same_instant_are_all_answered_in_order(
    conversation: Conversation,
) -> None:
    """None is lost and none is mixed up: each turn has a number and blocks of its own."""
    conversation.say(EXAMPLE)

    def send(number: int) -> dict[str, Any]:
        body = {"client_id": f"at-once-{number}", "text": "why do you ask?"}
        reply = httpx.post(
            f"{conversation.client.base_url}{conversation.url}",
            json=body,
            headers=conversation.headers,
            timeout=30,
        )
        return dict(reply.json())

    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(send, range(5)))

    assert sorted(reply["turn"] for reply in replies) == [2, 3, 4, 5, 6]
    assert all(reply["blocks"][-1]["fact"] == "danger_now" for reply in replies)
    assert still_there(conversation)


def test_nothing_typed_is_kept(conversation: Conversation, product_state: Any) -> None:
    """The bytes of every store and log are searched for a word that was typed."""
    word = "quixotically"
    conversation.say(f"I'm a GP, {word}, can I tell the school about a 6 year old {word}?")
    conversation.say(f"{word} {word}")

    files = [path for path in product_state.rglob("*") if path.is_file()]

    assert any(path.suffix == ".db" for path in files)
    assert not [path.name for path in files if word.encode() in path.read_bytes()]
