"""Where log records are made: what is kept of them, and what is written past them."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.privacy import logs

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Hinemoana is not fed"
FAILS = """
import sys, threading, warnings
from bot.privacy import logs
logs.settle(lambda record: True)
class Drops:
    def __del__(self):
        raise KeyError("Hinemoana is not fed")
def fail():
    raise ValueError("Hinemoana is not fed")
del_it = Drops(); del del_it
thread = threading.Thread(target=fail); thread.start(); thread.join()
fail()
"""


@pytest.fixture
def made(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Records as our processes make them, of others none that may speak."""
    caplog.set_level(1)
    logs.settle(lambda _record: False)
    yield caplog
    logs.unsettle()


@pytest.mark.parametrize(("name", "says"), [("bot.x", True), ("actions", True), ("botany", False)])
def test_whose_message_is_kept(made: pytest.LogCaptureFixture, name: str, *, says: bool) -> None:
    """Ours, by the whole first part of the logger's name."""
    logging.getLogger(name).info("The store has version %s.", 2)

    assert (made.messages == ["The store has version 2."]) is says


def test_others_keep_their_place_and_nothing_else(made: pytest.LogCaptureFixture) -> None:
    """Message, arguments, exception, stack, and whatever is put beside the message."""
    try:
        int(WORDS)
    except ValueError:
        logging.getLogger("library").exception(
            "It was %s", WORDS, stack_info=True, extra={"said": WORDS}
        )

    (record,) = made.records
    assert record.getMessage().startswith("message withheld, from test_logs.py:")
    assert "(ValueError at test_logs.py:" in record.getMessage()
    assert WORDS not in f"{record.__dict__}"


def test_of_our_own_exceptions_type_and_place_are_kept(made: pytest.LogCaptureFixture) -> None:
    """Their message may repeat what was typed."""
    try:
        int(WORDS)
    except ValueError:
        logging.getLogger("bot.x").exception("It failed.")

    assert made.messages[0].startswith("It failed. (ValueError at test_logs.py:")
    assert WORDS not in made.text


def test_what_python_writes_past_all_logs_has_no_words() -> None:
    """An end that nobody expected, in a thread and in the tidying up too."""
    done = subprocess.run(
        [sys.executable, "-c", FAILS], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert WORDS not in done.stderr
    assert done.stderr.splitlines() == [
        "Nobody took KeyError at <string>:7.",
        "Nobody took ValueError at <string>:9.",
        "Ended by ValueError at <string>:9.",
    ]


def test_settling_twice_is_settling_once_and_can_be_undone() -> None:
    """Tests do so, one after the other."""
    made = logging.getLogRecordFactory()
    # Python's own for what ends a process: typer may have put another there in a test before.
    hooks = (sys.__excepthook__, threading.excepthook)
    logs.settle(lambda _record: False)
    logs.settle(lambda _record: True)
    logs.unsettle()

    assert logging.getLogRecordFactory() is made
    assert (sys.excepthook, threading.excepthook) == hooks
