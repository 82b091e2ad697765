"""What the server may answer in place of a reply: nothing typed is lost, and there is a way on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.visitor import DANGER, TURNS, Visitor

WORDS = "my words"
WHY = {"type": "notice", "id": "x-1", "level": "error", "text": "This is why."}
QUESTION = {
    "type": "question",
    "id": "x-2",
    "fact": "danger_now",
    "text": DANGER,
    "options": [{"value": "no", "label": "No"}],
    "free_text": True,
}
OUT = "You are not signed in any more"
BROKEN = "Something went wrong on the server"


def answer_once(visitor: Visitor, status: int, body: str, **headers: str) -> None:
    """Let the next turn be answered with this."""
    visitor.expected.append(str(status))

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=body, headers={"Content-Type": "x/y", **headers})

    visitor.page.route(TURNS, answer, times=1)


def blocks(*found: dict[str, Any]) -> str:
    """The body of an answer."""
    return json.dumps({"blocks": found})


def fail(visitor: Visitor, status: int, body: str, **headers: str) -> None:
    """Open the chat and say something that is answered with this."""
    visitor.open()
    answer_once(visitor, status, body, **headers)
    visitor.send(WORDS)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, "<h1>Oh</h1>", BROKEN),
        (503, blocks(WHY), "Your message was not sent."),
        (200, blocks(), BROKEN),
        (200, "<html>", BROKEN),
        (403, blocks(WHY), "Your message was not sent."),
        (401, blocks(WHY), "This is why.Your message was not sent."),
        (401, "<html>", OUT),
    ],
)
def test_what_is_no_reply_can_be_tried_again(
    visitor: Visitor, status: int, body: str, said: str
) -> None:
    """The words stay, marked as not sent; the warning stays; trying again leaves no trace."""
    fail(visitor, status, body)
    expect(visitor.page.locator("#history")).to_contain_text(said)
    expect(visitor.page.locator(".mine.unsent")).to_contain_text(WORDS)
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport()
    visitor.button("Try again").click()

    expect(visitor.replies).to_have_count(2)
    expect(visitor.page.locator(".mine.unsent, .notice.error")).to_have_count(0)
    expect(visitor.mine).to_have_text([f"You: {WORDS}"])


def test_a_proxy_that_leads_to_its_login_is_told_from_a_fault(visitor: Visitor) -> None:
    """Nobody is led anywhere; when they have signed in, the same chat goes on."""
    visitor.open()
    visitor.page.route(TURNS, lead_to_login, times=1)
    visitor.send(WORDS)
    expect(visitor.page.locator("#history")).to_contain_text(OUT)
    visitor.button("Try again").click()

    expect(visitor.replies).to_have_count(2)


def test_a_reload_without_a_login_keeps_the_chat(visitor: Visitor) -> None:
    """It is there again as soon as the person is signed in."""
    visitor.open()
    visitor.send(WORDS)
    expect(visitor.replies).to_have_count(2)
    visitor.page.route(f"{TURNS}?after=*", lead_to_login, times=1)
    visitor.page.reload()
    expect(visitor.page.locator("#history")).to_contain_text(OUT)
    visitor.button("Try again").click()

    expect(visitor.replies).to_have_count(2)


def lead_to_login(route: Route) -> None:
    """What a proxy does with a call whose login has run out."""
    route.fulfill(status=302, headers={"Location": "/login"})


@pytest.mark.parametrize("status", [413, 422])
def test_what_is_not_taken_goes_back_into_the_box(visitor: Visitor, status: int) -> None:
    """With the server's sentence above it."""
    fail(visitor, status, blocks(WHY))

    expect(visitor.replies.last).to_have_text("This is why.")
    expect(visitor.words).to_have_value(WORDS)
    expect(visitor.words).to_be_focused()
    expect(visitor.mine).to_have_count(0)


def test_words_for_a_chat_that_is_gone_wait_for_the_new_one(visitor: Visitor) -> None:
    """It is over, and begins anew with what was typed in the box."""
    fail(visitor, 404, "nothing")
    visitor.button("Start a new chat").click()

    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")
    expect(visitor.words).to_have_value(WORDS)
    expect(visitor.words).to_be_focused()


def test_a_stale_answer_shows_the_question_that_is_open(visitor: Visitor) -> None:
    """And its buttons are live."""
    fail(visitor, 409, blocks(WHY, QUESTION))

    expect(visitor.replies.last).to_contain_text("This is why.")
    expect(visitor.question(DANGER).get_by_role("button", name="No")).to_be_enabled()


def test_too_fast_counts_down_until_it_may_be_sent(visitor: Visitor) -> None:
    """The button says how long, does nothing before, and then sends the same message."""
    visitor.open()
    visitor.page.clock.install()
    answer_once(visitor, 429, blocks(WHY), **{"Retry-After": "7"})
    visitor.send(WORDS)
    waiting = visitor.page.get_by_role("button", name="Try again in 7 s")
    expect(waiting).to_have_attribute("aria-disabled", "true")
    visitor.page.clock.run_for(7_500)
    visitor.button("Try again").click()

    expect(visitor.replies).to_have_count(2)


def test_later_means_asking_again_for_the_same_message(visitor: Visitor) -> None:
    """202 with Retry-After: the same id, after that time, and the person sees that it goes on."""
    sent: list[str] = []
    visitor.open()

    def note(request: Request) -> None:
        sent.append((request.post_data_json or {})["client_id"])

    visitor.page.on("request", note)
    answer_once(visitor, 202, "", **{"Retry-After": "1"})
    visitor.send(WORDS)
    expect(visitor.page.locator("#waiting")).to_be_visible()

    expect(visitor.replies).to_have_count(2)
    expect(visitor.page.locator("#waiting")).to_be_hidden()
    assert len(sent) == 2
    assert len(set(sent)) == 1


def test_no_answer_in_half_a_minute_is_none(visitor: Visitor) -> None:
    """The message is taken for lost, and can be sent again."""
    visitor.open()
    visitor.page.clock.install()
    visitor.page.route(TURNS, lambda _route: None, times=1)
    with visitor.page.expect_request(TURNS):
        visitor.send(WORDS)
    visitor.page.clock.run_for(25_000)
    expect(visitor.page.locator("#waiting")).to_be_visible()
    expect(visitor.page.locator("#history")).not_to_contain_text("could not be reached")
    visitor.page.clock.run_for(6_000)

    expect(visitor.page.locator("#history")).to_contain_text("could not be reached")
    expect(visitor.button("Try again")).to_be_visible()
    expect(visitor.page.locator(".panel .danger-line")).to_be_in_viewport()
