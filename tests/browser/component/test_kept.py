"""What was said and chosen: spent, given back, restored, and gone with the chat."""

from __future__ import annotations

import json
import threading
from typing import Any

from playwright.sync_api import expect

from tests.browser.stand_in import StandIn, Told
from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, PURPOSE, Visitor

OFF = "aria-disabled"
WHY: dict[str, Any] = {"type": "notice", "level": "error", "text": "This is why."}


def answer_elsewhere(gateway: StandIn, visitor: Visitor, question: str, value: str) -> None:
    """Have a turn in the same chat, as another tab would that says nothing of it."""
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    body = {"client_id": f"elsewhere-{question}", "answer": {"question": question, "value": value}}
    done = visitor.page.context.request.post(
        f"{gateway.address}/api/v1/conversations/{chat}/turns",
        data=json.dumps(body),
        headers={"Origin": gateway.address, "Content-Type": "application/json"},
    )
    assert done.status == 200


def test_old_questions_are_spent_when_a_new_one_comes(visitor: Visitor) -> None:
    """Whether it was answered by a button or in words; old facts cannot be changed either."""
    visitor.ask()
    visitor.say("something else")
    visitor.press(NOT_NOW)
    questions = visitor.page.locator("fieldset.question").all()
    lists = visitor.page.locator(".facts").all()

    assert len(questions) > 2
    for question in questions[:-1]:
        for button in question.locator(".options button").all():
            expect(button).to_have_attribute(OFF, "true")
    for button in questions[-1].locator(".options button").all():
        expect(button).not_to_have_attribute(OFF, "true")
    for old in lists[:-1]:
        for button in old.locator("[data-change]").all():
            expect(button).to_have_attribute(OFF, "true")


def test_spent_buttons_send_nothing(gateway: StandIn, visitor: Visitor) -> None:
    """Pressed all the same, with nothing else on its way."""
    visitor.ask()
    visitor.press(NOT_NOW)
    for button in visitor.question(DANGER).locator(".options button").all():
        button.dispatch_event("click")
    visitor.press(NO_VIOLENCE)

    assert len(gateway.asked["turn"]) == 3
    expect(visitor.mine).to_have_text([f"You: {w}" for w in (EXAMPLE, NOT_NOW, NO_VIOLENCE)])


def test_a_choice_that_was_not_taken_is_given_back(gateway: StandIn, visitor: Visitor) -> None:
    """With the server's sentence; it can be chosen again, and so can the others."""
    visitor.ask()
    visitor.expected.append("422")
    gateway.tell("turn", Told(422, [WHY]))
    visitor.button(NOT_NOW).click()
    expect(visitor.replies.last).to_have_text("This is why.")
    for button in visitor.question(DANGER).locator(".options button").all():
        expect(button).not_to_have_attribute(OFF, "true")
    expect(visitor.mine).to_have_count(1)
    visitor.press(NOT_NOW)

    expect(visitor.button(NO_VIOLENCE)).to_be_visible()


def test_a_choice_that_words_alone_follow_is_spent(gateway: StandIn, visitor: Visitor) -> None:
    """No other question has come, and this one has been answered all the same."""
    visitor.ask()
    gateway.tell("turn", Told(200, [{"type": "text", "text": "Heard."}]))
    visitor.press(NOT_NOW)

    for button in visitor.question(DANGER).locator(".options button").all():
        expect(button).to_have_attribute(OFF, "true")


def test_a_choice_while_a_reply_is_on_its_way_does_nothing(
    gateway: StandIn, visitor: Visitor
) -> None:
    """Neither is it shown as said, nor is the button spent."""
    held = threading.Event()
    visitor.ask()
    gateway.tell("turn", Told(200, [{"type": "text", "text": "Heard."}], after=held))
    visitor.send("wait a moment")
    visitor.button(NOT_NOW).click()
    expect(visitor.mine).to_have_count(2)
    held.set()
    expect(visitor.replies.last).to_have_text("Heard.")

    expect(visitor.button(NOT_NOW)).not_to_have_attribute(OFF, "true")
    assert len(gateway.asked["turn"]) == 2


