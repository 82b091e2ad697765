"""Turns over HTTP, as the gateway takes them, with a trained model behind."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from parcel_server import Server

BROKEN = "The counter is broken. In danger? Ring 111."


def facts_asked(reply: dict[str, Any]) -> list[str]:
    """Facts of the reply's questions."""
    return [block["fact"] for block in reply["blocks"] if block["type"] == "question"]


def typed(length: int) -> bytes:
    """A turn's body with a text of so many characters."""
    return json.dumps({"conversation": "x", "text": "a" * length}).encode()


def test_the_start_greets(server: Server) -> None:
    """The event ``start`` gives the greeting's blocks."""
    status, reply = server.turn("greeting", event="start")

    assert status == 200
    assert reply["intent"] == "greet"
    assert reply["blocks"] == [
        {"type": "text", "text": "Parcel counter. What do you want to send?"}
    ]


def test_answers_fill_the_form_one_after_another(server: Server) -> None:
    """Each open question takes its button, and the form ends in its action."""
    asked = [facts_asked(server.turn("form", text="I want to send a parcel")[1])]
    for fact, value in (("size", "small"), ("speed", "fast"), ("insured", "yes")):
        status, reply = server.answer("form", fact, value)
        assert status == 200
        asked.append(facts_asked(reply))

    assert asked == [["size"], ["speed"], ["insured"], []]
    assert reply["blocks"] == [{"type": "text", "text": "small, fast, yes"}]


def test_typed_words_are_kept_nowhere(server: Server) -> None:
    """Neither the database nor the terminal has what a person typed, even when an action fails."""
    server.turn("private", text="I want to send a parcel, ring 0211234567 for Hinemoana")
    server.turn("private", text="break the action, says Hinemoana")
    server.turn("private", text="keep quiet, Hinemoana")

    kept = server.everything_kept()

    assert b"private" in kept
    assert b"send_parcel" not in kept, "what was understood is sealed"
    assert b"Hinemoana" not in kept
    assert b"0211234567" not in kept


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="broken JSON"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b'{"conversation": "x"}', 422, id="nothing said"),
        pytest.param(b'{"conversation": {}, "text": "hi"}', 422, id="no id"),
        pytest.param(b'{"conversation": "../x", "text": "hi"}', 422, id="a path as id"),
        pytest.param(b'{"conversation": "x", "text": 3}', 422, id="a number as text"),
        pytest.param(b'{"conversation": "x", "text": " \\u0000\\n"}', 422, id="no visible text"),
        pytest.param(b'{"conversation": "x", "text": "hi", "event": "start"}', 422, id="two"),
        pytest.param(b'{"conversation": "x", "event": "restart"}', 422, id="unknown event"),
        pytest.param(b'{"conversation": "x", "text": "hi", "slots": {}}', 422, id="more"),
        pytest.param(b'{"conversation": "x", "event": "start", "danger": true}', 422, id="danger"),
        pytest.param(typed(10_001), 422, id="long"),
        pytest.param(typed(70_000), 413, id="huge"),
        pytest.param(b"a" * 200_000, 413, id="beyond the server's limit"),
    ],
)
def test_a_malformed_turn_is_refused(server: Server, body: bytes, status: int) -> None:
    """Bad input has its status and one JSON error, and the server goes on."""
    given, reply = server.call("POST", "turn", body)

    assert given == status
    assert set(reply) == {"error"}
    assert server.call("GET", "health")[0] == 200


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 10_000, id="10,000 characters"),
        pytest.param("\U0001f622\U0001f622", id="emoji"),
        pytest.param("\u202ehello\u202c", id="bidirectional controls"),
        pytest.param("he\x00llo", id="a null byte"),
        pytest.param("我想寄包裹", id="another language"),
    ],
)
def test_odd_text_has_an_answer(server: Server, text: str) -> None:
    """Whatever can be typed gets blocks."""
    status, reply = server.turn("odd", text=text)

    assert status == 200
    assert reply["blocks"]


