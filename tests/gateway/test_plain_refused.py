"""What the chat without JavaScript refuses: a page that says why, and the words still there."""

from __future__ import annotations

import pytest

from bot.gateway.settings import Rate
from bot.gateway.sizes import LARGEST_FORM
from tests.gateway.conftest import Person, Running
from tests.gateway.plain_browser import (
    DANGER,
    OURS,
    READ,
    TYPED,
    Markup,
    begin,
    look,
    send,
    words_in_the_box,
)
from tests.gateway.stand_in import StandIn


@pytest.fixture
async def begun(person: Person) -> Person:
    """Someone who has told of a worry and is asked the first question."""
    return await begin(person)


async def test_a_stale_button_is_refused_with_the_open_question(
    begun: Person, rasa: StandIn
) -> None:
    """409, the notice, live buttons, and what was typed beside it."""
    answer = await send(begun, answer="capacity:yes", text=TYPED)

    assert answer.status_code == 409
    assert "has been answered or put aside" in answer.text
    assert 'value="danger_now:no"' in answer.text
    assert words_in_the_box(answer) == TYPED
    assert rasa.said() == [READ]


async def test_a_conversation_that_is_gone_says_so_and_keeps_the_words(begun: Person) -> None:
    """404, no history, the cookie cleared; the next message begins anew."""
    page = await look(begun)
    await begun.app.state.parts.conversations.end(
        begun.client.cookies["safe_to_share_plain"].partition(".")[0]
    )

    answer = await send(begun, page=page, text=TYPED)

    assert answer.status_code == 404
    assert "not here any more" in answer.text
    assert "Turn 3." not in answer.text
    assert words_in_the_box(answer) == TYPED
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await send(begun, page=answer, text=TYPED)).status_code == 303


async def test_a_page_of_a_conversation_that_is_gone_says_so(begun: Person) -> None:
    """A look at the page does no harm: a sentence, and an invitation."""
    wrong = {"Cookie": f"safe_to_share_plain={begun.id}.wrong"}
    begun.client.cookies.clear()

    page = await begun.client.get("/chat", headers=wrong)

    assert page.status_code == 200
    assert "not here any more" in page.text
    assert "Max-Age=0" in page.headers["set-cookie"]


async def test_too_long_a_message_comes_back(begun: Person, rasa: StandIn) -> None:
    """413 with every word of it."""
    long = "ā word " * 900

    answer = await send(begun, text=long)

    assert answer.status_code == 413
    assert "up to 4,000 are allowed" in answer.text
    assert words_in_the_box(answer) == long.strip()
    assert rasa.said() == [READ]


async def test_the_longest_message_fits_in_a_form(begun: Person, rasa: StandIn) -> None:
    """4,000 characters that a form writes in six bytes each."""
    assert (await send(begun, text="wā " * 1_333)).status_code == 303
    assert rasa.said()[-1] == ("wā " * 1_333).strip()


async def test_a_form_that_is_too_large_to_read_is_refused_in_a_page(begun: Person) -> None:
    """413, with the way back to the words, and the conversation still there."""
    answer = await send(begun, text="a" * (LARGEST_FORM + 1))

    assert answer.status_code == 413
    assert "Go back in your browser" in answer.text
    assert "Turn 3." in answer.text
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    "form",
    [
        {"text": ""},
        {"text": " \u202e\u0000 "},
        {"answer": "danger_now"},
        {"answer": "DANGER:no"},
        {"helped": "2-1"},
        {"helped": "../..:yes"},
        {"client_id": "not allowed!", "text": "hello"},
        {"client_id": "", "text": "hello"},
    ],
)
async def test_what_is_not_in_the_form_of_the_page_is_refused_in_a_sentence(
    begun: Person, rasa: StandIn, form: dict[str, str]
) -> None:
    """422, in the same page."""
    answer = await send(begun, **form)

    assert answer.status_code == 422
    assert 'class="notice error"' in answer.text
    assert "Turn 3." in answer.text
    assert rasa.said() == [READ]


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"[1]", b"&".join([b"a=b"] * 50), b""])
async def test_what_is_no_form_at_all_is_refused_in_a_page(begun: Person, body: bytes) -> None:
    """422, and nothing breaks."""
    answer = await begun.client.post("/chat", content=body, headers=OURS)

    assert answer.status_code == 422
    assert 'id="say"' in answer.text


