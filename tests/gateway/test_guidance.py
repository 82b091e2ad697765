"""A question about the guidance without a conversation: Rasa's search finds, the gateway shows."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from bot.gateway.app import Knowledge
from bot.render.choices import title
from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import StandIn
from tests.gateway.test_rasa_down import shows_whom_to_ring

ONLY_IN_A_CASE = "no-barrier"
"""A passage that may be shown only to somebody whose recipient is on a list."""


async def ask(person: Person, question: str = "what if I do not share") -> httpx.Response:
    """Ask it."""
    return await person.client.get("/api/v1/guidance", params={"q": question})


async def test_a_passage_is_quoted_with_its_source(person: Person, rasa: StandIn) -> None:
    """Verbatim, and nothing is offered beside an answer."""
    rasa.found = [["passage", "not-sharing-harm"], ["nearest", "must-i-report"]]
    answer = (await ask(person)).json()

    (passage,) = answer["passages"]
    assert (passage["id"], passage["kind"]) == ("not-sharing-harm", "quote")
    assert passage["text"] == "Not sharing information when you can and should, can cause harm."
    assert passage["source"]["url"].startswith("https://")
    assert answer["nearest"] == []


async def test_an_explainer_names_its_provisions_in_its_text(person: Person, rasa: StandIn) -> None:
    """After what was quoted, as they were found."""
    rasa.found = [["explainer", "must-i-report"], ["passage", "not-sharing-harm"]]
    passages = (await ask(person)).json()["passages"]

    assert [passage["id"] for passage in passages] == ["must-i-report", "not-sharing-harm"]
    assert passages[0]["kind"] == "explainer"
    assert "Oranga Tamariki Act 1989 s 15" in passages[0]["text"]
    assert passages[0].get("source") is None


async def test_what_comes_nearest_is_offered_by_its_name(
    person: Person, rasa: StandIn, knowledge: Knowledge
) -> None:
    """No passage is shown that may not answer."""
    names = ["must-i-report", "not-sharing-harm"]
    rasa.found = [["nearest", name] for name in names] + [["not_covered", "keeping-records"]]
    answer = (await ask(person)).json()

    assert answer["passages"] == []
    assert answer["nearest"] == [{"id": n, "place": title(knowledge.law, n)} for n in names]


@pytest.mark.parametrize(
    "found",
    [
        pytest.param([], id="nothing"),
        pytest.param([["not_covered", "keeping-records"]], id="a topic that is not covered"),
        pytest.param([["passage", ONLY_IN_A_CASE]], id="for somebody in a certain case only"),
        pytest.param([["passage", "gone"], ["explainer", "gone"]], id="texts of another law"),
        pytest.param([["nearest", "gone"]], id="a nearest text of another law"),
    ],
)
async def test_where_nothing_answers_the_pages_topics_are_offered(
    person: Person, rasa: StandIn, found: list[Any]
) -> None:
    """An empty list, never a passage that does not answer, or may not be shown."""
    rasa.found = found
    answer = await ask(person, "zeppelin mooring")

    assert answer.status_code == 200
    assert answer.json()["passages"] == []
    assert 0 < len(answer.json()["nearest"]) <= 5
    assert "no legislative barrier" not in answer.text


async def test_a_passage_for_a_certain_case_does_not_hide_another(
    person: Person, rasa: StandIn
) -> None:
    """What may be shown is shown."""
    rasa.found = [["passage", ONLY_IN_A_CASE], ["passage", "not-sharing-harm"]]

    assert [p["id"] for p in (await ask(person)).json()["passages"]] == ["not-sharing-harm"]


async def test_the_question_goes_to_rasa_clean_and_alone(person: Person, rasa: StandIn) -> None:
    """Without invisible characters, without a conversation, and no turn is taken."""
    rasa.turns.clear()
    await ask(person, " what if\u202e I do not share\x00 ")

    assert rasa.questions == [{"text": "what if I do not share"}]
    assert rasa.turns == []


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"status": 401}, id="refused"),
        pytest.param({"status": 422}, id="not taken"),
        pytest.param({"status": 500}, id="failed"),
        pytest.param({"status": 503}, id="no model"),
        pytest.param({"found": None}, id="no list"),
        pytest.param({"found": ["must-i-report"]}, id="no pairs"),
        pytest.param({"found": 3}, id="a number"),
    ],
)
async def test_without_rasa_the_person_hears_whom_to_ring(
    person: Person, rasa: StandIn, broken: dict[str, Any]
) -> None:
    """503 with Retry-After, an error notice with 111 in it, and the two numbers."""
    for name, value in broken.items():
        setattr(rasa, name, value)
    answer = await ask(person)

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["blocks"][0]["level"] == "error"
    assert "111" in answer.json()["blocks"][0]["text"]
    assert shows_whom_to_ring(answer)


async def test_a_slow_search_is_told_in_time(running: Running, rasa: StandIn) -> None:
    """Nobody waits longer than for a turn."""
    async with running(patience=0.1) as person:
        rasa.delays = [5]
        answer = await ask(person)

    assert answer.status_code == 503
    assert shows_whom_to_ring(answer)


async def test_nobody_listening_is_answered_too(running: Running) -> None:
    """A refused connection is no different."""
    async with running() as person:
        client = person.app.state.parts.rasa._client
        client._transport = httpx.AsyncHTTPTransport()
        client.base_url = "http://127.0.0.1:9"
        answer = await ask(person)

    assert answer.status_code == 503
    assert shows_whom_to_ring(answer)


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("\x00", 422), ("a" * 401, 413)],
    ids=["empty", "null byte", "too long"],
)
async def test_a_question_needs_words_and_not_too_many(
    person: Person, query: str, status: int
) -> None:
    """Each has its sentence."""
    answer = await ask(person, query)

    assert answer.status_code == status
    assert answer.json()["blocks"][0]["text"]
