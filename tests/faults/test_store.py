"""The store is late, full or damaged: people hear whom to ring, and nothing is lost or doubled."""

from __future__ import annotations

import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from tests.faults.conftest import Product
from tests.faults.people import DANGER, FIRST
from tests.faults.product import SERVING, pid_of
from tests.gateway.someone import Someone, blocks_of, facts_of

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prlimit")
BUSY_S = 5
"""Seconds for which the gateway waits for a file that another holds."""


@contextmanager
def held(product: Product, file: str) -> Iterator[None]:
    """Hold a file for writing, as a backup that went wrong would."""
    with closing(sqlite3.connect(product.state / file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("ROLLBACK")


@contextmanager
def no_room(product: Product, *roles: str) -> Iterator[None]:
    """Let processes write nothing more into any file, as on a disk that is full."""
    pids = [pid_of(product.supervisor, role) for role in roles]
    limits = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids]
    try:
        for pid in pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        yield
    finally:
        for pid, limit in zip(pids, limits, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def is_told_whom_to_ring(answer: httpx.Response) -> bool:
    """Whether an answer is a refusal that can be tried again, with the numbers in it."""
    return (
        answer.status_code == 503
        and int(answer.headers["retry-after"]) > 0
        and "111" in answer.text
        and "0508 326 459" in answer.text
    )


@pytest.mark.parametrize("file", ["gateway.db", "rasa.db"])
def test_a_store_that_is_held_refuses_and_the_retry_is_answered_once(
    product: Product, file: str
) -> None:
    """Danger is answered with 111 first all the same."""
    someone = Someone(product.client)
    with held(product, file):
        refused = someone.say(FIRST["teacher"])
        first = someone.last
        danger = someone.say(DANGER)

    answered = someone.say(FIRST["teacher"], again=first)
    past = someone.past()

    assert is_told_whom_to_ring(refused)
    assert danger.status_code == 503
    assert blocks_of(danger)[0]["level"] == "emergency"
    assert answered.status_code == 200
    assert facts_of(answered)["sharer"] == "state-school-teacher"
    assert [turn["blocks"] for turn in past] == [blocks_of(answered)]


@pytest.mark.parametrize("role", SERVING)
def test_a_full_disk_is_said_and_all_goes_on_when_there_is_room(
    product: Product, role: str
) -> None:
    """The one that refuses, and everybody else, are back without a restart."""
    someone, another = Someone(product.client), Someone(product.client)
    with no_room(product, role):
        refused, elsewhere = someone.say(FIRST["nurse"]), another.say(DANGER)
        first = someone.last
        ready = product.client.get("/readyz")

    answered = someone.say(FIRST["nurse"], again=first)
    past = someone.past()

    assert is_told_whom_to_ring(refused)
    assert elsewhere.status_code == 503
    assert blocks_of(elsewhere)[0]["level"] == "emergency"
    assert answered.status_code == 200
    assert [turn["blocks"] for turn in past] == [blocks_of(answered)]
    assert product.client.get("/readyz").status_code == 200
    if role == "fork of the gateway":
        assert ready.json()["checks"]["store"] is False


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("gateway.db", "UPDATE conversations SET issued = x'00' WHERE id = ?"),
        ("rasa.db", "UPDATE conversations SET recent = x'00' WHERE id = ?"),
    ],
)
def test_a_damaged_conversation_says_so_and_all_others_go_on(
    product: Product, file: str, damage: str
) -> None:
    """Kindly, with whom to ring; a new one begins at once."""
    damaged, another = Someone(product.client), Someone(product.client)
    for each, kind in ((damaged, "teacher"), (another, "police")):
        assert each.say(FIRST[kind]).status_code == 200
    with closing(sqlite3.connect(product.state / file, timeout=10)) as db, db:
        db.execute(damage, (damaged.id,))

    told, danger = damaged.say("no"), damaged.say(DANGER)
    goes_on = another.say(FIRST["police"])
    anew = Someone(product.client).say(FIRST["teacher"])

    assert told.status_code == 404
    assert "Start a new chat" in blocks_of(told)[0]["text"]
    assert "111" in told.text
    assert blocks_of(danger)[0]["level"] == "emergency"
    assert facts_of(goes_on)["sharer"] == "police-constable"
    assert anew.status_code == 200
