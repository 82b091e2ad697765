"""Words of danger get 111 in the first block, whatever else works or fails."""

from __future__ import annotations

import httpx

from bot.gateway.settings import Rate
from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import QUESTION, StandIn

DANGER = "hes hurting her rn"


def first(answer: httpx.Response) -> tuple[str, bool]:
    """Level of the first block, and whether 111 is in it."""
    block = answer.json()["blocks"][0]
    return block.get("level", ""), "111" in block["text"]


async def test_the_emergency_notice_comes_before_the_reply(person: Person, rasa: StandIn) -> None:
    """The conversation then goes on, and Rasa knows."""
    answer = await person.say(DANGER)

    assert first(answer) == ("emergency", True)
    assert "question" in [block["type"] for block in answer.json()["blocks"]]
    assert rasa.turns[-1]["danger"] is True


async def test_words_that_leave_doubt_are_left_to_the_understanding(
    person: Person, rasa: StandIn
) -> None:
    """Where it answers, its judgement stands; where it does not, 111 comes first."""
    doubtful = "grandad has a rifle and the kids stay there in the holidays"

    answer = await person.say(doubtful)
    rasa.status = 500
    unanswered = await person.say(doubtful)

    assert first(answer)[0] != "emergency"
    assert first(unanswered) == ("emergency", True)


async def test_ordinary_worry_raises_no_alarm(person: Person, rasa: StandIn) -> None:
    """No notice, and no word of danger to Rasa."""
    answer = await person.say("I'm worried he isn't being fed")

    assert first(answer)[0] != "emergency"
    assert "danger" not in rasa.turns[-1]


async def test_rasas_own_emergency_notice_is_not_doubled(person: Person, rasa: StandIn) -> None:
    """One notice is enough."""
    rasa.blocks = [{"type": "notice", "level": "emergency", "text": "Call 111."}, QUESTION]

    answer = await person.say(DANGER)

    assert [block["type"] for block in answer.json()["blocks"]] == ["notice", "question"]


async def test_it_comes_when_rasa_is_down(person: Person, rasa: StandIn) -> None:
    """503, with the emergency notice before the apology."""
    rasa.status = 500

    answer = await person.say(DANGER)

    assert answer.status_code == 503
    assert first(answer) == ("emergency", True)


async def test_it_comes_when_the_conversation_is_not_known(person: Person) -> None:
    """404 with a wrong token."""
    person.token = "wrong"

    answer = await person.say(DANGER)

    assert answer.status_code == 404
    assert first(answer) == ("emergency", True)


async def test_it_comes_when_the_text_is_too_long(person: Person) -> None:
    """413 over the limit of characters."""
    answer = await person.say(f"{'word ' * 900}. {DANGER}")

    assert answer.status_code == 413
    assert first(answer) == ("emergency", True)


async def test_it_comes_when_the_call_is_malformed(person: Person) -> None:
    """422: the words are looked at all the same."""
    answer = await person.say(DANGER, client_id="not allowed!")

    assert answer.status_code == 422
    assert first(answer) == ("emergency", True)


async def test_it_comes_when_the_person_is_over_the_rate(running: Running) -> None:
    """429."""
    async with running(turns=Rate(burst=1, per_minute=1)) as person:
        await person.begin()
        await person.say("hello")
        answer = await person.say(DANGER)

    assert answer.status_code == 429
    assert first(answer) == ("emergency", True)


async def test_it_comes_when_the_store_is_broken(person: Person) -> None:
    """503: no database is needed to say 111."""
    await person.app.state.parts.store._engine.dispose()
    for path in person.state.glob("gateway.db*"):
        path.unlink()

    answer = await person.say(DANGER)

    assert answer.status_code == 503
    assert first(answer) == ("emergency", True)


async def test_a_button_is_no_typed_text(person: Person, rasa: StandIn) -> None:
    """Danger is looked for in typed words only."""
    await person.say("hello")
    await person.choose("danger_now", "yes")

    assert "danger" not in rasa.turns[-1]
