"""Buttons pressed twice, late or offline: one answer each, and nothing lost."""

from __future__ import annotations

import json
import threading

from playwright.sync_api import expect

from tests.browser.stand_in import StandIn, Told
from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, PURPOSE, Visitor

TYPED = "You: You typed a message. What you type is not kept."


def test_enter_and_a_click_are_one_answer(gateway: StandIn, visitor: Visitor) -> None:
    """Whoever does both at once has said it once."""
    held = threading.Event()
    visitor.ask()
    gateway.tell("turn", Told(after=held))
    visitor.button(NOT_NOW).focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("button", name=f"Chosen: {NOT_NOW}").click(force=True)
    visitor.button("Not sure").click(force=True)
    held.set()

    expect(visitor.replies).to_have_count(3)
    assert len(gateway.asked["turn"]) == 2
    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}", f"You: {NOT_NOW}"])


def test_enter_twice_sends_once(gateway: StandIn, visitor: Visitor) -> None:
    """And what is typed while it is on its way stays in the box."""
    held = threading.Event()
    visitor.open()
    gateway.tell("turn", Told(after=held))
    visitor.send(EXAMPLE)
    visitor.words.fill("and more")
    visitor.words.press("Enter")
    expect(visitor.words).to_have_value("and more")
    expect(visitor.button("Send")).to_have_attribute("aria-disabled", "true")
    held.set()

    expect(visitor.replies).to_have_count(2)
    expect(visitor.words).to_have_value("and more")
    assert len(gateway.asked["turn"]) == 1


def test_shift_and_enter_break_the_line(gateway: StandIn, visitor: Visitor) -> None:
    """Enter alone sends; nothing but blanks is not sent; Up brings nothing back."""
    visitor.open()
    visitor.words.fill("  ")
    visitor.words.press("Enter")
    visitor.words.fill("one")
    visitor.words.press("Shift+Enter")
    visitor.words.press_sequentially("two")
    visitor.words.press("Enter")
    expect(visitor.replies).to_have_count(2)
    visitor.words.press("ArrowUp")

    assert [each["text"] for each in gateway.asked["turn"]] == ["one\ntwo"]
    expect(visitor.words).to_have_value("")


def test_a_press_while_offline_can_be_tried_again(gateway: StandIn, visitor: Visitor) -> None:
    """The choice stays marked, the emergency line stays, and the same id goes again."""
    visitor.ask()
    visitor.expected.append("ERR_INTERNET_DISCONNECTED")
    visitor.page.context.set_offline(True)
    visitor.button(NOT_NOW).click()
    expect(visitor.page.locator("#history")).to_contain_text("the server could not be reached")
    expect(visitor.page.locator(".mine.unsent")).to_have_text(f"You: {NOT_NOW}")
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport(ratio=1)
    visitor.page.context.set_offline(False)
    visitor.button("Try again").click()

    expect(visitor.button(NO_VIOLENCE)).to_be_visible()
    expect(visitor.page.locator(".mine.unsent, .notice.error")).to_have_count(0)
    assert len(gateway.asked["turn"]) == 2


def test_a_reply_that_was_lost_comes_once(gateway: StandIn, visitor: Visitor) -> None:
    """It was done; trying again brings the same reply, and the turn is not had twice."""
    visitor.ask()
    visitor.expected.append("ERR_")
    gateway.tell("turn", Told(lost=True))
    visitor.button(NOT_NOW).click()
    visitor.button("Try again").click()

    expect(visitor.button(NO_VIOLENCE)).to_be_enabled()
    expect(visitor.replies).to_have_count(3)
    expect(visitor.mine).to_have_count(2)
    assert gateway.sent()[1] == gateway.sent()[2]
    visitor.page.reload()
    expect(visitor.mine).to_have_count(2)


def test_a_press_after_a_reload_that_came_too_late(gateway: StandIn, visitor: Visitor) -> None:
    """Answered elsewhere meanwhile: it says so, and the question that is open can be answered."""
    visitor.ask()
    visitor.page.reload()
    expect(visitor.button(NOT_NOW)).to_be_enabled()
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    body = {"client_id": "elsewhere", "answer": {"question": "danger_now", "value": "no"}}
    done = visitor.page.context.request.post(
        f"{gateway.address}/api/v1/conversations/{chat}/turns",
        data=json.dumps(body),
        headers={"Origin": gateway.address, "Content-Type": "application/json"},
    )
    assert done.status == 200
    visitor.expected.append("409")
    visitor.button("Not sure").click()

    expect(visitor.replies.last).to_contain_text("That question has been answered")
    visitor.button(NO_VIOLENCE).click()
    expect(visitor.button(PURPOSE)).to_be_enabled()
    expect(visitor.mine).to_have_text([TYPED, f"You: {NOT_NOW}", f"You: {NO_VIOLENCE}"])


