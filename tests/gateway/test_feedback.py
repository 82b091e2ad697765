"""Whether an answer helped: counted, and nothing that leads back to anyone."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.gateway.settings import Rate
from bot.gateway.tables import feedback, votes
from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.stand_in import ANSWER, StandIn, text

DATABASES = ON_BOTH

ANSWER_ID = "1-2"


@pytest.fixture
async def answered(person: Person, rasa: StandIn) -> Person:
    """Someone who has been given an answer."""
    rasa.blocks = [text("Here it is."), ANSWER]
    await person.say("hello")
    return person


async def vote(person: Person, helped: Any, answer_id: str = ANSWER_ID) -> httpx.Response:
    """Say whether it helped."""
    return await person.client.post(
        f"/api/v1/conversations/{person.id}/feedback",
        json={"answer_id": answer_id, "helped": helped},
        headers=person.bearer,
    )


async def counts(person: Person) -> list[tuple[Any, ...]]:
    """Outcome, vote and how many, of any day."""
    return [row[1:] for row in await person.rows("feedback")]


async def test_a_reply_with_an_answer_ends_with_the_question(
    answered: Person, rasa: StandIn
) -> None:
    """It names the answer; a reply without one does not ask."""
    blocks = (await answered.past()).json()["turns"][1]["blocks"]
    rasa.blocks = [text("Anything else?")]
    other = (await answered.say("thanks")).json()["blocks"]

    assert [block["type"] for block in blocks] == ["text", "answer", "feedback"]
    assert blocks[-1] == {"type": "feedback", "id": "1-3", "answer_id": ANSWER_ID}
    assert [block["type"] for block in other] == ["text"]


@pytest.mark.parametrize("helped", [True, False])
async def test_a_vote_is_counted_by_outcome(answered: Person, helped: bool) -> None:  # noqa: FBT001  (a case)
    """204, and one more of its kind."""
    assert (await vote(answered, helped)).status_code == 204
    assert await counts(answered) == [("permitted", helped, 1)]


async def test_the_same_vote_again_counts_once(answered: Person) -> None:
    """Also when both come at the same instant."""
    await asyncio.gather(*(vote(answered, helped=True) for _ in range(4)))

    assert await counts(answered) == [("permitted", True, 1)]


async def test_a_change_of_mind_moves_the_count(answered: Person) -> None:
    """And back; nothing is left at zero."""
    await vote(answered, helped=True)
    await vote(answered, helped=False)
    assert await counts(answered) == [("permitted", False, 1)]

    await vote(answered, helped=True)
    assert await counts(answered) == [("permitted", True, 1)]


async def test_a_change_of_mind_moves_the_count_of_the_day_on_which_it_was(
    answered: Person,
) -> None:
    """A vote cast yesterday is moved in yesterday's row."""
    await vote(answered, helped=True)
    async with answered.app.state.parts.store.engine.begin() as changing:
        for table in (feedback, votes):
            await changing.execute(update(table).values(day=date(2026, 1, 2)))

    await vote(answered, helped=False)

    assert await answered.rows("feedback") == [(date(2026, 1, 2), "permitted", False, 1)]


async def test_votes_of_several_people_add_up(answered: Person) -> None:
    """Each answer of each conversation counts for itself."""
    await vote(answered, helped=True)
    for helped in (True, False):
        await answered.begin()
        await answered.say("hello")
        await vote(answered, helped)

    assert sorted(await counts(answered)) == [("permitted", 0, 1), ("permitted", 1, 2)]


async def test_which_way_a_conversation_voted_goes_with_it_and_the_count_stays(
    answered: Person,
) -> None:
    """Nothing that is left names it."""
    await vote(answered, helped=True)
    before = await answered.rows("votes")

    await answered.end()

    assert len(before) == 1
    assert await answered.rows("votes") == []
    assert await counts(answered) == [("permitted", True, 1)]
    assert answered.id.encode() not in await answered.everything_kept()


@pytest.mark.parametrize("answer_id", ["1-1", "1-3", "9-2", "x", "9999999999999999999-1"])
async def test_what_is_no_answer_of_this_conversation_is_not_counted(
    answered: Person, answer_id: str
) -> None:
    """404 with a sentence."""
    refused = await vote(answered, helped=True, answer_id=answer_id)

    assert refused.status_code == 404
    assert "no such answer" in refused.json()["blocks"][0]["text"]
    assert await answered.rows("feedback") == []


async def test_anothers_answer_is_not_voted_on(answered: Person) -> None:
    """The token has to be this conversation's."""
    theirs = answered.id
    await answered.begin()
    answered.id = theirs

    assert (await vote(answered, helped=True)).status_code == 404
    assert await answered.rows("feedback") == []


@pytest.mark.parametrize(
    ("helped", "answer_id", "says"),
    [
        ("yes", ANSWER_ID, "helped has to be true or false."),
        (1, ANSWER_ID, "helped has to be true or false."),
        (None, ANSWER_ID, "helped has to be true or false."),
        (True, "no such thing", "answer_id may hold 1 to 64"),
        (True, "", "answer_id may hold 1 to 64"),
    ],
)
async def test_a_malformed_vote_is_refused_in_a_sentence(
    answered: Person, helped: Any, answer_id: str, says: str
) -> None:
    """422 names the field and what is allowed."""
    refused = await vote(answered, helped, answer_id)

    assert refused.status_code == 422
    assert says in refused.json()["blocks"][0]["text"]


async def test_votes_have_a_rate(running: Running, rasa: StandIn) -> None:
    """429 with Retry-After; turns are not held up by it."""
    rasa.blocks = [text("Here it is."), ANSWER]
    async with running(turns=Rate(burst=2, per_minute=30)) as person:
        await person.begin()
        await person.say("hello")
        statuses = [(await vote(person, helped=True)).status_code for _ in range(3)]
        assert statuses == [204, 204, 429]
        assert (await person.say("more")).status_code == 200


async def test_another_sites_page_cannot_vote_with_the_cookie(
    running: Running, rasa: StandIn
) -> None:
    """As with every call that changes something."""
    rasa.blocks = [text("Here it is."), ANSWER]
    async with running() as person:
        await person.begin(channel="web")
        await person.say("hello")
        person.token = ""
        refused = await person.client.post(
            f"/api/v1/conversations/{person.id}/feedback",
            json={"answer_id": ANSWER_ID, "helped": True},
            headers={"Origin": "https://evil.example"},
        )

    assert refused.status_code == 403
