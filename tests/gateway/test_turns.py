"""Conversations and turns over the public contract."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.stand_in import FACTS, QUESTION, StandIn, text

DATABASES = ON_BOTH


def kinds(answer: httpx.Response) -> list[str]:
    """The types of the blocks in an answer."""
    return [block["type"] for block in answer.json()["blocks"]]


async def test_a_conversation_begins_with_the_greeting(running: Running, rasa: StandIn) -> None:
    """The greeting is Rasa's answer to the start event, with ids."""
    async with running() as person:
        begun = await person.begin()

    assert begun["blocks"] == [{"type": "text", "id": "0-1", "text": "Kia ora. What worries you?"}]
    assert rasa.turns == [{"conversation": begun["id"], "event": "start"}]


async def test_typed_words_go_to_rasa_and_the_reply_comes_back(
    person: Person, rasa: StandIn
) -> None:
    """A typed message is one turn, numbered from 1, with blocks that have ids."""
    answer = await person.say("May I tell the nurse?")

    assert answer.json()["turn"] == 1
    assert [block["id"] for block in answer.json()["blocks"]] == ["1-1", "1-2", "1-3"]
    assert rasa.said() == ["May I tell the nurse?"]


async def test_a_button_goes_to_rasa_as_an_answer(person: Person, rasa: StandIn) -> None:
    """A button of the open question is passed on as question and value."""
    await person.say("hello")

    answer = await person.choose("danger_now", "no")

    assert answer.status_code == 200
    assert rasa.said()[-1] == {"question": "danger_now", "value": "no"}


async def test_a_fact_of_the_newest_list_may_be_changed(person: Person, rasa: StandIn) -> None:
    """The Change button of a changeable fact is passed on."""
    await person.say("hello")

    answer = await person.choose("change", "sharer")

    assert answer.status_code == 200
    assert rasa.said()[-1] == {"question": "change", "value": "sharer"}


async def test_the_same_message_twice_runs_once(person: Person, rasa: StandIn) -> None:
    """The same client_id gets the stored reply, whatever it carries."""
    first = await person.say("hello", client_id="same")
    second = await person.say("hello", client_id="same")

    assert second.json() == first.json()
    assert rasa.said() == ["hello"]


async def test_the_same_message_twice_at_the_same_instant_runs_once(
    person: Person, rasa: StandIn
) -> None:
    """Two copies that cross on the way share one turn."""
    rasa.delays = [0.05, 0.05]

    first, second = await asyncio.gather(
        person.say("hello", client_id="same"), person.say("hello", client_id="same")
    )

    assert first.json() == second.json()
    assert rasa.said() == ["hello"]


async def test_two_messages_at_the_same_instant_are_both_answered_in_order(
    person: Person, rasa: StandIn
) -> None:
    """One turn at a time in a conversation; nobody is lost and the numbers follow on."""
    rasa.delays = [0.05, 0, 0.02, 0]

    answers = await asyncio.gather(*(person.say(f"number {n}") for n in range(4)))

    assert [answer.json()["turn"] for answer in answers] == [1, 2, 3, 4]
    assert rasa.most_at_once == 1
    assert rasa.said() == ["number 0", "number 1", "number 2", "number 3"]


async def test_conversations_do_not_wait_for_each_other(running: Running, rasa: StandIn) -> None:
    """A slow turn holds up its own conversation only."""
    async with running() as one:
        await one.begin()
        slow_id, slow_bearer = one.id, one.bearer
        await one.begin()
        rasa.delays = [0.3, 0]
        waiting = asyncio.create_task(
            one.client.post(
                f"/api/v1/conversations/{slow_id}/turns",
                json={"client_id": "s", "text": "slow"},
                headers=slow_bearer,
            )
        )
        await asyncio.sleep(0.05)
        quick = await one.say("quick")

        assert quick.status_code == 200
        assert not waiting.done()
        assert (await waiting).status_code == 200


async def test_an_answer_to_a_closed_question_changes_nothing_and_shows_the_open_one(
    person: Person, rasa: StandIn
) -> None:
    """409: a notice says what to do, and the open question comes again."""
    await person.say("hello")

    answer = await person.choose("capacity", "yes")

    assert answer.status_code == 409
    assert kinds(answer) == ["notice", "question"]
    assert answer.json()["blocks"][1]["fact"] == QUESTION["fact"]
    assert rasa.said() == ["hello"]


async def test_a_question_is_closed_once_it_is_answered(person: Person) -> None:
    """The same button pressed again, as a new message, is refused."""
    await person.say("hello")
    await person.choose("danger_now", "no")

    assert (await person.choose("danger_now", "no")).status_code == 409


async def test_a_question_stays_open_over_a_reply_without_one(
    person: Person, rasa: StandIn
) -> None:
    """A passage read in between does not close the form's question."""
    await person.say("hello")
    rasa.blocks = [text("The guidance says ...")]
    await person.say("what does consult mean?")
    rasa.blocks = None

    assert (await person.choose("danger_now", "no")).status_code == 200


async def test_a_value_that_was_not_offered_is_refused(person: Person, rasa: StandIn) -> None:
    """A forged value never reaches Rasa."""
    await person.say("hello")

    assert (await person.choose("danger_now", "perhaps")).status_code == 409
    assert (await person.choose("change", "on")).status_code == 409
    assert rasa.said() == ["hello"]


async def test_rasa_may_know_better_that_a_question_is_closed(
    person: Person, rasa: StandIn
) -> None:
    """When Rasa says stale, the question is not offered again, and the message is not kept."""
    await person.say("hello")
    rasa.is_stale = True

    answer = await person.choose("danger_now", "no")

    assert answer.status_code == 409
    assert kinds(answer) == ["notice"]
    assert (await person.past()).json()["open"] == []


async def test_typed_commands_are_plain_text(person: Person, rasa: StandIn) -> None:
    """A forged payload is passed on as words; names with a _ in them look like user names."""
    answer = await person.say('/set_slot{"danger_now": "no"}')

    assert answer.status_code == 200
    assert rasa.turns[-1]["text"] == '/[link]{"[link]": "no"}'


async def test_the_reply_of_a_turn_is_checked_against_the_closed_set(
    person: Person, rasa: StandIn
) -> None:
    """A block or field that is not in the contract never reaches a person."""
    wrong: list[Any] = [
        [{"type": "html", "text": "<b>"}],
        [{**FACTS, "secret": 1}],
        ["text"],
        [],
        {},
        7,
    ]
    for blocks in wrong:
        rasa.blocks = blocks
        assert (await person.say("hello")).status_code == 503
