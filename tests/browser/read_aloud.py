"""``make screens`` also writes docs/read-aloud.md: what is given to somebody who does not see it.

Not collected with the tests; test_read_aloud.py says what must hold of it.
"""

from __future__ import annotations

from tests.browser.camera import FOLDER
from tests.browser.conftest import Visits
from tests.browser.test_read_aloud import chose, opened, told
from tests.browser.visitor import NO_VIOLENCE, NOT_NOW, PURPOSE

PAGE = FOLDER.parent / "read-aloud.md"
HEAD = """# Read aloud

A conversation by keyboard alone, from the intranet page to its answer, as Chromium gives it to a
screen reader: what was pressed (`>`), what then has the focus, with what it is and how it is, and
“what is announced”. `make screens` writes it again; `tests/browser/test_read_aloud.py` says what
must hold of it. No screen reader spoke it, and each has its own words for a button or a group:
`docs/how-to/check-with-a-screen-reader.md`.

"""


def test_what_is_heard(visits: Visits) -> None:
    """To the example's answer, and through all of it."""
    visitor = visits(timezone_id="Pacific/Auckland")
    ear = opened(visitor)
    told(ear, visitor)
    for key, label in (("Shift+Tab", NOT_NOW), ("Tab", NO_VIOLENCE), ("Tab", PURPOSE)):
        chose(ear, key, label)
    heard = [*ear.lines, "> read on", *ear.read(".reply")]

    PAGE.write_text(HEAD + "".join(f"    {line}\n" for line in heard), encoding="utf-8")
