"""To each outcome and its provision, as people get there, and on to the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.tellings import tell
from tests.browser.visitor import Visitor
from tests.browser.ways import WAYS, Mouse

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from bot.law.model import Gateway, Law

EVERY_WAY = tuple(WAYS)
MEETING = "a meeting, each one judged by their own role"  # there is an answer for each of them


@dataclass(frozen=True)
class Journey:
    """A conversation of tests/conversations, what it comes to, and a provision read there."""

    name: str
    outcome: str
    provision: str
    ways: tuple[str, ...]


JOURNEYS = [
    Journey("section 66, Oranga Tamariki asks a GP", "required", "ota.s66", EVERY_WAY),
    Journey(
        "from a worried sentence to a lawful answer with its quote",
        "permitted",
        "ota.s66c",
        ("phone",),
    ),
    Journey("section 15, a neighbour tells Oranga Tamariki", "permitted", "ota.s15", ("keyboard",)),
    Journey("section 20, ACC tells the Police about a victim", "permitted", "fva.s20", ("phone",)),
    Journey("section 27, a neighbour tells the school", "permitted", "pa.s27", ("mouse",)),
    Journey(
        "the Privacy Act's serious threat, a coach and a parent",
        "permitted",
        "pa.ipp11-1-f",
        ("keyboard",),
    ),
    Journey("the Privacy Act's agreement", "permitted", "pa.ipp11-1-c", ("phone",)),
    Journey(
        "family violence as well, so there is a duty to consider", "consider", "ota.s66c", EVERY_WAY
    ),
    Journey(
        "what it was collected for, and the law's enforcement",
        "not_under_these",
        "pa.ipp11-1-e-i",
        EVERY_WAY,
    ),
    Journey("not sure of anything is an answer too", "undecided", "fva.s20", ("phone",)),
    Journey(
        "a court order is for the privacy officer", "get_advice", "other.compulsion", ("mouse",)
    ),
    Journey(
        "an adoption file is for the lawyer, and a worry can still be reported",
        "get_advice",
        "other.adoption",
        ("keyboard",),
    ),
    Journey("section 66 is not for investigating an offence", "permitted", "ota.s15", ("mouse",)),
    Journey(
        "asking under section 66C, a constable and a school",
        "permitted",
        "ota.s66c-ask",
        ("keyboard",),
    ),
    Journey(MEETING, "permitted", "ota.s66c", ("mouse",)),
    Journey("using it inside the school", "permitted", "ota.s66c-use", ("phone",)),
    Journey(
        "Oranga Tamariki passes on what came under section 66",
        "permitted",
        "ota.s66a",
        ("keyboard",),
    ),
    Journey("the same worry, another recipient", "permitted", "ota.s15", ("mouse",)),
]
GONE = [
    pytest.param(journey, WAYS[way], id=f"{journey.name}, {way}")
    for journey in JOURNEYS
    for way in journey.ways
]
DANGER = "danger in the middle comes first, and the talk goes on"


@pytest.mark.parametrize(("journey", "going"), GONE)
def test_the_way_to_an_outcome(
    visits: Visits, law: Law, journey: Journey, going: type[Mouse]
) -> None:
    """The answer says what it comes to and where that stands; its record says the same."""
    visitor = visits(**going.SCREEN)
    visitor.open()
    way = going(visitor)
    tell(way, law, journey.name)

    comes_to(visitor, law, journey.outcome)
    cites(way, next(each for each in law.gateways if each.id == journey.provision))
    record = record_is_the_same(way)
    if journey.name != MEETING:
        answer = visitor.answer().get_by_role("heading", level=2)
        expect(record.locator(".headline")).to_have_text(answer.inner_text())


@pytest.mark.parametrize("going", WAYS.values(), ids=WAYS)
def test_danger_stands_over_the_answer(visits: Visits, law: Law, going: type[Mouse]) -> None:
    """The number to ring is in sight and one press away when the answer comes; so it is filed."""
    visitor = visits(**going.SCREEN)
    visitor.open()
    way = going(visitor)
    tell(way, law, DANGER)

    comes_to(visitor, law, "consider")
    warning = visitor.replies.last.locator(".notice.emergency")
    expect(warning).to_be_in_viewport(ratio=0.9)
    expect(warning.get_by_role("link", name="Call 111")).to_have_attribute("href", "tel:111")
    record = record_is_the_same(way)
    expect(record.locator(".emergency")).to_contain_text("111")


def comes_to(visitor: Visitor, law: Law, outcome: str) -> None:
    """The answer is in sight, its outcome in the law data's words and in its colour."""
    expect(visitor.answer().locator(".outcome")).to_have_text(law.wording[f"badge_{outcome}"])
    expect(visitor.answer()).to_contain_class(outcome)
    expect(visitor.answer().get_by_role("heading", level=2)).to_be_in_viewport()


def cites(way: Mouse, found: Gateway) -> None:
    """The provision is a link to the law as published, folded away at most."""
    visitor = way.visitor
    source = visitor.answer().locator(
        f".source a[href='{found.citation.url}']", has_text=found.citation.provision
    )
    if not source.first.is_visible():
        way.activate(visitor.answer().locator("summary"))
    expect(source.first).to_be_visible()
    expect(source.first).to_have_attribute("rel", "noopener noreferrer")


def record_is_the_same(way: Mouse) -> Page:
    """The record opens from the answer, beside it, with its headline and what was decided."""
    reply = way.visitor.replies.last
    link = reply.get_by_role("link", name="Open the record:").first
    decided = link.inner_text().splitlines()[0].removeprefix("Open the record: ")
    record = way.follow(link)
    headline = record.locator(".outcome .headline")

    expect(headline).to_be_visible()
    expect(reply).to_contain_text(headline.inner_text())
    expect(record.locator("[aria-current=page]")).to_have_text(decided)
    return record
