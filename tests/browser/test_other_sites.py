"""The chat on another site's page: called from there, and in a frame there, in Chromium.

``localhost`` and ``127.0.0.1`` are two sites on this machine. Third-party cookies are blocked, as
they are for many people.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import expect

from bot.bootstrap import find_chromium
from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from tests.browser.conftest import QUIET
from tests.gateway.stand_in import SECRET, StandIn

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Cookie, FrameLocator, Page

# Begins, says something, and looks at what was said, with the cookie alone.
pytestmark = pytest.mark.xdist_group("other sites")
CALL = """async (chat) => {
  const call = async (method, path, body) => {
    const answer = await fetch(`${chat}/api/v1/conversations${path}`, {
      method, credentials: "include",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
  };
  const begun = await call("POST", "", { channel: "web" });
  const id = begun.body.id;
  const said = await call("POST", `/${id}/turns`, { client_id: "m1", text: "hello" });
  const past = await call("GET", `/${id}/turns`);
  const ended = await call("DELETE", `/${id}`);
  const after = await call("GET", `/${id}/turns`);
  return [begun, said, past, ended, after].map((each) => each.status);
}"""
EMPTY = "<!doctype html><title>Intranet</title>"
FRAME = '<!doctype html><title>Intranet</title><iframe src="{}" width="600" height="700"></iframe>'


@contextmanager
def host_page() -> Iterator[tuple[str, dict[str, str]]]:
    """A site of its own on ``localhost``; its address, and its pages by their path."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, EMPTY).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}", pages
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def gateway(settings: Settings) -> Iterator[str]:
    """A gateway before a stand-in for Rasa, on ``127.0.0.1``; its address."""
    app = create_app(settings, transport=httpx.ASGITransport(app=StandIn().app()))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def strict(browser: Browser) -> Iterator[Browser]:
    """Chromium that sends no unpartitioned cookie to third parties."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=[*QUIET, *as_root, "--test-third-party-cookie-phaseout"],
    )
    yield chromium
    chromium.close()


Place = tuple["Page", str, dict[str, str]]


@contextmanager
def place(
    strict: Browser, state: Path, *, is_listed: bool = True, **settings: Any
) -> Iterator[Place]:
    """A page of the host, the chat's address, and the host's pages."""
    with host_page() as (host, pages):
        given = Settings(rasa_url="http://rasa.test", secret=SECRET, state=state)
        if is_listed:
            given = replace(given, origins=frozenset({host}), frame_ancestors=host)
        with gateway(given) as chat:
            context = strict.new_context(**settings)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.goto(host)
            yield page, chat, pages
            context.close()


def cookies(page: Page) -> list[Cookie]:
    """All that the browser has."""
    return page.context.cookies()


def test_a_listed_sites_page_has_a_whole_conversation(strict: Browser, tmp_path: Path) -> None:
    """Begun, said, looked at, ended, and then gone, cookie and all."""
    with place(strict, tmp_path) as (page, chat, _):
        assert page.evaluate(CALL, chat) == [201, 200, 200, 204, 404]
        assert cookies(page) == []


def test_a_page_that_is_not_listed_reads_nothing(strict: Browser, tmp_path: Path) -> None:
    """The browser does not even send it."""
    with place(strict, tmp_path, is_listed=False) as (page, chat, _):
        failed = page.evaluate(f"(chat) => ({CALL})(chat).catch((error) => error.name)", chat)

    assert failed == "TypeError"


def talk_in_a_frame(page: Page, chat: str, pages: dict[str, str]) -> FrameLocator:
    """Say something in a frame of the host's page, and answer the question that follows."""
    pages["/framed"] = FRAME.format(f"{chat}/chat?in=frame")
    page.goto(f"{page.url.rstrip('/')}/framed")
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="Your message").locator("visible=true").fill("hello")
    frame.get_by_role("button", name="Send").click()
    question = frame.get_by_role("group", name="Is anyone in danger right now?")
    question.get_by_role("button", name="No, not right now").click()
    expect(frame.get_by_text("Thanks.").locator("visible=true").first).to_be_visible()
    return frame


def test_the_chat_in_another_sites_frame_goes_on(strict: Browser, tmp_path: Path) -> None:
    """Messages are answered, and what was said is there when the frame is loaded again."""
    with place(strict, tmp_path, java_script_enabled=False) as (page, chat, pages):
        frame = talk_in_a_frame(page, chat, pages)
        kept = cookies(page)
        page.reload()

        expect(frame.get_by_text("Thanks.")).to_be_visible()
        assert [(each["httpOnly"], each["sameSite"]) for each in kept] == [(True, "None")]
        assert str(kept[0]["partitionKey"]).startswith("http://localhost")


def test_scripts_in_another_sites_frame_talk_too(strict: Browser, tmp_path: Path) -> None:
    """This Chromium refuses them all storage there, so that only a reload begins anew."""
    with place(strict, tmp_path) as (page, chat, pages):
        talk_in_a_frame(page, chat, pages)
        kept = cookies(page)

        assert [(each["httpOnly"], each["sameSite"]) for each in kept] == [(True, "None")]
        assert str(kept[0]["partitionKey"]).startswith("http://localhost")


def test_a_frame_that_does_not_say_so_has_no_cookie(strict: Browser, tmp_path: Path) -> None:
    """What the other tests show is due to ?in=frame: without it the browser keeps nothing."""
    with place(strict, tmp_path, java_script_enabled=False) as (page, chat, pages):
        pages["/framed"] = FRAME.format(f"{chat}/chat")
        page.goto(f"{page.url.rstrip('/')}/framed")
        frame = page.frame_locator("iframe")
        frame.get_by_role("textbox", name="Your message").fill("hello")
        frame.get_by_role("button", name="Send").click()

        expect(frame.get_by_text("What is worrying you")).to_be_visible()
        assert cookies(page) == []


def test_a_site_that_is_not_named_cannot_frame_it(strict: Browser, tmp_path: Path) -> None:
    """The policy refuses, as shipped."""
    with place(strict, tmp_path, is_listed=False) as (page, chat, pages):
        pages["/framed"] = FRAME.format(f"{chat}/chat?in=frame")
        page.goto(f"{page.url.rstrip('/')}/framed")

        expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)


def test_another_sites_form_is_refused(strict: Browser, tmp_path: Path) -> None:
    """A form that is meant for the chat: the browser names where it comes from."""
    with place(strict, tmp_path, java_script_enabled=False) as (page, chat, pages):
        pages["/evil"] = (
            f'<!doctype html><form method="post" action="{chat}/chat">'
            '<input name="client_id" value="x"><input name="text" value="hello"><button>Go</button>'
        )
        page.goto(f"{page.url.rstrip('/')}/evil")
        page.get_by_role("button", name="Go").click()
        page.wait_for_url(f"{chat}/chat")

        expect(page.locator("body")).to_contain_text("another site")