def test_after_a_reload_only_what_is_open_can_be_pressed(visitor: Visitor) -> None:
    """The open question and the newest facts; and both work."""
    visitor.ask()
    visitor.press(NOT_NOW)
    visitor.page.reload()
    expect(visitor.button(NO_VIOLENCE)).to_be_visible()
    for button in visitor.question(DANGER).locator(".options button").all():
        expect(button).to_have_attribute(OFF, "true")
    visitor.press(NO_VIOLENCE)
    expect(visitor.button(PURPOSE)).to_be_visible()
    visitor.page.reload()
    visitor.press("You want to tell: practice nurse change")

    expect(visitor.question("Who do you want to tell?")).to_be_visible()


def test_after_a_reload_an_answer_leaves_no_question_open(visitor: Visitor) -> None:
    """Not even the last one, after which no other came."""
    visitor.ask()
    visitor.finish()
    visitor.page.reload()
    expect(visitor.answer()).to_be_visible()

    for button in visitor.page.locator(".question .options button").all():
        expect(button).to_have_attribute(OFF, "true")


def test_what_another_tab_said_meanwhile_comes_first(gateway: StandIn, visitor: Visitor) -> None:
    """In the order in which it was said, each once."""
    visitor.ask()
    answer_elsewhere(gateway, visitor, "danger_now", "no")
    visitor.send("and now this")

    expect(visitor.replies).to_have_count(4)
    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}", "You: and now this", f"You: {NOT_NOW}"])
    expect(visitor.button(NO_VIOLENCE)).not_to_have_attribute(OFF, "true")


def test_a_reply_to_a_hidden_chat_is_not_told_of(gateway: StandIn, visitor: Visitor) -> None:
    """The button that says nothing goes on saying nothing, and afterwards nothing is counted."""
    held = threading.Event()
    visitor.arrive()
    visitor.open_panel()
    gateway.tell("turn", Told(after=held))
    visitor.send(EXAMPLE)
    visitor.page.keyboard.press("F2")
    with visitor.page.expect_response("**/turns"):
        held.set()
    visitor.launcher.click()
    expect(visitor.question(DANGER)).to_be_visible()
    visitor.page.keyboard.press("Escape")

    expect(visitor.launcher).to_have_accessible_name("Safe to Share")


def test_what_was_typed_goes_with_the_chat(visitor: Visitor) -> None:
    """Words that were not sent are cleared too."""
    visitor.ask()
    visitor.words.fill("half a sentence")
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    visitor.button("Clear it").click()
    visitor.button("Start a new chat").click()
    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")

    expect(visitor.words).to_have_value("")


def test_what_was_typed_meanwhile_stays_beside_what_comes_back(
    gateway: StandIn, visitor: Visitor
) -> None:
    """Neither is lost: first what was not taken, then what came after."""
    held = threading.Event()
    visitor.open()
    visitor.expected.append("422")
    gateway.tell("turn", Told(422, [WHY], after=held))
    visitor.send("the first words")
    visitor.words.fill("the second words")
    held.set()

    expect(visitor.words).to_have_value("the first words\nthe second words")


def test_later_is_when_the_server_said(gateway: StandIn, visitor: Visitor) -> None:
    """It is not asked again before the time it gave."""
    visitor.open()
    visitor.page.clock.install(time=0)
    visitor.page.clock.pause_at(1000)
    gateway.tell("turn", Told(202, headers={"Retry-After": "5"}))
    with visitor.page.expect_response("**/turns"):
        visitor.send(EXAMPLE)
    visitor.page.clock.run_for(4000)
    visitor.page.request.get(f"{gateway.address}/healthz")  # time for a call that came too early
    assert len(gateway.asked["turn"]) == 1
    with visitor.page.expect_response("**/turns"):
        visitor.page.clock.run_for(1500)

    expect(visitor.question(DANGER)).to_be_visible()


def test_what_is_no_block_is_left_out(gateway: StandIn, visitor: Visitor) -> None:
    """Whatever a server that is out of order sends; what is whole is shown."""
    visitor.open()
    blocks = [None, 7, "x", {}, {"id": "a", "type": "text", "text": "This is one."}]
    gateway.tell("turn", Told(200, body=json.dumps({"turn": 1, "blocks": blocks})))
    visitor.say("hello")

    expect(visitor.replies.last).to_have_text("This is one.")
    expect(visitor.replies.last.locator(":scope > *")).to_have_count(1)
