"""Someone at the chat page, and what they look at."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

EXAMPLE = (
    "I teach year 3 and I'm worried one of my kids isn't being fed at home. "
    "can I tell the practice nurse?"
)
DANGER = "Is anyone in danger right now?"
NOT_NOW = "No, not right now"
PURPOSE = "Keeping the child, or someone else, safe from harm, neglect or violence"
NO_VIOLENCE = "No sign of it"
TURNS = "**/api/v1/conversations/*/turns"

# What has the focus: its words, whether it is marked, and whether anything lies over it. Shadow
# roots are looked into.
_FOCUS = """() => {
  let node = document.activeElement;
  while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const box = node.getBoundingClientRect();
  const root = node.getRootNode();
  const top = root.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    name: node.innerText?.trim() ?? "",
    id: node.id,
    marked: getComputedStyle(node).outlineStyle !== "none",
    clear: Boolean(top) && (node.contains(top) || top.contains(node)),
  };
}"""


@dataclass
class Visitor:
    """A person and their page.

    Attributes:
        page: the browser's page.
        address: where the product is.
        typed: everything they typed; none of it may be left anywhere.
        expected: parts of console messages that a test brings about on purpose.
    """

    page: Page
    address: str
    typed: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Go to the chat and wait for the greeting."""
        self.page.goto(f"{self.address}/chat")
        expect(self.page.locator("#history")).to_contain_text("Kia ora")
        expect(self.words).to_be_visible()

    def arrive(self) -> None:
        """Go to the intranet page, with the chat closed in its corner."""
        self.page.goto(self.address)
        expect(self.launcher).to_be_visible()

    def open_panel(self) -> None:
        """Open the chat there and wait for its greeting."""
        self.launcher.click()
        expect(self.page.locator("#history")).to_contain_text("Kia ora")
        expect(self.words).to_be_visible()

    @property
    def launcher(self) -> Locator:
        """The button in the corner."""
        return self.page.locator(".launcher")

    @property
    def words(self) -> Locator:
        """The box to type into."""
        return self.page.get_by_role("textbox", name="Your message")

    @property
    def replies(self) -> Locator:
        """What was answered, the greeting first."""
        return self.page.locator(".reply")

    @property
    def mine(self) -> Locator:
        """What the page shows of what they said."""
        return self.page.locator(".mine")

    def say(self, text: str) -> None:
        """Type and send, and wait for the reply."""
        before = self.replies.count()
        self.send(text)
        expect(self.replies).to_have_count(before + 1)

    def send(self, text: str) -> None:
        """Type and send, whatever comes."""
        self.typed.append(text)
        self.words.fill(text)
        self.words.press("Enter")

    def press(self, label: str) -> None:
        """Press the newest button with this label, and wait for the reply."""
        button = self.button(label)
        expect(button).to_be_visible()  # after a reload nothing can be counted before it
        before = self.replies.count()
        button.click()
        expect(self.replies).to_have_count(before + 1)

    def button(self, label: str) -> Locator:
        """The newest button with this label."""
        return self.page.get_by_role("button", name=label, exact=True).last

    def ask(self) -> None:
        """Open the chat and tell the example; the first question follows."""
        self.open()
        self.say(EXAMPLE)
        expect(self.question(DANGER)).to_be_visible()

    def finish(self) -> Locator:
        """From the first question to the answer, by its buttons."""
        for label in (NOT_NOW, NO_VIOLENCE, PURPOSE):
            self.press(label)
        return self.answer()

    def question(self, text: str) -> Locator:
        """The newest question whose first line this is."""
        return self.page.get_by_role("group", name=text).last

    def answer(self) -> Locator:
        """The newest answer."""
        return self.page.locator("article.answer").last

    def walk(self, key: str, label: str) -> None:
        """Press a key until the control with this label has the focus, marked and not covered."""
        for _ in range(60):
            self.page.keyboard.press(key)
            focus = self.focus()
            if focus["name"] == label:
                return
        raise AssertionError(f"{key} never reaches {label!r}")

    def focus(self) -> dict[str, Any]:
        """What has the focus; it must be seen to have it, and nothing may lie over it."""
        found: dict[str, Any] = self.page.evaluate(_FOCUS)
        assert found["marked"], f"no focus ring on {found}"
        assert found["clear"], f"something covers {found}"
        return found

    def announced(self) -> list[str]:
        """What the live region was given since the page opened, in order."""
        found: list[str] = self.page.evaluate("window.seen")
        return found

    def reply_with(self, *blocks: dict[str, Any]) -> None:
        """Let the next turn be answered with these blocks, which no server would send now."""
        body = json.dumps({"blocks": [{**block, "id": f"z-{n}"} for n, block in enumerate(blocks)]})

        def answer(route: Route) -> None:
            route.fulfill(status=200, content_type="application/json", body=body)

        self.page.route(TURNS, answer, times=1)
