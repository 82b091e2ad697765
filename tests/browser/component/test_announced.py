"""What a screen reader is told: each reply once, in order, and nothing else."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.stand_in import StandIn, Told
from tests.browser.visitor import DANGER, EXAMPLE, NOT_NOW, Visitor

THREE = "3 answers to choose from, above the box."
EMERGENCY = {"type": "notice", "level": "emergency", "text": "Ring them."}
ASKED = {
    "type": "question",
    "fact": "a_fact",
    "text": "Which?",
    "why": "",
    "options": [{"value": "v", "label": "This"}, {"value": "w", "label": "That"}],
    "free_text": True,
}


@pytest.fixture
def visitor(visitor: Visitor) -> Visitor:
    """One whose clock can be put on."""
    visitor.page.clock.install()
    return visitor


def heard(visitor: Visitor) -> list[str]:
    """All that is announced, also of what waits to be."""
    visitor.page.clock.run_for(10_000)
    return visitor.announced()


def test_two_quick_replies_are_both_announced(gateway: StandIn, visitor: Visitor) -> None:
    """The second waits until the first was taken up; in order, each once."""
    visitor.open()
    visitor.page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    gateway.tell("turn", *(Told(200, [{"type": "text", "text": f"Number {n}."}]) for n in (1, 2)))
    visitor.say("my first words")
    visitor.say("my second words")

    assert visitor.announced()[1:] == ["Number 1."]
    visitor.page.clock.run_for(1300)
    assert visitor.announced()[1:] == ["Number 1.", "Number 2."]
    visitor.page.clock.run_for(5000)
    assert len(visitor.announced()) == 3


def test_three_quick_replies_are_announced_in_order(gateway: StandIn, visitor: Visitor) -> None:
    """What waits to be said does not overtake what has waited longer."""
    visitor.open()
    for number in range(3):
        gateway.tell("turn", Told(200, [{"type": "text", "text": f"Number {number}."}]))
    for words in ("one", "two", "three"):
        visitor.say(words)

    assert heard(visitor)[1:] == ["Number 0.", "Number 1.", "Number 2."]


def test_the_region_is_there_before_its_words(visitor: Visitor) -> None:
    """One polite region with a status, beside a history that is none."""
    visitor.open()
    regions = visitor.page.locator("[aria-live], [role=log], [role=alert], [role=status]")

    expect(regions).to_have_count(1)
    expect(regions).to_have_attribute("aria-live", "polite")
    expect(visitor.page.get_by_role("region", name="Conversation")).to_be_visible()


def test_nothing_is_announced_when_it_is_restored(visitor: Visitor) -> None:
    """A reload is no reply."""
    visitor.ask()
    visitor.page.reload()
    expect(visitor.question(DANGER)).to_be_visible()
    visitor.page.clock.run_for(10_000)

    assert visitor.announced() == []


def test_buttons_are_counted_and_an_answer_is_named(gateway: StandIn, visitor: Visitor) -> None:
    """What to expect below, in one breath; not the whole answer."""
    visitor.ask()
    visitor.press(NOT_NOW)
    expect(visitor.page.locator("#announcer")).to_contain_text("to choose from, below.")
    gateway.tell(
        "turn", Told(200, [{"type": "answer", "headline": "Yes.", "outcome": "permitted"}])
    )
    visitor.say("so what is it")

    said = heard(visitor)
    assert said[1] == f"{DANGER} {THREE}"
    assert said[3] == "The answer: Permitted. Yes."


def test_what_the_focus_is_led_to_is_not_announced_as_well(
    gateway: StandIn, visitor: Visitor
) -> None:
    """A question and a headline are read out where the focus goes; danger is said in any case."""
    quote = {"type": "quote", "text": "Words.", "source": {}}
    answer = {"type": "answer", "headline": "Yes.", "outcome": "permitted"}
    visitor.ask()
    gateway.tell("turn", Told(200, [ASKED]), Told(200, [EMERGENCY, ASKED]))
    gateway.tell("turn", Told(200, [answer, quote, quote]))
    for label in (NOT_NOW, "This", "This"):
        visitor.press(label)

    assert heard(visitor)[2:] == [
        "2 answers to choose from, below.",
        "Ring them. Which? 2 answers to choose from, below.",
        "The answer: Permitted. With words of the guidance.",
    ]


def test_trouble_is_announced_once(gateway: StandIn, visitor: Visitor) -> None:
    """The server's sentence, then ours."""
    visitor.open()
    visitor.expected.append("503")
    gateway.tell("turn", Told(503, [{"type": "notice", "level": "error", "text": "Not now."}]))
    visitor.send(EXAMPLE)
    expect(visitor.page.get_by_text("Your message was not sent.")).to_be_visible()

    assert heard(visitor)[1:] == ["Not now.", "Your message was not sent."]


def test_waiting_is_not_announced(gateway: StandIn, visitor: Visitor) -> None:
    """A line for the eye only; it would be said at every turn."""
    held = threading.Event()
    visitor.open()
    before = heard(visitor)
    gateway.tell("turn", Told(after=held))
    visitor.send(EXAMPLE)
    expect(visitor.page.locator("#waiting")).to_be_visible()

    assert visitor.announced() == before
    held.set()
    expect(visitor.replies).to_have_count(2)


def test_hiding_leaves_nothing_to_be_read(gateway: StandIn, visitor: Visitor) -> None:
    """Not what was said last, and not what waits to be."""
    visitor.open()
    gateway.tell("turn", *(Told(200, [{"type": "text", "text": f"Number {n}."}]) for n in (1, 2)))
    visitor.say("my first words")
    visitor.say("my second words")
    visitor.page.keyboard.press("F2")

    visitor.page.clock.run_for(10_000)
    expect(visitor.page.locator("#announcer")).to_have_text("")
    assert "Number 2." not in visitor.announced()
