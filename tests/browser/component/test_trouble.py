"""When the server does not answer."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.visitor import DANGER, EXAMPLE, NOT_NOW, TURNS, Visitor


@pytest.mark.parametrize("arrived", [False, True], ids=["message lost", "reply lost"])
def test_trying_again_sends_the_same_message(visitor: Visitor, *, arrived: bool) -> None:
    """The words stay on the page, and the same id goes with them, so nothing is said twice."""
    sent: list[Any] = []
    visitor.open()

    def lose(route: Route) -> None:
        if arrived:
            route.fetch()
        route.abort()

    def note(request: Request) -> None:
        sent.append(request.post_data_json)

    visitor.page.on("request", note)
    visitor.page.route(TURNS, lose, times=1)
    visitor.expected.append("net::ERR_FAILED")
    visitor.send(EXAMPLE)
    expect(visitor.page.locator("#history")).to_contain_text("could not be reached")
    expect(visitor.mine).to_have_text(f"You: {EXAMPLE}")
    visitor.button("Try again").click()

    expect(visitor.question(DANGER)).to_be_visible()
    expect(visitor.replies).to_have_count(2)
    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}"])
    assert [message["text"] for message in sent] == [EXAMPLE, EXAMPLE]
    assert sent[0]["client_id"] == sent[1]["client_id"]


def test_another_message_has_another_id(visitor: Visitor) -> None:
    """The server takes a message with a known id for a repetition."""
    sent: list[str] = []
    visitor.open()

    def note(request: Request) -> None:
        sent.append((request.post_data_json or {})["client_id"])

    visitor.page.on("request", note)
    visitor.say("hello")
    visitor.say("hello")

    assert len(set(sent)) == 2


def test_a_button_pressed_twice_at_once_is_pressed_once(visitor: Visitor) -> None:
    """A double click is one answer."""
    visitor.ask()
    visitor.button(NOT_NOW).dblclick()
    expect(visitor.replies).to_have_count(3)

    expect(visitor.mine).to_have_text([f"You: {EXAMPLE}", f"You: {NOT_NOW}"])


def test_a_chat_that_is_gone_can_be_begun_anew(visitor: Visitor) -> None:
    """It says so and offers a new one; the old one's buttons are not left to be pressed."""
    visitor.ask()
    chat = visitor.page.evaluate("sessionStorage.getItem('safe-to-share')")
    gone = visitor.page.context.request.delete(
        f"{visitor.address}/api/v1/conversations/{chat}", headers={"Origin": visitor.address}
    )
    assert gone.status == 204
    visitor.expected.append("404")
    visitor.send("is anyone there")
    visitor.button("Start a new chat").click()

    expect(visitor.page.locator("#history")).to_contain_text("Kia ora")
    expect(visitor.mine).to_have_count(0)