async def test_over_the_rate_the_page_says_how_long_to_wait(running: Running) -> None:
    """429 with Retry-After, and the words."""
    async with running(turns=Rate(burst=1, per_minute=30)) as person:
        await send(person, text="hello")
        answer = await send(person, text=TYPED)

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert "2 seconds" in answer.text
    assert words_in_the_box(answer) == TYPED


async def test_over_the_rate_of_beginnings_too(running: Running) -> None:
    """A failed beginning is not remembered as one."""
    async with running(beginnings=Rate(burst=1, per_minute=1)) as person:
        await person.begin()
        answer = await send(person, text=DANGER)

    assert answer.status_code == 429
    assert words_in_the_box(answer) == DANGER
    assert answer.text.index('class="notice emergency"') < answer.text.index("notice error")


async def test_when_rasa_is_down_the_page_says_whom_to_ring(begun: Person, rasa: StandIn) -> None:
    """503 with both numbers; the same page can be sent again, and then it is answered."""
    page = await look(begun)
    rasa.status = 500
    answer = await send(begun, page=page, text="hello")
    rasa.status = None

    assert answer.status_code == 503
    assert "retry-after" in answer.headers
    assert {"tel:111", "tel:0508326459"} <= set(Markup(answer.text).names("a", "href"))
    assert words_in_the_box(answer) == "hello"
    assert (await send(begun, page=page, text="hello")).status_code == 303


async def test_a_first_message_that_fails_may_be_sent_again(person: Person, rasa: StandIn) -> None:
    """Rasa does not greet; later it does."""
    page = await look(person)
    rasa.status = 500
    answer = await send(person, page=page, text=TYPED)
    rasa.status = None

    assert (answer.status_code, words_in_the_box(answer)) == (503, TYPED)
    assert "set-cookie" not in answer.headers
    assert (await send(person, page=page, text=TYPED)).status_code == 303


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://intranet.example", None]
)
async def test_another_sites_form_does_nothing(
    running: Running, rasa: StandIn, origin: str | None
) -> None:
    """403 in the page; whoever may call the API may still not send our forms."""
    async with running(origins=frozenset({"http://intranet.example"})) as person:
        await send(person, text=TYPED)
        headers = {"Origin": origin} if origin else {}
        for form in ({"text": "hello"}, {"answer": "danger_now:no"}, {"do": "clear"}):
            data = {"client_id": "x", **form}
            answer = await person.client.post("/chat", data=data, headers=headers)
            assert answer.status_code == 403
            assert "another site" in answer.text

    assert rasa.said() == [READ]
    assert rasa.forgotten == []


async def test_danger_comes_first_in_every_page(begun: Person) -> None:
    """In a reply, in a refusal, and when the words were not even sent."""
    await send(begun, text=DANGER)
    assert 'class="notice emergency"' in (await look(begun)).text
    for form in ({"answer": "capacity:yes"}, {"client_id": "no!"}, {"answer": "danger_now:no"}):
        answer = await send(begun, **{"text": DANGER, **form})
        latest = answer.text.partition('id="latest"')[2]
        assert latest.index("notice emergency") < latest.index("notice ", latest.index("gency") + 5)


async def test_clearing_says_so_when_it_cannot(begun: Person, rasa: StandIn) -> None:
    """503, all is still there, and the cookie stays."""
    rasa.cannot_forget = True

    answer = await send(begun, do="clear")

    assert answer.status_code == 503
    assert "could not be cleared" in answer.text
    assert "Turn 3." in answer.text
    assert "set-cookie" not in answer.headers
