"""The chat without JavaScript: forms over the same conversations."""

from __future__ import annotations

import asyncio

import pytest

from tests.gateway.conftest import Person
from tests.gateway.plain_browser import (
    OURS,
    READ,
    TYPED,
    Markup,
    begin,
    look,
    page_id,
    send,
    words_in_the_box,
)
from tests.gateway.stand_in import ANSWER, StandIn, text


@pytest.fixture
async def begun(person: Person) -> Person:
    """Someone who has told of a worry and is asked the first question."""
    return await begin(person)


async def test_without_a_conversation_there_is_an_invitation_and_a_box(
    person: Person, rasa: StandIn
) -> None:
    """Nothing begins, and no cookie is set, until something is sent."""
    before = len(rasa.turns)

    page = await look(person)

    assert page.status_code == 200
    assert "What is worrying you" in page.text
    assert words_in_the_box(page) == ""
    assert "set-cookie" not in page.headers
    assert len(rasa.turns) == before
    assert "Start again" not in page.text.partition("</safe-to-share>")[0]


async def test_sending_begins_a_conversation_and_leads_back_to_the_page(
    person: Person, rasa: StandIn
) -> None:
    """303 to the newest turn; the cookie is for this page only, and no script reads it."""
    sent = await send(person, text=TYPED)
    cookie = sent.headers["set-cookie"]
    page = await look(person)

    assert (sent.status_code, sent.headers["location"]) == (303, "/chat#latest")
    assert rasa.said() == [READ]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/chat;"))
    assert not any(part in cookie for part in ("Expires", "Max-Age"))
    assert "You typed a message. What you type is not kept." in page.text
    assert page.text.count('id="latest"') == 1


async def test_nothing_typed_is_on_any_page_afterwards(begun: Person) -> None:
    """The words are dropped."""
    assert "Quagmire" not in (await look(begun)).text


