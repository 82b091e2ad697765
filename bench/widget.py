"""Our widget beside deep-chat, the lightest rival to be had: ``python -m bench.widget``.

Both stand on pages of one local server and are opened in turn in one Chromium, each time with
nothing in its cache. Ours has to have its launcher pressed and a conversation begun with the
product before anybody can type; deep-chat shows its box at once and begins nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench import stacks
from bench.beside import PEER, VERSION, NotMeasuredError, pages, peer_script
from bot.bootstrap import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Request

RUNS = 9
WARM_UP = 1
# Notes when there is a box that one can type into, and opens what has to be opened first.
WATCH = """(() => {
  let isOpened = false;
  const look = () => {
    const root = document.querySelector("safe-to-share, deep-chat")?.shadowRoot;
    const launcher = root?.querySelector(".launcher");
    if (launcher && !isOpened) {
      isOpened = true;
      launcher.click();
    }
    const box = root?.querySelector("#words, #text-input");
    const isThere = box?.checkVisibility({ visibilityProperty: true });
    if (isThere && !box.disabled && !box.readOnly) window.usableAfter = performance.now();
    else setTimeout(look, 1);
  };
  look();
})();"""


@dataclass
class Loads:
    """What opening one widget took, over and over.

    Attributes:
        times: milliseconds from the navigation's begin to a box that one can type into.
        script: bytes of its scripts as they came, packed.
        requests: after the page's own, until the box could be typed into.
        heap: megabytes of JavaScript's memory then, after a collection.
    """

    times: list[float] = field(default_factory=list)
    script: int = 0
    requests: int = 0
    heap: list[float] = field(default_factory=list)

    def figures(self) -> list[float]:
        """In the order of the table's rows."""
        middle = statistics.median
        return [middle(self.times), self.script, self.requests, middle(self.heap)]


ROWS = (
    "navigation to a usable composer, ms, median of 9",
    "scripts, bytes gzipped",
    "requests after the page's own",
    "JavaScript heap, MB, median of 9",
)


def load(browser: Browser, address: str, loads: Loads) -> None:
    """Open a page with nothing known from before, and note what it took."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.add_init_script(WATCH)
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108  (it has to take a mark)
    page.goto(address)
    page.wait_for_function("window.usableAfter")
    loads.times.append(page.evaluate("window.usableAfter"))
    others = [each for each in asked if each.resource_type not in {"document", "image"}]
    loads.requests = len(others)
    scripts = [each for each in others if each.resource_type == "script"]
    loads.script = sum(each.sizes()["responseBodySize"] for each in scripts)
    devtools = context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    loads.heap.append(devtools.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
    box = page.locator("#words, #text-input")
    box.fill("hello")
    assert "hello" in box.evaluate("(box) => box.value ?? box.innerText"), address
    context.close()


def measured(product: str, peer: bytes | None) -> tuple[Loads, Loads]:
    """Load both in turn; the first of each is not counted."""
    ours, theirs = Loads(), Loads()
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with pages(product, peer) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=as_root)
        for run in range(WARM_UP + RUNS):
            counts = run >= WARM_UP
            load(browser, f"{server}/ours", ours if counts else Loads())
            if peer:
                load(browser, f"{server}/theirs", theirs if counts else Loads())
        browser.close()
    return ours, theirs


def beside(product: str) -> tuple[list[str], str]:
    """Lines of the table, and why the other widget is not in it; empty when it is."""
    try:
        peer, why_not = peer_script(), ""
    except NotMeasuredError as error:
        peer, why_not = None, f"{PEER} {VERSION} was not measured: {error}"
    ours, theirs = measured(product, peer)
    return list(_table(ours, theirs if peer else None)), why_not


def _table(ours: Loads, theirs: Loads | None) -> Iterator[str]:
    yield f"| | ours | {PEER} {VERSION} | {PEER} : ours |"
    yield "|---|---|---|---|"
    other = theirs.figures() if theirs else [None] * len(ROWS)
    for name, mine, its in zip(ROWS, ours.figures(), other, strict=True):
        both = (f"{its:,.6g}", f"{its / mine:.2f}") if its is not None else ("not measured", "")
        yield f"| {name} | {mine:,.6g} | {both[0]} | {both[1]} |"


def main() -> int:
    """Print the table; 1 when the other widget could not be measured."""
    with tempfile.TemporaryDirectory() as state, stacks.ours(Path(state)) as (address, _, _said):
        lines, why_not = beside(address)
    print("\n".join(lines))
    if why_not:
        print(why_not, file=sys.stderr)
    return 1 if why_not else 0


if __name__ == "__main__":
    sys.exit(main())
