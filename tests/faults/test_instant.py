"""Turns at the same instant, and a clock that is put: nothing is doubled, lost or mixed."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from tests.faults.conftest import Product
from tests.faults.people import FIRST
from tests.gateway.someone import Someone, blocks_of, facts_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD")
HOUR = 3600


def at_once(*calls: tuple[Someone, str, str]) -> list[httpx.Response]:
    """Have everybody say their part at the same instant."""
    gate = Barrier(len(calls))

    def say(call: tuple[Someone, str, str]) -> httpx.Response:
        someone, text, again = call
        gate.wait()
        return someone.say(text, again=again)

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(say, calls))


def test_the_same_message_twice_at_one_instant_is_one_turn(product: Product) -> None:
    """A double press, or a proxy that tries again."""
    someone = Someone(product.client)

    answers = at_once(*[(someone, FIRST["teacher"], "the-same")] * 4)

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1
    assert len(someone.past()) == 1


def test_two_messages_at_one_instant_are_two_turns(product: Product) -> None:
    """Two windows of one conversation: one comes after the other, whichever it is."""
    someone = Someone(product.client)

    answers = at_once((someone, FIRST["nurse"], ""), (someone, "why do you ask?", ""))

    assert sorted(answer.json()["turn"] for answer in answers) == [1, 2]
    by_number = sorted(answers, key=lambda answer: int(answer.json()["turn"]))
    assert [turn["blocks"] for turn in someone.past()] == [blocks_of(each) for each in by_number]


def test_twelve_people_at_one_instant_each_hear_of_themselves(product: Product) -> None:
    """Who speaks is in every reply."""
    alone = {kind: facts_of(Someone(product.client).say(text)) for kind, text in FIRST.items()}
    kinds = list(FIRST) * 4

    answers = at_once(*[(Someone(product.client), FIRST[kind], "") for kind in kinds])

    assert len({facts["sharer"] for facts in alone.values()}) == len(FIRST)
    assert [facts_of(answer) for answer in answers] == [alone[kind] for kind in kinds]


@pytest.mark.parametrize("put", [HOUR, -HOUR, 20 * HOUR, -48 * HOUR])
def test_a_clock_that_is_put_loses_nothing(product: Product, put: int) -> None:
    """Forward or back, for good or for a while: the conversation goes on where it was."""
    someone = Someone(product.client)
    answers = [someone.say(FIRST["police"])]
    try:
        product.clock.put(put)
        answers.append(someone.say("why do you ask?"))
        begun_meanwhile = Someone(product.client)
        meanwhile = begun_meanwhile.say(FIRST["nurse"])
    finally:
        product.clock.put(0)
    answers.append(someone.say(FIRST["police"]))
    later = begun_meanwhile.say(FIRST["nurse"])

    assert [answer.json()["turn"] for answer in answers] == [1, 2, 3]
    assert facts_of(answers[0])["sharer"] == facts_of(answers[2])["sharer"] == "police-constable"
    assert [turn["blocks"] for turn in someone.past()] == [blocks_of(each) for each in answers]
    assert facts_of(meanwhile)["sharer"] == facts_of(later)["sharer"] != "police-constable"
