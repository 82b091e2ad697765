"""Put faults into the chat, one at a time, and see that its tests in the browser notice.

``python -m tests.browser.mutants`` tries all of ``faults.yml`` in two processes; with words, those
whose file or name has one of them in it. A fault is noticed by a test that fails with it and passes
without it. Which tests to try first is only a hint: a fault survives when the whole suite of the
component passes with it. With ``--first`` only the tests of the hint are tried, which takes a tenth
of the time where something survives, and proves nothing then. ``--share=0/2`` tries the first of
every two alone, in this process.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import expect
from rich.console import Console

from bot.gateway import pages, record_page, templating
from bot.law.load import load_law
from tests.browser.faults import Fault, faults, place

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from tests.browser.stand_in import StandIn

BOT = pages.WIDGET.parent
SUITE = Path(__file__).parent / "component"
SHARES = 2
SHORT = 2_500
"""Milliseconds for what does not come true. A quiet test has five seconds; each of ours is tried
again without the fault, so that a slow machine is not taken for a sharp test."""
QUIET = (
    *("-q", "-s", "--no-header", "--no-summary", "-p", "no:cacheprovider"),
    # What the gateway stands on is loaded here before pytest can look at it.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


class Sources:
    """A copy of what the chat is made of, which faults are put into; the stand-in serves it."""

    def __init__(self, folder: Path) -> None:
        """Copy it there, and let pages be drawn from there."""
        self._bot = folder
        self._law = load_law()
        shutil.copytree(pages.WIDGET, folder / "widget")
        shutil.copytree(templating.TEMPLATES, folder / "gateway" / "templates")
        templating.TEMPLATES = record_page.TEMPLATES = folder / "gateway" / "templates"

    def put(self, fault: Fault | None, old: Fault, stand_in: StandIn) -> None:
        """Have this fault and no other; ``old`` is the one that may have been there before."""
        sound = place(BOT, old.file).read_text(encoding="utf-8")
        text = fault.applied(sound) if fault else sound
        path = place(self._bot, old.file)
        path.write_text(text, encoding="utf-8")
        script = pages.script(self._law, self._bot / "widget")
        stand_in.files["/widget.js"] = (script, "text/javascript")
        if path.suffix == ".css":
            stand_in.files[f"/assets/{path.name}"] = (text, "text/css")


class OneAtATime:
    """A pytest plugin: in the place of running the tests once, run them for each fault."""

    def __init__(
        self,
        tried: tuple[Fault, ...],
        sources: Sources,
        tell: Callable[[Fault, str], None],
        *,
        is_whole: bool,
    ) -> None:
        self._tried = tried
        self._is_whole = is_whole
        self._sources = sources
        self._tell = tell
        self._stand_in: StandIn | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        """Get hold of the stand-in, which lives as long as all the tests."""
        made = yield
        if fixturedef.argname == "running":
            self._stand_in = made  # type: ignore[assignment]  # what that fixture yields
        return made

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Each fault, with one browser and one stand-in for all."""
        items = session.items
        if session.testsfailed or not _passes(items[0]):
            raise pytest.UsageError("the tests do not even run without a fault")
        for fault in self._tried:
            self._tell(fault, next(self._noticing(fault, items), ""))
        runtestprotocol(items[0], log=False, nextitem=None)
        return True

    def _noticing(self, fault: Fault, items: list[pytest.Item]) -> Iterator[str]:
        """Names of tests that fail with the fault, and without it do not."""
        for item in sorted(items, key=lambda each: _rank(each, fault)):
            if not self._is_whole and _rank(item, fault) == len(fault.first):
                return
            self._have(fault, fault)
            is_sound = _passes(item)
            self._have(None, fault)
            if is_sound:
                continue
            if _passes(item):
                yield item.name
            else:
                self._tell(fault, f"{item.name} fails without it too")

    def _have(self, fault: Fault | None, old: Fault) -> None:
        assert self._stand_in
        self._sources.put(fault, old, self._stand_in)


def _rank(item: pytest.Item, fault: Fault) -> int:
    """A test's place among those that are likely to notice; all others after them."""
    names = (item.name, getattr(item, "originalname", item.name))
    found = [place for place, name in enumerate(fault.first) if name in names]
    return found[0] if found else len(fault.first)


def _passes(item: pytest.Item) -> bool:
    # The session as the next test: all of this one is taken down, and what all share is not.
    following: Any = item.session
    return not any(each.failed for each in runtestprotocol(item, log=False, nextitem=following))


def main() -> int:
    """1 where a fault survives, 2 where the tests cannot be run."""
    if share := next((each for each in sys.argv if each.startswith("--share=")), ""):
        place, count = map(int, share.removeprefix("--share=").split("/"))
        return one_share(chosen()[place::count])
    command = [sys.executable, "-m", "tests.browser.mutants", *sys.argv[1:]]
    began = [subprocess.Popen([*command, f"--share={n}/{SHARES}"]) for n in range(SHARES)]
    return max(each.wait() for each in began)


def chosen() -> tuple[Fault, ...]:
    """Those that the words ask for; all without words."""
    words = [word.lower() for word in sys.argv[1:] if not word.startswith("--")]
    return tuple(
        each
        for each in faults()
        if not words or any(word in f"{each.file} {each.breaks}".lower() for word in words)
    )


def one_share(tried: tuple[Fault, ...]) -> int:
    """Try these one after another."""
    console = Console(highlight=False, markup=False)
    survivors: list[Fault] = []

    def tell(fault: Fault, by: str) -> None:
        console.print(f"{fault.breaks}: {by or 'SURVIVES'}", soft_wrap=True)
        if not by:
            survivors.append(fault)

    expect.set_options(timeout=SHORT)
    with tempfile.TemporaryDirectory() as folder:
        sources, is_whole = Sources(Path(folder)), "--first" not in sys.argv
        plugin = OneAtATime(tried, sources, tell, is_whole=is_whole)
        status = pytest.main([*QUIET, str(SUITE)], plugins=[plugin])
    if status != pytest.ExitCode.OK:
        return 2
    console.print(f"{len(tried)} faults, {len(survivors)} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
