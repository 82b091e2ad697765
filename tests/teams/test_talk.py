"""A conversation in Teams: welcome, words, buttons, forgetting, and where we do not talk."""

from __future__ import annotations

import base64
import json
import sqlite3
from pathlib import Path
from typing import Any

from bot.gateway.app import Knowledge
from tests.gateway.recording import bare
from tests.gateway.stand_in import ANSWER, FACTS, QUESTION, StandIn, text
from tests.teams.conftest import ADDRESS, Agency, Running
from tests.teams.microsoft import APP, CHAT, OTHER_TENANT, PERSON, TENANT, Microsoft

GROUP = {"id": "19:g@thread.v2;messageid=1", "conversationType": "groupChat", "tenantId": TENANT}


def mention(who: str, words: str) -> dict[str, object]:
    """An entity that mentions somebody."""
    return {"type": "mention", "mentioned": {"id": who, "name": "x"}, "text": f"<at>{words}</at>"}


async def test_the_welcome_says_first_who_keeps_the_chat(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, knowledge: Knowledge
) -> None:
    """On install, once, though Teams says it twice: who keeps it, names out, the web, 111."""
    await agency.install()

    (said,) = microsoft.words()
    kept = knowledge.law.wording["teams_welcome"].partition(":")[2][:40].strip()
    assert kept in said.replace("\\", "")
    assert said.index(kept) < said.index("Kia ora")
    assert "111" in said
    assert f"{ADDRESS}/chat".removeprefix("https://") in said
    assert rasa.turns[0]["event"] == "start"
    assert microsoft.sent[0]["summary"] == "New reply"


async def test_typed_words_are_a_turn(agency: Agency, rasa: StandIn, microsoft: Microsoft) -> None:
    """The words go to Rasa, and one message comes back to the same chat."""
    await agency.install()
    await agency.say("May I tell the nurse?")

    assert rasa.said() == ["May I tell the nurse?"]
    assert microsoft.chats() == [CHAT, CHAT]
    assert "Is anyone in danger right now?" in microsoft.words()[-1]


async def test_a_chat_that_was_never_welcomed_is_welcomed_with_its_first_reply(
    agency: Agency, microsoft: Microsoft
) -> None:
    """Nobody is asked anything before they know who keeps the chat."""
    await agency.say("May I?")
    await agency.say("And now?")

    first, second = microsoft.words()
    assert "your agency keeps" in first
    assert "your agency keeps" not in second


async def test_danger_comes_before_the_welcome(agency: Agency, microsoft: Microsoft) -> None:
    """111 is the first thing that is read."""
    await agency.say("he is going to kill her right now")

    said = microsoft.words()[0]
    assert said.index("call 111") < said.index("your agency keeps")


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
    flipped = value[:-1] + ("A" if value[-1] != "A" else "B")
    sealed: list[Any] = [flipped, value[:-8], "", None, 4, ["x"], {"x": 1}, "é" * 9, "a" * 9_999]
    for bad in sealed:
        await agency.press(bad)
    sent: list[Any] = ["words", 4, [], [value], True, {"question": "danger_now", "value": "yes"}]
    for bad in sent:
        await agency.deliver(text=None, value=bad)
        await agency.settled()

    assert rasa.said() == ["hello"]
    assert len(microsoft.sent) == 16


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


