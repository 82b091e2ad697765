"""What is looked at in a page: axe's findings, and where things are."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHECK = """async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags } }))
  .violations.map((each) => [each.id, ...each.nodes.map((node) => node.html.slice(0, 200))])"""
# All nodes of a kind in the page, those in shadow roots too.
DEEP = """const deep = (selector, root = document) =>
[...root.querySelectorAll("*")].flatMap((node) => [
  ...(node.matches(selector) ? [node] : []),
  ...(node.shadowRoot ? deep(selector, node.shadowRoot) : []),
]);"""
# Every line of text that can be seen, less what is only for screen readers.
OUTSIDE = f"""() => {{ {DEEP}
  const found = [];
  for (const parent of deep("*")) for (const node of parent.childNodes) {{
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
    if (parent.closest(".unseen, .skip, style, script, title")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {{
      if (box.width && (box.left < 0 || box.right > innerWidth + 0.5)) found.push(node.data);
    }}
  }}
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  for (const node of deep(".panel")) {{
    if (node.scrollWidth > node.clientWidth) found.push("the panel scrolls sideways");
  }}
  return found;
}}"""
SMALL = f"""() => {{ {DEEP}
  return deep("button, summary, .phone, .mail, .call, .go, header a")
    .filter((node) => node.checkVisibility() && !node.matches(".skip, .danger-line a"))
    .map((node) => ({{ name: node.innerText, ...node.getBoundingClientRect().toJSON() }}))
    .filter((box) => box.height < 43.9 || box.width < 43.9).map((box) => box.name);
}}"""


def faults(page: Page) -> list[Any]:
    """What axe finds against WCAG 2.2 AA."""
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(CHECK, RULES)
    return found


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate(f"{DEEP} deep('details').forEach((each) => {{ each.open = true; }})")