def test_a_stale_press_with_nothing_open_closes_the_questions(
    gateway: StandIn, visitor: Visitor
) -> None:
    """None is left that looks as if it could be answered."""
    visitor.ask()
    visitor.expected.append("409")
    gateway.tell("turn", Told(409, [{"type": "notice", "level": "error", "text": "Too late."}]))
    visitor.button(NOT_NOW).click()
    expect(visitor.replies.last).to_have_text("Too late.")

    for button in visitor.question(DANGER).locator(".options button").all():
        expect(button).to_have_attribute("aria-disabled", "true")


def test_feedback_is_given_once_and_can_be_tried_again(gateway: StandIn, visitor: Visitor) -> None:
    """A thank-you when it was taken; a sentence, and live buttons, when it was not."""
    visitor.ask()
    visitor.finish()
    visitor.expected.append("500")
    gateway.tell("helped", Told(500))
    visitor.button("Yes").click()
    expect(visitor.page.locator(".feedback")).to_contain_text("That could not be sent.")
    visitor.button("Yes").dblclick()

    expect(visitor.page.locator(".feedback")).to_contain_text("Thank you.")
    assert [each["helped"] for each in gateway.asked["helped"]] == [True, True]
    expect(visitor.button("No")).to_have_attribute("aria-disabled", "true")


def test_a_reply_to_a_chat_that_was_cleared_meanwhile_is_not_shown(
    gateway: StandIn, visitor: Visitor
) -> None:
    """It comes too late, and nothing of it is to be seen."""
    held = threading.Event()
    visitor.open()
    gateway.tell("turn", Told(200, [{"type": "text", "text": "Too late."}], after=held))
    visitor.send(EXAMPLE)
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    visitor.button("Clear it").click()
    expect(visitor.page.locator("#history")).to_contain_text("This chat is cleared.")
    with visitor.page.expect_response("**/turns"):
        held.set()

    expect(visitor.page.locator("#history")).not_to_contain_text("Too late.")
    expect(visitor.page.locator("#waiting")).to_be_hidden()


def test_what_cannot_be_cleared_is_said_to_be_there(gateway: StandIn, visitor: Visitor) -> None:
    """With a way to try again; and then it is gone."""
    visitor.ask()
    visitor.expected.append("503")
    gateway.tell("end", Told(503))
    visitor.button("Menu").click()
    visitor.button("Clear this chat").click()
    visitor.button("Clear it").click()
    expect(visitor.page.locator("#history")).to_contain_text("This chat is still there.")
    expect(visitor.mine).to_have_count(1)
    visitor.button("Try again").click()

    expect(visitor.page.locator("#history")).to_contain_text("This chat is cleared.")


def test_starting_again_is_asked_and_then_begins_anew(gateway: StandIn, visitor: Visitor) -> None:
    """The old chat is gone on the server; keeping it changes nothing."""
    visitor.ask()
    visitor.button("Menu").click()
    visitor.button("Start again").click()
    visitor.button("Keep it").click()
    expect(visitor.mine).to_have_count(1)
    visitor.button("Menu").click()
    visitor.button("Start again").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="Start again").click()

    expect(visitor.mine).to_have_count(0)
    expect(visitor.words).to_be_focused()
    assert [len(gateway.asked[kind]) for kind in ("end", "begin")] == [1, 2]


def test_a_chat_that_cannot_begin_or_be_loaded(gateway: StandIn, visitor: Visitor) -> None:
    """Each says so and can be tried again; what was sent meanwhile goes once it can."""
    visitor.expected += ["503", "ERR_"]
    gateway.tell("begin", Told(503, [{"type": "notice", "level": "error", "text": "Down."}]))
    visitor.page.goto(f"{gateway.address}/chat")
    expect(visitor.page.locator("#history")).to_have_text(
        "Down.The chat could not be started.Try again"
    )
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport(ratio=1)
    visitor.send(EXAMPLE)
    expect(visitor.words).to_have_value(EXAMPLE)
    visitor.button("Try again").click()
    expect(visitor.question(DANGER)).to_be_visible()
    gateway.tell("past", Told(lost=True))
    visitor.page.reload()
    expect(visitor.page.locator("#history")).to_contain_text("The chat could not be loaded.")
    visitor.button("Try again").click()

    expect(visitor.question(DANGER)).to_be_visible()
    assert len(gateway.asked["begin"]) == 2
