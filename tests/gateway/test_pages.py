"""Pages for people, and headers of safety."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.gateway.conftest import Person, Running
from tests.gateway.stand_in import StandIn

PAGES = ["/", "/chat"]


async def page(person: Person, path: str) -> httpx.Response:
    """A page that is there."""
    answer = await person.client.get(path)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("path", PAGES)
async def test_whom_to_ring_is_on_every_page_as_the_law_data_has_it(
    person: Person, path: str
) -> None:
    """The emergency line at the top, and both numbers to tap, without any script."""
    law = person.app.state.parts.law

    words = (await page(person, path)).text

    assert law.wording["emergency"] in words
    assert 'href="tel:111"' in words
    assert 'href="tel:0508326459"' in words
    assert "$" not in words


@pytest.mark.parametrize("path", PAGES)
async def test_nothing_inline_and_nothing_from_elsewhere(person: Person, path: str) -> None:
    """The pages work under ``default-src 'self'``."""
    words = (await page(person, path)).text

    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src=)", words)
    addresses = re.findall(r'(?:src|href)="([^"]+)"', words)
    assert all(address.startswith(("/", "#", "tel:")) for address in addresses)
    for address in {a for a in addresses if a.startswith("/")}:
        assert (await person.client.get(address)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
async def test_pages_say_their_language(person: Person, path: str) -> None:
    """New Zealand English."""
    assert '<html lang="en-NZ">' in (await page(person, path)).text


async def test_the_script_makes_text_nodes_only_and_keeps_nothing(person: Person) -> None:
    """No markup from text, one place that stores, no word but that colours do not do."""
    script = (await page(person, "/widget.js")).text

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)
    assert not re.search(r"localStorage|indexedDB|\.cookie|pushState|replaceState", script)
    assert script.count("sessionStorage.setItem(") == 1
    assert re.findall(r"console\.\w+", script) == ["console.warn"]


async def test_the_script_is_for_pages_of_any_origin_and_sent_once(person: Person) -> None:
    """Packed for who takes it, not sent again to who has it, asked for anew each time."""
    whole = await page(person, "/widget.js")
    tag = whole.headers["etag"]
    again = await person.client.get("/widget.js", headers={"If-None-Match": tag})
    plain = await person.client.get("/widget.js", headers={"Accept-Encoding": "identity"})

    assert whole.headers["cross-origin-resource-policy"] == "cross-origin"
    assert whole.headers["cache-control"] == "no-cache"
    assert whole.headers["content-type"] == "text/javascript; charset=utf-8"
    assert whole.headers["content-encoding"] == "gzip"
    assert (again.status_code, again.content) == (304, b"")
    assert plain.text == whole.text
    assert (await page(person, "/chat")).headers["cross-origin-resource-policy"] == "same-origin"


async def test_the_script_speaks_the_law_datas_words(person: Person) -> None:
    """None of them is written in it."""
    law = person.app.state.parts.law
    script = (await page(person, "/widget.js")).text

    assert law.wording["emergency"] in script
    assert law.wording["privacy"] in script


async def test_the_home_page_needs_one_tag(person: Person) -> None:
    """And works without it."""
    words = (await page(person, "/")).text

    assert re.findall(r"<script[^>]*>", words) == ['<script src="/widget.js" async>']


async def test_a_page_in_a_frame_says_so_to_the_chat(person: Person) -> None:
    """Only then."""
    assert "framed" in (await page(person, "/chat?in=frame")).text
    assert "framed" not in (await page(person, "/chat?in=other")).text


async def test_every_answer_carries_the_headers_of_safety(person: Person) -> None:
    """Also refusals."""
    for path in ("/chat", "/widget.js", "/healthz", "/nowhere"):
        headers = (await person.client.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        # The chat's forms have to name our origin to us; other sites are told nothing either way.
        told = "same-origin" if path == "/chat" else "no-referrer"
        assert headers["referrer-policy"] == told


async def test_answers_of_the_api_are_not_stored_by_anyone(person: Person) -> None:
    """No cache keeps a conversation."""
    assert (await person.past()).headers["cache-control"] == "no-store"
    assert (await person.say("")).headers["cache-control"] == "no-store"


async def test_an_intranet_may_be_allowed_to_frame_the_chat(running: Running) -> None:
    """The setting goes into the policy."""
    async with running(frame_ancestors="https://intranet.example") as person:
        headers = (await person.client.get("/chat")).headers

    assert "frame-ancestors https://intranet.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


async def test_healthz_and_readyz(person: Person) -> None:
    """Up, and able to answer."""
    up = await person.client.get("/healthz")
    ready = await person.client.get("/readyz")

    assert (up.status_code, ready.status_code) == (200, 200)
    assert ready.json()["checks"] == {"law": True, "store": True, "rasa": True}


async def test_a_gateway_whose_workers_have_another_law_is_not_ready(
    running: Running, rasa: StandIn
) -> None:
    """They would answer by one law, and the record would state the other."""
    rasa.law = "of last year"
    async with running() as person:
        ready = await person.client.get("/readyz")

    assert ready.status_code == 503
    assert ready.json() == {
        "status": "not ready",
        "checks": {"law": False, "store": True, "rasa": True},
    }
