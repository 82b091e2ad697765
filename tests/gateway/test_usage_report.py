"""``python -m bot report``: the page, and how it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.database import Database
from bot.gateway.app import Knowledge
from bot.gateway.store import Store
from bot.gateway.tables import usage
from bot.gateway.usage.page import page_of
from bot.gateway.usage.report import Count, report_of
from bot.gateway.usage.weeks import DAY, WEEK, open_week, today
from bot.sealing.keyring import Keyring
from tests.gateway.conftest import ON_BOTH

DATABASES = ON_BOTH
ROOT = Path(__file__).resolve().parents[2]
MADE = date(2026, 11, 24)
WEEKS = [open_week(MADE) - back * WEEK for back in range(1, 5)]
BUSY: list[Count] = [
    (week, kind, name, count)
    for week in WEEKS
    for kind, name, count in (
        ("channel", "web", 40),
        ("channel", "teams", 3),
        ("intent", "why", 12),
        ("intent", "thanks", 1),
        ("outcome", "permitted", 31),
        ("unanswered", "keeping-records", 9),
    )
]


class Text(HTMLParser):
    """The words of a page, its tags, and the ids and references between them."""

    def __init__(self, page: str) -> None:
        """Read it."""
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.named: set[str] = set()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"aria-labelledby", "aria-describedby"}:
                self.named |= set((value or "").split())
            if name in {"src", "href"}:
                self.addresses.append(value or "")

    def handle_data(self, data: str) -> None:
        """Note it."""
        self.words.append(data)


@pytest.fixture
def drawn(knowledge: Knowledge) -> Callable[[list[Count]], str]:
    """Makes the page of some counts."""

    def page(counts: list[Count]) -> str:
        report = report_of(counts, knowledge.names, MADE, 91)
        return page_of(report, knowledge.names, knowledge.law, MADE)

    return page


def test_the_page_has_each_figure_and_no_small_one(drawn: Callable[[list[Count]], str]) -> None:
    """In words, with the topic's own; what is too small is named without a figure."""
    said = " ".join(" ".join(Text(drawn(BUSY)).words).split())

    assert "172 conversations 160 Web chat 12 Microsoft Teams" in said
    assert "They may share 124" in said
    assert "How many years a school or health file is kept 36" in said
    assert "Asked why a question is asked 48" in said
    assert "Said thank you" not in said.partition("What people did")[2].partition("Fewer")[0]
    assert "A figure below six could point to somebody." in said


def test_the_page_needs_nothing_else(drawn: Callable[[list[Count]], str]) -> None:
    """No script, no other file: it can be sent, and opened where nothing is reached."""
    page = Text(drawn(BUSY))

    assert page.addresses == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)


def test_each_drawing_has_its_table(drawn: Callable[[list[Count]], str]) -> None:
    """Named by its heading, and described by the table with the same figures."""
    page = Text(drawn(BUSY))

    assert page.tags.count("svg") == 2
    assert page.named <= page.ids
    assert {"table-web", "table-teams"} <= page.named


def test_without_a_figure_the_page_says_so(drawn: Callable[[list[Count]], str]) -> None:
    """An agency's first day, and a quiet year."""
    said = " ".join(Text(drawn([(WEEKS[0], "intent", "why", 5)])).words)

    assert "No figure has reached six conversations yet." in said
    assert said.count("No figure here has reached six conversations yet.") == 3


async def filled(state: Path, database: Database | None) -> None:
    """A store with some counts."""
    async with Store.opened(state, Keyring([]), database) as store:
        rows = [
            {"day": today() - 14 * DAY, "kind": "channel", "name": "web", "count": 77},
            {"day": today() - 14 * DAY, "kind": "outcome", "name": "required", "count": 5},
        ]
        async with store.engine.begin() as connection:
            await connection.execute(insert(usage), rows)


def report(
    state: Path, database: Database | None, *options: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder of the store."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SAFE_TO_SHARE_STATE": str(state)}
    if database:
        env["SAFE_TO_SHARE_DATABASE"] = database.url
        env["SAFE_TO_SHARE_INSTALLATION"] = database.installation
    command = [sys.executable, "-m", "bot", "report", *options]
    return subprocess.run(
        command, cwd=state, env=env, capture_output=True, text=True, timeout=60, check=False
    )


async def test_the_command_writes_the_page(database: Database | None, tmp_path: Path) -> None:
    """Of the store that the settings name; without keys, since there is nobody in it."""
    await filled(tmp_path, database)

    done = report(tmp_path, database, "--days", "30", "--out", "last-month.html")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("last-month.html: written.")
    said = " ".join(Text((tmp_path / "last-month.html").read_text("utf-8")).words)
    assert "77" in said


@pytest.mark.parametrize("days", ["6", "0", "-1", "9999", "many"])
def test_days_that_there_are_none_of_are_refused(tmp_path: Path, days: str) -> None:
    """Status 2; nothing is written."""
    done = report(tmp_path, None, "--days", days)

    assert done.returncode == 2
    assert "--days" in done.stderr
    assert not list(tmp_path.glob("*.html"))


def test_a_store_that_does_not_answer_is_said_in_a_sentence(tmp_path: Path) -> None:
    """Status 1, no traceback."""
    (tmp_path / "gateway.db").write_bytes(b"not a database, but long enough to be read" * 99)

    done = report(tmp_path, None)

    assert done.returncode == 1
    assert done.stderr == "No report was made (DatabaseError).\n"