async def test_forgetting_says_what_it_cannot_do(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Ours is gone from the file; Teams's copy is not ours to delete."""
    await agency.say("hello")
    rasa.signals = ["forget"]
    await agency.say("forget me")

    assert "I cannot" in microsoft.words()[-1]
    assert rasa.forgotten
    assert rows(tmp_path, "teams_chats") == rows(tmp_path, "conversations") == []


async def test_whether_it_helped_is_counted(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """As on the web, with a word of thanks."""
    rasa.blocks = [ANSWER]
    await agency.say("May I?")
    await agency.press(microsoft.buttons()["Yes"])

    assert "counted" in microsoft.words()[-1]
    assert [row[1:] for row in rows(tmp_path, "feedback")] == [("permitted", 1, 1)]


async def test_a_record_is_linked_on_our_own_address(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """The link in the card opens the record."""
    await agency.install()
    rasa.blocks = [text("Yes."), bare()]
    await agency.say("May I?")

    said = microsoft.words()[-1]
    path = said[said.index(f"{ADDRESS}/records/") + len(ADDRESS) :].split('"')[0].split("?")[0]
    assert (await agency.client.get(path)).status_code == 200


async def test_a_slash_is_no_command(agency: Agency, rasa: StandIn) -> None:
    """Typed text that looks like an intent is only words."""
    await agency.say(" /affirm{}")

    assert rasa.said() == ["affirm{}"]


async def test_our_own_mention_is_left_out_and_others_stay(agency: Agency, rasa: StandIn) -> None:
    """Only the words that mention us go."""
    both = [mention(f"28:{APP}", "Safe to Share"), mention("29:other", "Aroha")]
    await agency.say("<at>Safe to Share</at>&nbsp;ask <at>Aroha</at>", entities=both)

    assert rasa.said() == ["ask <at>Aroha</at>"]


async def test_nothing_typed_is_asked_for_again(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """A picture without words gets a hint, and no turn."""
    await agency.deliver(text=None, attachments=[{"contentType": "image/png"}])
    await agency.settled()

    assert rasa.said() == []
    assert "no words in that" in microsoft.words()[-1]


async def test_a_group_is_refused_politely(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Spoken to in a group, we say where we talk; danger is still answered first."""
    ours = [mention(f"28:{APP}", "Safe to Share")]
    await agency.say("<at>Safe to Share</at> hello", conversation=GROUP, entities=ours)
    await agency.say("he is going to kill her right now", conversation=GROUP, entities=ours)

    calm, danger = microsoft.words()
    assert "one person" in calm
    assert danger.index("111") < danger.index("one person")
    assert microsoft.chats() == [GROUP["id"], GROUP["id"]]
    assert rasa.turns == []


async def test_another_mentioned_in_a_group_is_not_us(agency: Agency, microsoft: Microsoft) -> None:
    """We do not speak up when others are spoken to."""
    await agency.say("hi", conversation=GROUP, entities=[mention("29:other", "Aroha")])

    assert microsoft.sent == []


async def test_someone_whom_the_directory_does_not_name_is_told_so(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Never a chat that others could share."""
    await agency.say("hello", **{"from": {"id": "29:guest"}})

    assert "web chat" in microsoft.words()[-1]
    assert rasa.turns == []


async def test_each_person_and_place_has_a_chat_of_its_own(running: Running, rasa: StandIn) -> None:
    """The same person in another tenant, another person in the same place: never one chat."""
    async with running(tenants=(TENANT, OTHER_TENANT)) as agency:
        away = {"id": CHAT, "conversationType": "personal", "tenantId": OTHER_TENANT}
        await agency.say("one")
        await agency.say("two", conversation=away, channelData=None)
        await agency.say("three", **{"from": {"id": "29:y", "aadObjectId": TENANT}})
        await agency.say("four", **{"from": {"id": "29:y", "aadObjectId": PERSON.upper()}})

    chats = [turn["conversation"] for turn in rasa.turns if "text" in turn]
    assert len(set(chats)) == 3
    assert chats[0] == chats[3]


async def test_a_chat_goes_on_after_a_restart(running: Running, rasa: StandIn) -> None:
    """The same conversation, and its buttons still open."""
    async with running() as before:
        await before.say("hello")
        value = before.microsoft.buttons()["Yes"]
    async with running() as after:
        await after.press(value, id="after")

    assert rasa.said() == ["hello", {"question": "danger_now", "value": "yes"}]


async def test_taking_us_away_deletes(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """Nothing of the chat is left, and nobody is written to; coming back is a new welcome."""
    await agency.say("hello")
    await agency.uninstall()
    await agency.settled()

    assert rows(tmp_path, "teams_chats") == rows(tmp_path, "conversations") == []
    assert len(rasa.forgotten) == len(microsoft.sent) == 1
    await agency.install()
    assert "your agency keeps" in microsoft.words()[-1]


async def test_taking_us_away_during_a_turn_ends_it(
    agency: Agency, rasa: StandIn, microsoft: Microsoft, tmp_path: Path
) -> None:
    """The turn's reply is not sent any more, what waits is not begun, and all is deleted."""
    await agency.install()
    rasa.delays = [0.2]
    await agency.deliver(text="hello")
    await agency.deliver(text="and this")
    await agency.uninstall()
    await agency.uninstall()
    await agency.settled()

    assert len(microsoft.sent) == 1
    assert len(rasa.said()) <= 1
    assert rows(tmp_path, "teams_chats") == rows(tmp_path, "turns") == []
    await agency.say("back again")
    assert rasa.said()[-1] == "back again"


async def test_nothing_of_a_person_is_in_the_file(agency: Agency, tmp_path: Path) -> None:
    """Neither who, nor where, nor what was typed."""
    await agency.say("the words that were typed", id="the-activity")

    kept = everything(tmp_path)
    for told in (PERSON, CHAT, TENANT, "29:person", "the-activity", "words that were typed"):
        assert told.encode() not in kept


def everything(state: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in state.iterdir())


def rows(state: Path, table: str) -> list[tuple[object, ...]]:
    """All rows of a table."""
    with sqlite3.connect(state / "gateway.db") as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  (ours)


def test_the_blocks_of_these_tests_are_what_they_should_be() -> None:
    """The stand-in asks the question whose buttons are pressed above."""
    assert "No, not right now" in json.dumps(QUESTION)
    assert "You" in json.dumps(FACTS)
