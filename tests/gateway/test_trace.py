"""One id in every log line of a call, and at Rasa: the caller's, or a new one."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.gateway import quiet
from bot.gateway.faults import log_line
from bot.log_lines import JsonLines, LogsError, wants_json
from bot.tracing import traced
from tests.gateway.conftest import Person
from tests.gateway.stand_in import StandIn

TRACE = "0af7651916cd43dd8448eb211c80319c"
GIVEN = f"00-{TRACE}-b7ad6b7169203331-01"


async def test_the_callers_trace_is_in_the_log_at_rasa_and_in_the_answer(
    person: Person, rasa: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """A proxy's trace goes on through both processes and back."""
    caplog.set_level("INFO")
    caplog.clear()
    person.client.headers["traceparent"] = GIVEN

    answer = await person.say("hello")

    (line,) = [json.loads(said) for said in caplog.messages if '"request"' in said]
    assert line["trace"] == TRACE
    assert rasa.traces[-1].split("-")[1] == TRACE
    assert answer.headers["traceresponse"].split("-")[1] == TRACE
    assert "b7ad6b7169203331" not in rasa.traces[-1]  # each step names itself


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        "Zebedee Quagmire",
        GIVEN.upper(),
        GIVEN + "-more",
        "ff" + GIVEN[2:],
        f"00-{'0' * 32}-b7ad6b7169203331-01",
        f"00-{TRACE}-{'0' * 16}-01",
    ],
)
async def test_without_a_trace_that_holds_each_call_has_its_own(
    person: Person, rasa: StandIn, given: str | None
) -> None:
    """Nothing that somebody writes into a header comes into the log."""
    if given is not None:
        person.client.headers["traceparent"] = given

    for _ in range(2):
        await person.say("hello")

    first, second = (trace.split("-")[1] for trace in rasa.traces[-2:])
    assert first != second
    assert TRACE not in {first, second}
    assert all(len(trace) == 32 and int(trace, 16) for trace in (first, second))


async def test_a_later_version_of_the_header_is_read_as_this_one(
    person: Person, rasa: StandIn
) -> None:
    """As the standard asks."""
    person.client.headers["traceparent"] = f"cc{GIVEN[2:]}-what-comes-later"

    await person.say("hello")

    assert rasa.traces[-1].split("-")[1] == TRACE


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What goes to the terminal as JSON, from loggers that say no words."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    before = root.level
    root.setLevel("DEBUG")
    quiet.settle()
    yield stream
    quiet.unsettle()
    root.setLevel(before)
    root.removeHandler(handler)


def read(lines: io.StringIO) -> list[dict[str, Any]]:
    """Each line, as who collects them reads it."""
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def spoken(message: str) -> logging.LogRecord:
    """A record of another library that may keep its message: ``bot.gateway.quiet`` says which."""
    said = {"name": "uvicorn.error", "msg": message, "levelname": "INFO", "levelno": logging.INFO}
    return logging.makeLogRecord(said)


def test_every_line_is_one_object_with_its_trace(lines: io.StringIO) -> None:
    """Ours by their fields, others by their message."""
    with traced(GIVEN):
        log_line("request", status=200)
        logging.getLogger("uvicorn.error").handle(spoken("Started\nserver"))
    log_line("afterwards")

    ours, other, later = read(lines)
    assert ours.items() >= {"event": "request", "status": 200, "trace": TRACE}.items()
    assert other.items() >= {"message": "Started server", "level": "info", "trace": TRACE}.items()
    assert "trace" not in later


def test_as_json_too_nobody_says_words(lines: io.StringIO) -> None:
    """Neither as a message, nor as fields that another library gives its record, nor in a trace."""
    log = logging.getLogger("sqlalchemy.engine")
    log.warning("INSERT %s", "Quagmire", extra={"fields": {"text": "Quagmire"}})
    try:
        int("Quagmire")
    except ValueError:
        log.exception("Quagmire", stack_info=True)

    assert len([line for line in read(lines) if line["logger"] == log.name]) == 2
    assert "Quagmire" not in lines.getvalue()
    assert "ValueError at test_trace.py:" in lines.getvalue()


def test_another_value_of_the_setting_is_named() -> None:
    """Before anything is served."""
    assert wants_json({"SAFE_TO_SHARE_LOGS": "json"})
    assert not wants_json({})
    with pytest.raises(LogsError, match="SAFE_TO_SHARE_LOGS has to be json"):
        wants_json({"SAFE_TO_SHARE_LOGS": "yaml"})
