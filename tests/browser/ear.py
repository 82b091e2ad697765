"""What a screen reader is given, in the order in which it comes: the focus, and the live region.

No screen reader runs here. Chromium's accessibility tree tells what one is given of the place that
has the focus, ``LISTEN`` of conftest.py what the live region was given since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Page

Node = dict[str, Any]
Tree = dict[str, Node]
# Said of what the focus has gone into, and no more while it stays inside.
PLACES = ("dialog", "region", "group", "navigation")
# Said by their name, whatever is in them.
NAMED = ("heading", "button", "link", "textbox", "DisclosureTriangle")
# Read as one line, links and all.
FLOWING = ("paragraph", "LabelText", "Legend", "term", "definition", "Figcaption", "listitem")
BLOCKS = ("paragraph", "list", "heading", "group", "button")
CALLED = {"DisclosureTriangle": "button", "textbox": "edit", "blockquote": "quotation"}
UNNAMED = (*(f"{role}," for role in NAMED), *NAMED)
PATIENCE, STEP = 10_000, 50  # milliseconds for an announcement, and between two looks
_MOST_KEYS = 60
# The newest part of the chat that a selector finds.
NEWEST = "[...document.querySelector('safe-to-share').shadowRoot.querySelectorAll({})].at(-1)"


@dataclass
class Ear:
    """One for a page.

    Attributes:
        page: what is listened to.
        lines: all that was done and heard, one thing a line; what was done begins with ">".
    """

    page: Page
    lines: list[str] = field(default_factory=list)
    _cdp: CDPSession = field(init=False)
    _inside: list[str] = field(default_factory=list)
    _focus: tuple[str, str] = ("", "")
    _said: int = 0

    def __post_init__(self) -> None:
        """Ask the browser for its tree."""
        self._cdp = self.page.context.new_cdp_session(self.page)
        self._cdp.send("Accessibility.enable")

    def press(self, key: str, *, announced: int = 0) -> list[str]:
        """Press a key; what is given then: the focus where it moves, and what is announced.

        Args:
            key: as Playwright calls it.
            announced: how many announcements to wait for.
        """
        self.page.keyboard.press(key)
        for _ in range(PATIENCE // STEP):
            if len(self.announced()) >= self._said + announced:
                break
            self.page.wait_for_timeout(STEP)  # the page's policy forbids what waits in it
        said = self.announced()
        new = [*self._moved(), *(f"“{' '.join(each.split())}”" for each in said[self._said :])]
        self._said = len(said)
        self.lines += [f"> {key}", *new]
        return new

    def type(self, words: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(words)
        self.lines.append(f"> {words}")

    def go(self, key: str, name: str) -> None:
        """Press a key until the focus is on what has this name; each stop on the way has one."""
        for _ in range(_MOST_KEYS):
            heard = self.press(key)
            assert not heard or not heard[-1].startswith(UNNAMED), heard
            if heard and heard[-1].startswith(f"{name}, "):
                return
        raise AssertionError(f"{key} never reaches {name!r}: {self.lines}")

    def announced(self) -> list[str]:
        """All that the live region was given since the page came."""
        said: list[str] = self.page.evaluate("window.seen")
        return said

    def read(self, selector: str) -> list[str]:
        """What one comes upon who reads on through the newest such part of the chat."""
        found = self._cdp.send(
            "Runtime.evaluate", {"expression": NEWEST.format(json.dumps(selector))}
        )
        part = self._cdp.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})
        own = part["node"]["backendNodeId"]
        tree = self._tree()
        top = next(node for node in tree.values() if node.get("backendDOMNodeId") == own)
        return [line for line in _lines(top, tree) if line]

    def _tree(self) -> Tree:
        nodes = self._cdp.send("Accessibility.getFullAXTree")["nodes"]
        return {node["nodeId"]: node for node in nodes}

    def _moved(self) -> list[str]:
        """What has the focus, where that or its state is new, after the places it has gone into."""
        tree = self._tree()
        # The page itself has it too, and comes first; past its last stop nothing has.
        focused = [node for node in tree.values() if _state(node, "focused")][-1:]
        if not focused or self._focus == (own := (focused[0]["nodeId"], _phrase(focused[0]))):
            return []
        self._focus = own
        inside = [_phrase(node) for node in _above(focused[0], tree) if _is_place(node)]
        new = [place for place in inside if place not in self._inside]
        self._inside = [*inside, own[1]]
        return [*new, own[1]]


def _above(node: Node, tree: Tree) -> list[Node]:
    """What a node lies in, the outermost first."""
    parent = tree.get(node.get("parentId", ""))
    return [*_above(parent, tree), parent] if parent else []


def _is_place(node: Node) -> bool:
    return _role(node) in PLACES and bool(_name(node))


def _lines(node: Node, tree: Tree) -> Iterator[str]:
    """A part of the page as it is read, line by line."""
    inner = [tree[each] for each in node.get("childIds", []) if each in tree]
    role = _role(node)
    if role == "StaticText":
        yield _name(node).strip()
    elif role in NAMED:
        yield _phrase(node)
    elif role in FLOWING and not any(_role(each) in BLOCKS for each in inner):
        yield _flowing(node, tree).strip()
    else:
        if role in {"list", "figure", "blockquote"} or _is_place(node):
            yield _phrase(node) + (f", {len(inner)} entries" if role == "list" else "")
        for each in inner:
            yield from _lines(each, tree)


def _flowing(node: Node, tree: Tree) -> str:
    if _role(node) == "StaticText":
        return _name(node)
    if _role(node) == "link":
        return f"[{_name(node)}, link]"
    inner = (tree[each] for each in node.get("childIds", []) if each in tree)
    return "".join(_flowing(each, tree) for each in inner)


def _phrase(node: Node) -> str:
    """Name, what it is, how it is, and its description, as most screen readers say them."""
    role = _role(node)
    parts = [_name(node), CALLED.get(role, role)]
    if role == "heading":
        parts[1] = f"heading level {_state(node, 'level')}"
    if _state(node, "expanded") is not None:
        parts.append("expanded" if _state(node, "expanded") else "collapsed")
    if _state(node, "disabled"):
        parts.append("unavailable")
    described = str(node.get("description", {}).get("value", ""))
    return ", ".join(part for part in (*parts, described) if part)


def _role(node: Node) -> str:
    return "" if node.get("ignored") else str(node["role"]["value"])


def _name(node: Node) -> str:
    return str(node.get("name", {}).get("value", ""))


def _state(node: Node, name: str) -> Any:
    """One of its properties; None where it has none such."""
    found = [
        each["value"].get("value") for each in node.get("properties", ()) if each["name"] == name
    ]
    return found[0] if found else None
