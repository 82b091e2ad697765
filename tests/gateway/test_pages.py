"""Pages for people, and headers of safety."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.gateway.conftest import Person, Running

PAGES = ["/", "/chat"]
SCRIPTS = ["chat.js", "draw.js", "answer.js", "wire.js"]


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


@pytest.mark.parametrize("name", SCRIPTS)
async def test_scripts_make_text_nodes_only_and_keep_nothing(person: Person, name: str) -> None:
    """No markup from text, no console, and of storage only the conversation's id."""
    script = (await page(person, f"/assets/{name}")).text

    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)
    assert not re.search(r"console\.|localStorage|document\.title|history\.pushState", script)
    assert script.count("sessionStorage.setItem(KEY, id)") == script.count("sessionStorage.setItem")


async def test_every_answer_carries_the_headers_of_safety(person: Person) -> None:
    """Also refusals."""
    for path in ("/chat", "/assets/chat.js", "/healthz", "/nowhere"):
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
