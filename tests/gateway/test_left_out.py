"""What a person is told of what was left out, and that nothing of it goes anywhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.gateway import quiet
from tests.gateway.conftest import ON_BOTH, Person
from tests.gateway.stand_in import StandIn

DATABASES = ON_BOTH

PERSONAL = (
    "Zebedee Quagmirex (NHI ZZZ0016, born 12 September 2015) of 12 Ratabushy Street, "
    "ring 021 555 0199, zeb@quagmirex.example.nz, insta @zebquag_9, https://quagmirex.example/zeb"
)
TRACES = ("zebedee", "quagmirex", "zzz0016", "september", "ratabushy", "555 0199", "zebquag")


def levels(answer: Any) -> list[str]:
    """Of the notices of a reply."""
    return [block["level"] for block in answer.json()["blocks"] if block["type"] == "notice"]


async def test_rasa_gets_no_names(person: Person, rasa: StandIn) -> None:
    """Placeholders travel on."""
    await person.say(PERSONAL)

    said = rasa.turns[-1]["text"]
    assert said.startswith("[name] (NHI [number], born [date]) of [address], ring [phone]")
    assert not [trace for trace in TRACES if trace in said.lower()]


async def test_a_person_is_told_kindly_and_once(person: Person) -> None:
    """First in the reply; again only when something of another kind was left out."""
    first = await person.say("Tamahou is hungry")
    again = await person.say("Tamahou is hungry every day")
    other = await person.say("Tamahou, ring 021 555 0199")

    notice = first.json()["blocks"][0]
    assert notice["level"] == "privacy"
    assert "I left out names" in notice["text"]
    assert levels(again) == []
    assert "left out a phone number before" in other.json()["blocks"][0]["text"]


async def test_danger_stands_before_what_was_left_out(person: Person) -> None:
    """111 first."""
    answer = await person.say("Tamahou is being strangled right now, call 111")

    assert levels(answer)[:2] == ["emergency", "privacy"]


async def test_a_retry_says_the_same(person: Person) -> None:
    """The reply that was kept, with its notice."""
    first = await person.say("Tamahou is hungry", client_id="once")
    again = await person.say("Tamahou is hungry", client_id="once")

    assert again.json() == first.json()


async def test_a_turn_that_failed_is_told_of_when_it_is_had(person: Person, rasa: StandIn) -> None:
    """The notice is not lost with the reply."""
    rasa.status = 500
    await person.say("Tamahou is hungry")
    rasa.status = None

    assert levels(await person.say("Tamahou is hungry")) == ["privacy"]


async def test_a_question_about_the_guidance_is_redacted_too(person: Person, rasa: StandIn) -> None:
    """It goes the same way."""
    await person.client.get("/api/v1/guidance", params={"q": "can i tell Tamahou's nan"})

    assert rasa.questions == [{"text": "can i tell [name]'s nan"}]


async def test_the_longest_text_of_short_names_still_arrives(person: Person, rasa: StandIn) -> None:
    """Placeholders are longer than such names; what Rasa would refuse is cut off."""
    answer = await person.say(("Xq, " * 1000).strip())

    assert answer.status_code == 200
    assert len(rasa.turns[-1]["text"]) <= 10_000


async def test_the_store_holds_kinds_only_and_forgets_them(person: Person) -> None:
    """No byte of what was typed, and no row once the conversation has ended."""
    await person.say(PERSONAL)
    kept = (await person.everything_kept()).lower()
    assert not [trace for trace in TRACES if trace.encode() in kept]
    left_out = person.app.state.parts.store.left_out
    assert await left_out.untold(person.id, []) == []

    await person.end()

    assert await person.rows("left_out") == []


@pytest.fixture
def withheld(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Log records as the gateway's process makes them."""
    # A server that another test started keeps its lines to itself.
    for name in ("uvicorn", "uvicorn.error"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "level", logging.NOTSET)
    quiet.settle()
    yield
    quiet.unsettle()


@pytest.mark.usefixtures("withheld")
async def test_no_log_record_holds_words_at_any_level(
    person: Person, rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, of every library, when all goes well and when it fails."""
    caplog.set_level("DEBUG")
    await person.say(PERSONAL)
    rasa.status = 500
    await person.say(PERSONAL)
    await person.client.get("/api/v1/guidance", params={"q": PERSONAL})
    await asyncio.sleep(0)

    everything = "\n".join(
        f"{record.getMessage()} {record.__dict__}" for record in caplog.records
    ).lower()
    assert "request" in everything
    assert {record.name.split(".")[0] for record in caplog.records} > {"bot"}
    assert not [trace for trace in TRACES if trace in everything]
    assert person.token.lower() not in everything


@pytest.mark.usefixtures("withheld")
@pytest.mark.parametrize("name", ["aiosqlite", "httpcore.http11", "asyncio", "uvicorn.error"])
def test_what_others_log_loses_its_words(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Message, arguments and exception alike; the place stays."""
    caplog.set_level("DEBUG")
    try:
        int(PERSONAL)
    except ValueError:
        logging.getLogger(name).debug("It was %s", PERSONAL, exc_info=True)

    (record,) = caplog.records
    assert record.getMessage().startswith("message withheld, from test_left_out.py:")
    assert "ValueError at test_left_out.py:" in record.getMessage()
    assert "Quagmirex" not in f"{record.__dict__}{caplog.text}"
