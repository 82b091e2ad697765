"""The ways in which people go through a conversation: by mouse, by keyboard alone, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visitor import Visitor

_MOST_KEYS = 90


class Mouse:
    """Clicks everything, and types only what has to be typed."""

    SCREEN: ClassVar[dict[str, Any]] = {}

    def __init__(self, visitor: Visitor) -> None:
        """Go as this visitor."""
        self.visitor = visitor

    def say(self, text: str) -> None:
        """Type and send, and wait for the reply."""
        before = self.visitor.replies.count()
        self.visitor.typed.append(text)
        self.visitor.words.fill(text)
        self.activate(self.visitor.button("Send"))
        expect(self.visitor.replies).to_have_count(before + 1)

    def choose(self, fact: str, label: str) -> None:
        """Answer the open question, and wait for the reply."""
        before = self.visitor.replies.count()
        group = self.visitor.page.locator(f"fieldset[data-fact={fact}]").last
        self.activate(group.get_by_role("button", name=label, exact=True))
        expect(self.visitor.replies).to_have_count(before + 1)

    def follow(self, link: Locator) -> Page:
        """Open what lies behind a link that opens beside the chat."""
        with self.visitor.page.context.expect_page() as opening:
            self.activate(link)
        return opening.value

    def activate(self, control: Locator) -> None:
        """Use a button or link."""
        control.click()


class Phone(Mouse):
    """Taps with a finger on a screen of 360 by 740."""

    SCREEN: ClassVar[dict[str, Any]] = {
        "width": 360,
        "height": 740,
        "has_touch": True,
        "is_mobile": True,
    }

    def activate(self, control: Locator) -> None:
        """Tap it."""
        control.tap()


class Keyboard(Mouse):
    """Presses keys; what is used was reached in the page's own order, and shows that it was."""

    def say(self, text: str) -> None:
        """Type where the focus is led to, and send with Enter."""
        before = self.visitor.replies.count()
        self.visitor.typed.append(text)
        self._reach(self.visitor.words)
        self.visitor.page.keyboard.type(text)
        self.visitor.page.keyboard.press("Enter")
        expect(self.visitor.replies).to_have_count(before + 1)

    def activate(self, control: Locator) -> None:
        """Go to it and press Enter."""
        self._reach(control)
        self.visitor.page.keyboard.press("Enter")

    def _reach(self, control: Locator) -> None:
        """Tab onwards to a control; from the box, which is last, backwards."""
        expect(control).to_be_visible()
        is_last = self._has_focus(self.visitor.words)
        for _ in range(_MOST_KEYS):
            if self._has_focus(control):
                self.visitor.focus()
                return
            self.visitor.page.keyboard.press("Shift+Tab" if is_last else "Tab")
        raise AssertionError(f"the Tab key never reaches {control}")

    def _has_focus(self, control: Locator) -> bool:
        focused: bool = control.evaluate("(node) => node.getRootNode().activeElement === node")
        return focused


WAYS = {"mouse": Mouse, "keyboard": Keyboard, "phone": Phone}
