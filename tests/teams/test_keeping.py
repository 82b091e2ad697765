"""What is kept of a chat, for whom, how long; and that nothing else is."""

from __future__ import annotations

from pathlib import Path

from tests.gateway.stand_in import StandIn
from tests.teams.conftest import Agency, Running
from tests.teams.microsoft import CHAT, OTHER_TENANT, PERSON, TENANT, Microsoft
from tests.teams.test_buttons import rows

GROUP = {"id": "19:g@thread.v2;messageid=1", "conversationType": "groupChat", "tenantId": TENANT}


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