def test_a_typed_command_is_plain_text(server: Server) -> None:
    """``/intent{...}`` from a person is words: it neither picks an intent nor fills a slot."""
    server.turn("command", text="I want to send a parcel")
    server.turn("command", text='/answer{"size": "small", "insured": "yes"}')

    _, reply = server.turn("command", text="/insured/yes/{}")

    assert server.answer("command", "insured", "yes")[0] == 409
    assert reply["intent"] != "insured"
    assert server.turn("command", text='//start_again{"x": "y"}')[0] == 200


@pytest.mark.parametrize("left_out", ["[number]", "[phone] [link]", "/[link]"])
@pytest.mark.parametrize("command", ["/restart", "/back"])
def test_a_command_behind_what_was_left_out_is_plain_text(
    server: Server, left_out: str, command: str
) -> None:
    """A placeholder is not read, so the slash behind it would come first."""
    talk = f"behind-{len(left_out)}-{command[1:]}"
    server.turn(talk, text="I want to send a parcel")

    _, reply = server.turn(talk, text=f"{left_out} {command}")

    assert reply["intent"] not in {"restart", "back"}


@pytest.mark.parametrize(
    ("question", "value", "status"),
    [
        pytest.param("speed", "fast", 409, id="not open yet"),
        pytest.param("size", "huge", 422, id="no such value"),
        pytest.param("colour", "red", 422, id="no such fact"),
        pytest.param("requested_slot", "speed", 422, id="a slot that is no fact"),
        pytest.param("change", "size", 409, id="change what is not set"),
        pytest.param("change", "colour", 422, id="change what is no fact"),
        pytest.param("intent", "start_again", 422, id="an intent"),
    ],
)
def test_a_forged_button_does_nothing(
    server: Server, question: str, value: str, status: int
) -> None:
    """Only buttons that could have been issued are taken."""
    conversation = f"forged-{question}-{value}"
    server.turn(conversation, text="I want to send a parcel")

    assert server.answer(conversation, question, value)[0] == status
    assert server.answer(conversation, "size", "small")[0] == 200


def test_a_second_press_is_stale(server: Server) -> None:
    """The question is closed once it is answered."""
    server.turn("twice", text="I want to send a parcel")
    server.answer("twice", "size", "small")

    assert server.answer("twice", "size", "large") == (409, {"error": "stale"})


def test_a_fact_can_be_changed(server: Server) -> None:
    """``change`` reopens the fact's question."""
    server.turn("change", text="I want to send a parcel")
    server.answer("change", "size", "small")

    _, changed = server.answer("change", "change", "size")

    assert facts_asked(changed) == ["size"]


def test_a_failing_action_ends_in_a_sentence(server: Server) -> None:
    """The person reads a notice with 111, and the form goes on with its question."""
    server.turn("fails", text="I want to send a parcel")

    status, reply = server.turn("fails", text="break the action")

    assert status == 200
    assert reply["blocks"][0] == {"type": "notice", "level": "error", "text": BROKEN}
    assert facts_asked(reply) == ["size"]
    assert "Action action_break failed: ValueError at parcel.py" in server.log.read_text()


def test_a_failing_validator_takes_the_value_back(server: Server) -> None:
    """What could not be validated is not believed: the same question stays open."""
    server.turn("validator", text="I want to send a parcel")

    _, reply = server.answer("validator", "size", "unwieldy")

    assert reply["blocks"][0]["text"] == BROKEN
    assert facts_asked(reply) == ["size"]
    assert server.answer("validator", "size", "small")[0] == 200


def test_silence_is_answered(server: Server) -> None:
    """An action that says nothing does not leave the person without a reply."""
    _, reply = server.turn("silence", text="keep quiet")

    assert reply["blocks"] == [{"type": "notice", "level": "error", "text": BROKEN}]


def test_a_signal_reaches_the_gateway(server: Server) -> None:
    """``signal`` is not a block."""
    _, reply = server.turn("signal", text="forget me")

    assert reply["signals"] == ["forget"]
    assert [block["type"] for block in reply["blocks"]] == ["text"]


def test_turns_of_one_conversation_wait_without_polling(server: Server) -> None:
    """Eight at the same instant are all answered, well within one of Rasa's one-second steps."""
    began = time.monotonic()
    with ThreadPoolExecutor(8) as people:
        replies = list(people.map(lambda _: server.turn("busy", text="hello"), range(8)))

    assert [status for status, _ in replies] == [200] * 8
    assert time.monotonic() - began < 1
