"""What people and programs send by mistake or on purpose; each has its clear answer."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.gateway.conftest import Person
from tests.gateway.stand_in import StandIn

SECRET_WORDS = "Moana Example of 12 Rata Street"


def sentence(answer: httpx.Response) -> str:
    """The text of the first notice."""
    text: str = answer.json()["blocks"][0]["text"]
    return text


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="empty"),
        pytest.param("  \n\t ", id="white space"),
        pytest.param("\x00\x00", id="null bytes"),
        pytest.param("\u202e\u2066\u200b\ufeff", id="bidi and invisible"),
        pytest.param("\u200d\u200d", id="joiners alone"),
        pytest.param("\x07\x1b\x7f", id="control characters"),
    ],
)
async def test_text_without_words_is_answered_with_what_to_do(
    person: Person, rasa: StandIn, words: str
) -> None:
    """422, in a sentence; Rasa hears nothing of it."""
    answer = await person.say(words)

    assert answer.status_code == 422
    assert "no words" in sentence(answer)
    assert rasa.said() == []


async def test_text_is_cleaned_before_anyone_reads_it(person: Person, rasa: StandIn) -> None:
    """NFC; null bytes, controls and bidi go; macrons, new lines and joined emoji stay."""
    family = "👩\u200d👧"

    await person.say(f"Ma\u0304ori\x00 \u202ekai\u202c\r\nnext {family}\x1b")

    assert rasa.said() == [f"Māori kai\nnext {family}"]


async def test_emoji_alone_are_passed_on(person: Person, rasa: StandIn) -> None:
    """Rasa has its own answer for them."""
    answer = await person.say("😟😟")

    assert answer.status_code == 200
    assert rasa.said() == ["😟😟"]


async def test_four_thousand_characters_are_taken_and_one_more_is_not(
    person: Person, rasa: StandIn
) -> None:
    """413 says how many were sent, how many are allowed, and what to do."""
    most = await person.say("wā" * 2000)
    more = await person.say("ā" * 4001)

    assert most.status_code == 200
    assert more.status_code == 413
    assert "4,001" in sentence(more)
    assert "4,000" in sentence(more)
    assert len(rasa.said()) == 1


async def test_a_body_over_sixteen_kilobytes_is_not_read(person: Person, rasa: StandIn) -> None:
    """413 with 111 beside it: the words may have told of danger, and nobody read them."""
    answer = await person.say("a" * 20_000)

    assert answer.status_code == 413
    assert [block.get("level") for block in answer.json()["blocks"]] == ["emergency", "error"]
    assert rasa.said() == []


async def test_a_body_without_a_length_is_counted(person: Person) -> None:
    """A stream is cut off where the limit is."""

    async def stream() -> Any:
        for _ in range(40):
            yield b"a" * 1024

    answer = await person.client.post(
        f"/api/v1/conversations/{person.id}/turns", content=stream(), headers=person.bearer
    )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("body", "says"),
    [
        pytest.param({"text": SECRET_WORDS}, "client_id is needed", id="no client_id"),
        pytest.param({"client_id": "m1"}, "one of text and answer", id="nothing said"),
        pytest.param(
            {"client_id": "m1", "text": "a", "answer": {"question": "a", "value": "b"}},
            "one of text and answer",
            id="both",
        ),
        pytest.param({"client_id": SECRET_WORDS, "text": "a"}, "client_id may hold", id="bad id"),
        pytest.param({"client_id": "m1", "text": [SECRET_WORDS]}, "text has to be text", id="list"),
        pytest.param({"client_id": 7, "text": "a"}, "client_id has to be text", id="number"),
        pytest.param(
            {"client_id": "m1", "text": "a", SECRET_WORDS: 1}, "a field that", id="strange field"
        ),
        pytest.param(
            {"client_id": "m1", "answer": {"question": SECRET_WORDS, "value": "b"}},
            "answer.question may hold",
            id="question in words",
        ),
        pytest.param({"client_id": "m1", "answer": SECRET_WORDS}, "answer", id="answer as text"),
        pytest.param([SECRET_WORDS], "JSON object", id="a list"),
        pytest.param(SECRET_WORDS, "JSON object", id="a string"),
    ],
)
async def test_a_malformed_turn_is_named_and_not_repeated(
    person: Person, body: Any, says: str
) -> None:
    """422 names the field and what is allowed, and never what was sent."""
    answer = await person.client.post(
        f"/api/v1/conversations/{person.id}/turns", json=body, headers=person.bearer
    )

    assert answer.status_code == 422
    assert says in sentence(answer)
    assert "Moana" not in answer.text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'{"client_id": "m1", "text": "Moana', id="cut off"),
        pytest.param(b"\xff\xfe Moana", id="not UTF-8"),
        pytest.param(b"[" * 16_000, id="deep"),
        pytest.param(b"", id="nothing"),
    ],
)
async def test_broken_json_is_answered(person: Person, content: bytes) -> None:
    """422 in a sentence, and the server stays up."""
    answer = await person.client.post(
        f"/api/v1/conversations/{person.id}/turns",
        content=content,
        headers={**person.bearer, "Content-Type": "application/json"},
    )

    assert answer.status_code == 422
    assert answer.json()["blocks"][0]["level"] == "error"
    assert "Moana" not in answer.text
    assert (await person.say("hello")).status_code == 200


async def test_lone_surrogates_do_no_harm(person: Person, rasa: StandIn) -> None:
    """Half a character, as JSON lets through, is left out."""
    answer = await person.client.post(
        f"/api/v1/conversations/{person.id}/turns",
        content=rb'{"client_id": "m1", "text": "a \ud800 b"}',
        headers={**person.bearer, "Content-Type": "application/json"},
    )

    assert answer.status_code == 200
    assert rasa.said() == ["a  b"]


async def test_a_form_from_another_page_is_not_a_turn(person: Person) -> None:
    """Only JSON is read, which no plain form can send."""
    answer = await person.client.post(
        f"/api/v1/conversations/{person.id}/turns",
        content=b'{"client_id": "m1", "text": "hello"}',
        headers={**person.bearer, "Content-Type": "text/plain"},
    )

    assert answer.status_code == 422


async def test_strange_addresses_and_methods_are_answered_in_blocks(person: Person) -> None:
    """Also what is no call of ours has a sentence."""
    nowhere = await person.client.get("/api/v1/nowhere")
    wrong = await person.client.put("/api/v1/conversations", json={})

    assert (nowhere.status_code, wrong.status_code) == (404, 405)
    assert sentence(nowhere)
    assert sentence(wrong)
