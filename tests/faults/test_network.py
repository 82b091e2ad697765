"""The network between gateway, Rasa and PostgreSQL is slow, parted or cut; one worker is not there.

A real gateway and a real PostgreSQL; Rasa is a stand-in that counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import httpx
import pytest

from tests.faults.link import Link, link
from tests.faults.people import DANGER
from tests.gateway.process import gateway
from tests.gateway.someone import Someone, blocks_of
from tests.gateway.stand_in import StandIn, our_law
from tests.postgres import Postgres, name_of
from tests.teams.served import served

PATIENCE_S = 3
NOBODY = "http://127.0.0.1:9"
"""A worker that is in the list and not there."""
Trouble = Callable[[Link], AbstractContextManager[None]]


@dataclass(frozen=True)
class Place:
    """A gateway, and the cables to what is behind it."""

    client: httpx.Client
    rasa: StandIn
    cables: dict[str, Link]


@pytest.fixture(scope="module")
def place(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One of two workers answers."""
    rasa, name = StandIn(law=our_law()), name_of(postgres.new_database())
    with (
        link(postgres.folder / ".s.PGSQL.5432") as to_database,
        served(rasa.app()) as port,
        link(port) as to_rasa,
        gateway(
            tmp_path_factory.mktemp("state"),
            f"{NOBODY} http://127.0.0.1:{to_rasa.port}",
            DATABASE=f"postgresql://postgres@127.0.0.1:{to_database.port}/{name}",
            INSTALLATION="tests",
            PATIENCE=str(PATIENCE_S),
        ) as (client, _),
    ):
        yield Place(client, rasa, {"Rasa": to_rasa, "PostgreSQL": to_database})


def test_a_worker_that_is_not_there_costs_nobody_an_answer(place: Place) -> None:
    """Whichever worker a conversation would belong to."""
    answers = [Someone(place.client).say("hello") for _ in range(8)]

    assert [answer.status_code for answer in answers] == [200] * 8
    assert place.client.get("/readyz").status_code == 200


@pytest.mark.parametrize("where", ["Rasa", "PostgreSQL"])
def test_a_slow_network_makes_answers_late_and_no_more(place: Place, where: str) -> None:
    """In their order, each once."""
    someone = Someone(place.client)
    before = len(place.rasa.said())

    with place.cables[where].slow(0.02):
        answers = [someone.say(text) for text in ("one", "two", "three")]

    assert [answer.json()["turn"] for answer in answers] == [1, 2, 3]
    assert place.rasa.said()[before:] == ["one", "two", "three"]


@pytest.mark.parametrize("where", ["Rasa", "PostgreSQL"])
@pytest.mark.parametrize("trouble", [Link.blocked, Link.cut], ids=["parted", "cut"])
def test_a_parted_network_is_said_in_time_and_the_retry_is_answered_once(
    place: Place, where: str, trouble: Trouble
) -> None:
    """With whom to ring, and 111 first to words of danger; nobody starts anything again."""
    someone = Someone(place.client)
    assert someone.say("before").status_code == 200
    with trouble(place.cables[where]):
        refused = someone.say("meanwhile")
        first = someone.last
        danger = someone.say(DANGER)
        ready = place.client.get("/readyz")

    answered = someone.say("meanwhile", again=first)
    past = someone.past()

    assert (refused.status_code, danger.status_code, ready.status_code) == (503, 503, 503)
    assert refused.elapsed.total_seconds() < PATIENCE_S + 5
    assert "111" in refused.text
    assert blocks_of(danger)[0]["level"] == "emergency"
    assert answered.status_code == 200
    # What Rasa had begun when the network parted may be kept when it comes through: the danger too.
    assert [turn["turn"] for turn in past] in ([1, 2], [1, 2, 3])
    assert [turn["blocks"] for turn in past].count(blocks_of(answered)) == 1