async def test_pages_are_kept_by_nobody(begun: Person) -> None:
    """no-store; and forms name our origin, which the policy for referrers must allow."""
    for answer in (
        await look(begun),
        await send(begun, text="more"),
        await look(begun, "/chat/clear"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "default-src 'self'" in answer.headers["content-security-policy"]


async def test_a_button_of_the_open_question_answers_it(begun: Person, rasa: StandIn) -> None:
    """The next page shows what was chosen, and the buttons are gone."""
    page = await look(begun)
    assert page.text.count('name="answer" value="danger_now:') == 3

    sent = await send(begun, answer="danger_now:no")
    after = (await look(begun)).text

    assert sent.status_code == 303
    assert rasa.said()[-1] == {"question": "danger_now", "value": "no"}
    assert 'value="danger_now:' not in after
    assert '<li class="chosen"><span class="unseen">Chosen: </span>No, not right now</li>' in after


async def test_a_fact_is_changed_by_its_button(begun: Person, rasa: StandIn) -> None:
    """Only those that may be changed have one, on the newest list only."""
    await send(begun, text="more")
    page = Markup((await look(begun)).text)
    assert page.names("button", "value").count("change:sharer") == 1
    assert "change:on" not in page.names("button", "value")

    await send(begun, answer="change:sharer")

    assert rasa.said()[-1] == {"question": "change", "value": "sharer"}


async def test_the_same_page_sent_twice_is_answered_once(begun: Person, rasa: StandIn) -> None:
    """A double press, and a reload of what was sent."""
    page = await look(begun)

    first, second = await asyncio.gather(
        send(begun, page=page, text="hello"), send(begun, page=page, text="hello")
    )
    third = await send(begun, page=page, text="hello")

    assert [each.status_code for each in (first, second, third)] == [303, 303, 303]
    assert rasa.said().count("hello") == 1


async def test_a_first_message_sent_twice_begins_one_conversation(
    person: Person, rasa: StandIn
) -> None:
    """Neither of the two has a cookie yet."""
    page = await look(person)
    before = len(rasa.turns)
    rasa.delays = [0.05, 0.05]

    await asyncio.gather(send(person, page=page, text="hi"), send(person, page=page, text="hi"))

    assert len(rasa.turns) == before + 2  # the greeting and the message
    assert len({turn["conversation"] for turn in rasa.turns[before:]}) == 1


async def test_an_old_page_that_says_something_else_is_heard(begun: Person, rasa: StandIn) -> None:
    """What the Back button brings back is no trap: other words are another message."""
    page = await look(begun)
    await send(begun, page=page, text="first")
    await send(begun, page=page, text="second")

    assert rasa.said()[-2:] == ["first", "second"]


async def test_words_beside_a_pressed_button_stay_in_the_box(begun: Person, rasa: StandIn) -> None:
    """The button counts; the words were not sent, and the page says so."""
    answer = await send(begun, answer="danger_now:no", text="Quagmire said")

    assert answer.status_code == 200
    assert words_in_the_box(answer) == "Quagmire said"
    assert "It was not sent." in answer.text
    assert rasa.said()[-1] == {"question": "danger_now", "value": "no"}


async def test_starting_again_removes_the_conversation(begun: Person, rasa: StandIn) -> None:
    """Gone on the server, the cookie too; an invitation again."""
    sent = await send(begun, do="again")

    assert (sent.status_code, sent.headers["location"]) == (303, "/chat")
    assert len(rasa.forgotten) == 1
    assert "safe_to_share_plain" not in begun.client.cookies
    assert "What is worrying you" in (await look(begun)).text


async def test_clearing_asks_first_and_then_says_that_it_is_done(
    begun: Person, rasa: StandIn
) -> None:
    """The page that asks removes nothing."""
    asked = await look(begun, "/chat/clear")
    assert "Clear this chat?" in asked.text
    assert rasa.forgotten == []

    sent = await begun.client.post("/chat", data={"do": "clear"}, headers=OURS)
    page = await look(begun, sent.headers["location"])

    assert len(rasa.forgotten) == 1
    assert "Nothing of it is kept." in page.text
    assert "Turn 3." not in page.text


async def test_clearing_twice_is_no_fault(begun: Person) -> None:
    """It is gone already, which is what was asked for."""
    for _ in range(2):
        sent = await begun.client.post("/chat", data={"do": "clear"}, headers=OURS)
        assert sent.status_code == 303


async def test_forget_me_shows_the_last_reply_and_nothing_is_kept(
    begun: Person, rasa: StandIn
) -> None:
    """The reply cannot be restored, so it comes at once."""
    rasa.signals, rasa.blocks = ["forget"], [text("It is gone.")]

    answer = await send(begun, text="forget me")

    assert answer.status_code == 200
    assert "It is gone." in answer.text
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert "What is worrying you" in (await look(begun)).text


async def test_an_answer_asks_whether_it_helped_and_shows_the_vote(
    begun: Person, rasa: StandIn
) -> None:
    """Yes, then no: the last one stands."""
    rasa.blocks = [ANSWER]
    await send(begun, text="and?")
    sent = await send(begun, helped="2-1:yes")
    yes = (await look(begun)).text
    await send(begun, helped="2-1:no")
    no = (await look(begun)).text

    assert sent.headers["location"] == "/chat#helped-2-1"
    assert 'id="helped-2-1"' in yes
    assert "You said yes" in yes
    assert "You said no" in no
    assert (await send(begun, helped="9-9:no")).status_code == 404


async def test_in_a_frame_every_address_stays_in_the_frame(person: Person) -> None:
    """And the cookie is one that a browser lets through there."""
    page = await look(person, "/chat?in=frame")
    headers = {**OURS, "Sec-Fetch-Site": "same-origin"}
    data = {"client_id": page_id(page), "text": TYPED}
    sent = await person.client.post("/chat?in=frame", data=data, headers=headers)
    cookie = sent.headers["set-cookie"]

    assert Markup(page.text).names("form", "action")[0] == "/chat?in=frame#latest"
    assert sent.headers["location"] == "/chat?in=frame#latest"
    assert all(part in cookie for part in ("SameSite=none", "Secure", "Partitioned", "HttpOnly"))
