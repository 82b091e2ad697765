"""Buttons: sealed for one conversation, good once, and never taken on trust."""

from __future__ import annotations

import base64
import json
import sqlite3
import string
from pathlib import Path
from typing import Any

from tests.gateway.stand_in import ANSWER, FACTS, QUESTION, StandIn
from tests.teams.conftest import Agency
from tests.teams.microsoft import TENANT, Microsoft

GROUP = {"id": "19:g@thread.v2;messageid=1", "conversationType": "groupChat", "tenantId": TENANT}


async def test_a_button_is_an_answer(agency: Agency, rasa: StandIn, microsoft: Microsoft) -> None:
    """A press comes to what the button said, and the value tells nobody what."""
    await agency.say("hello")
    value = microsoft.buttons()["No, not right now"]
    await agency.press(value)

    assert rasa.said()[-1] == {"question": "danger_now", "value": "no"}
    assert b"danger" not in base64.urlsafe_b64decode(value + "==")


async def test_a_fact_can_be_changed(agency: Agency, rasa: StandIn, microsoft: Microsoft) -> None:
    """The change button of a fact is passed on."""
    await agency.say("hello")
    await agency.press(microsoft.buttons()["Change: You"])

    assert rasa.said()[-1] == {"question": "change", "value": "sharer"}


async def test_a_button_is_good_once(agency: Agency, rasa: StandIn, microsoft: Microsoft) -> None:
    """A second press runs nothing, and says why with what is open."""
    await agency.say("hello")
    value = microsoft.buttons()["Yes"]
    await agency.press(value)
    await agency.say("hello again")
    await agency.press(value)

    assert len(rasa.said()) == 3
    assert "answered or put aside" in microsoft.words()[-1]
    assert "Yes" in microsoft.buttons()


async def test_a_button_that_failed_may_be_pressed_again(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """What was not answered is not used up."""
    await agency.say("hello")
    value = microsoft.buttons()["Yes"]
    rasa.status = 500
    await agency.press(value)
    rasa.status = None
    await agency.press(value)

    assert "Thanks." in microsoft.words()[-1]


async def test_a_button_of_another_chat_is_nothing(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Sealed for one conversation, it opens in no other."""
    await agency.say("hello")
    value = microsoft.buttons()["Yes"]
    other = {"id": "a:other", "conversationType": "personal", "tenantId": TENANT}
    await agency.say("hello", conversation=other)
    await agency.press(value, conversation=other)

    assert len(rasa.said()) == 2
    assert "answered or put aside" in microsoft.words()[-1]


async def test_an_altered_button_is_nothing(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Neither is one of another form than ours, whatever it is."""
    await agency.say("hello")
    value = microsoft.buttons()["Yes"]
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    # Each other last letter: some decode to the very same bytes.
    flipped = [value[:-1] + letter for letter in letters if letter != value[-1]]
    sealed: list[Any] = [*flipped, value[:-8], "", None, 4, ["x"], {"x": 1}, "é" * 9, "a" * 9_999]
    for bad in sealed:
        await agency.press(bad)
    sent: list[Any] = ["words", 4, [], [value], True, {"question": "danger_now", "value": "yes"}]
    for bad in sent:
        await agency.deliver(text=None, value=bad)
        await agency.settled()

    assert rasa.said() == ["hello"]
    assert len(microsoft.sent) == 1 + len(sealed) + len(sent)


async def test_a_button_of_before_the_chat_was_deleted_is_nothing(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """A new conversation in the same chat knows nothing of the old one's buttons."""
    await agency.say("hello")
    value = microsoft.buttons()["Yes"]
    rasa.signals = ["forget"]
    await agency.say("forget me")
    rasa.signals = []
    await agency.press(value)
    await agency.say("hello")
    await agency.press(value)

    assert rasa.said() == ["hello", "forget me", "hello"]


async def test_whether_it_helped_is_counted(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """As on the web, with a word of thanks."""
    rasa.blocks = [ANSWER]
    await agency.say("May I?")
    await agency.press(microsoft.buttons()["Yes"])

    assert "counted" in microsoft.words()[-1]
    assert [row[1:] for row in rows(tmp_path, "feedback")] == [("permitted", 1, 1)]


def rows(state: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table."""
    with sqlite3.connect(state / "gateway.db") as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  (ours)


def test_the_blocks_of_these_tests_are_what_they_should_be() -> None:
    """The stand-in asks the question whose buttons are pressed above."""
    assert "No, not right now" in json.dumps(QUESTION)
    assert "You" in json.dumps(FACTS)
