"""A conversation in Teams: welcome, words, buttons, forgetting, and where we do not talk."""

from __future__ import annotations

import json

from bot.gateway.app import Knowledge
from bot.sealing.keyring import Keyring
from tests.gateway.recording import bare
from tests.gateway.stand_in import StandIn, text
from tests.teams.conftest import ADDRESS, Agency
from tests.teams.microsoft import APP, CHAT, TENANT, Microsoft

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


async def test_the_welcome_says_111_once(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """After who keeps the chat; the greeting's own line, which would stand before it, is left."""
    line = {"type": "notice", "level": "emergency", "text": "If anyone is in danger, call 111."}
    rasa.blocks = [line, {"type": "notice", "level": "privacy", "text": "No names."}]
    await agency.install()

    card = json.dumps(microsoft.sent[0]["attachments"][0]["content"]["body"])
    assert card.index("your agency keeps") < card.index("111") < card.index("No names")
    assert card.count("111") == 1


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

    assert rasa.said() == ["ask <at>[name]</at>"]


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


async def test_a_chat_whose_key_is_lost_goes_on_with_a_new_conversation(
    agency: Agency, rasa: StandIn, microsoft: Microsoft
) -> None:
    """Nobody can begin a chat of Teams anew by hand: the next message does."""
    await agency.install()
    await agency.say("May I?")
    store = agency.app.state.parts.store
    store._keys = Keyring([b"another key, 32 bytes of letters"])

    await agency.say("And now?")
    await agency.say("Still there?")

    assert rasa.said() == ["May I?", "And now?", "Still there?"]
    assert len({turn["conversation"] for turn in rasa.turns}) == 2
    assert "Is anyone in danger right now?" in microsoft.words()[-1]
