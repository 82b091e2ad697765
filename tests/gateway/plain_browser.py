"""A browser without scripts, as far as a form's page needs one."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import httpx

from tests.gateway.conftest import Person

OURS = {"Origin": "http://chat.test"}
TYPED = "Zebedee Quagmire comes to school hungry"
READ = "[name] comes to school hungry"
"""What goes on of it."""
DANGER = "hes hurting her rn"
NO_VALUE = {"br", "input", "link", "meta"}


class Markup(HTMLParser):
    """Tags and their attributes, and whether every one that opens is closed in order."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append((tag, dict(attrs)))
        if tag not in NO_VALUE:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes what was opened last."""
        assert self.open.pop() == tag

    def names(self, tag: str, name: str) -> list[str | None]:
        """That attribute of all such tags."""
        return [given[name] for each, given in self.tags if each == tag and name in given]


def words_in_the_box(answer: httpx.Response) -> str:
    """What the page keeps of what was typed."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert found
    return unescape(found.group(1))


def without_the_box(answer: httpx.Response) -> str:
    """The rest of the page, and its headers."""
    page = re.sub(r"<textarea.*?</textarea>", "", answer.text, flags=re.DOTALL)
    return f"{page}{answer.headers}"


def page_id(answer: httpx.Response) -> str:
    """The name that the server gave this page."""
    found = re.search(r'name="client_id" value="([\w-]{22})"', answer.text)
    assert found
    return found.group(1)


async def look(person: Person, path: str = "/chat") -> httpx.Response:
    """The page as it is now."""
    return await person.client.get(path)


async def send(
    person: Person, *, page: httpx.Response | str | None = None, **form: str
) -> httpx.Response:
    """Press a button of a page, given by itself or its name; a fresh one otherwise."""
    name = page if isinstance(page, str) else page_id(page or await look(person))
    return await person.client.post("/chat", data={"client_id": name, **form}, headers=OURS)


async def begin(person: Person) -> Person:
    """Have someone tell of a worry; they are asked the first question."""
    assert (await send(person, text=TYPED)).status_code == 303
    return person
