"""Someone whose browser runs no script, and the page that they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.visitor import DANGER, EXAMPLE, NO_VIOLENCE, NOT_NOW, PURPOSE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response

ANSWERS = (NOT_NOW, NO_VIOLENCE, PURPOSE)
_MOST_KEYS = 60


class Reader:
    """Someone whose browser runs no script."""

    def __init__(self, page: Page, address: str) -> None:
        """Read a page of the product."""
        self.page = page
        self.address = address

    def open(self, path: str = "/chat") -> None:
        """Go there."""
        self.page.goto(f"{self.address}{path}")

    @property
    def words(self) -> Locator:
        """The box to type into."""
        return self.page.get_by_role("textbox", name="Your message")

    def button(self, label: str) -> Locator:
        """The newest button with this label."""
        return self.page.get_by_role("button", name=label, exact=True).last

    def answer(self) -> Locator:
        """The newest answer."""
        return self.page.get_by_role("article").last

    def ask(self) -> None:
        """Open the chat and send the example."""
        self.open()
        self.words.fill(EXAMPLE)
        self.button("Send").click()
        expect(self.page.get_by_role("group", name=DANGER)).to_be_visible()

    def finish(self) -> None:
        """From the example to its answer, by its buttons."""
        self.ask()
        for label in ANSWERS:
            self.button(label).click()
        expect(self.answer()).to_be_visible()

    def walk(self, target: Locator, key: str = "Tab") -> None:
        """Press a key until the target has the focus."""
        for _ in range(_MOST_KEYS):
            self.page.keyboard.press(key)
            if target.and_(self.page.locator(":focus")).count():
                return
        raise AssertionError(f"{key} never reaches {target}")


def watch(context: BrowserContext, faults: list[str]) -> None:
    """Note what the security policy blocks, and files that are not there."""

    def said(message: ConsoleMessage) -> None:
        # A page that is a refusal is also called a resource that failed to load.
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            faults.append(f"{response.status} {response.url}")

    context.on("console", said)
    context.on("response", answered)
