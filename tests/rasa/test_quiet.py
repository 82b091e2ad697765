"""The terminal: one line a record, and nobody's words."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.log_lines import JsonLines
from bot.privacy import logs
from bot.rasa import quiet
from bot.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "Hinemoana is not fed"


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """What a handler as the server has it writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(quiet.OneLine())
    logging.getLogger().addHandler(handler)
    logs.settle(quiet._others.may_speak)
    yield stream
    logs.unsettle()
    quiet.silence_others(silent=False)
    logging.getLogger().removeHandler(handler)


def log_failure(name: str) -> None:
    """Log an exception whose message has a person's words."""
    try:
        int(WORDS)
    except ValueError:
        logging.getLogger(name).exception("It failed\nin two lines")


def test_an_exception_is_its_type_and_place(terminal: io.StringIO) -> None:
    """No traceback, no message of the exception, one line."""
    log_failure("bot.rasa.channel")

    (line,) = terminal.getvalue().splitlines()

    assert "bot.rasa.channel: It failed in two lines (ValueError at test_quiet.py:" in line
    assert WORDS not in line


@pytest.mark.parametrize(("name", "said"), [("rasa.core.processor", False), ("actions.why", True)])
def test_other_peoples_messages_are_withheld_once_we_serve(
    terminal: io.StringIO, name: str, *, said: bool
) -> None:
    """In Rasa's messages there may be words; ours have none, and keep their sense."""
    logging.getLogger(name).warning("While it starts.")
    quiet.silence_others()
    logging.getLogger(name).warning("Reason.")

    assert "While it starts." in terminal.getvalue()
    assert ("Reason." in terminal.getvalue()) is said


def test_as_json_the_same_is_withheld(terminal: io.StringIO) -> None:
    """One object a line, with the gateway's trace; no field that another library set."""
    (handler,) = (
        each
        for each in logging.getLogger().handlers
        if isinstance(each, logging.StreamHandler) and each.stream is terminal
    )
    handler.setFormatter(JsonLines())

    quiet.silence_others()

    with traced("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"):
        log_failure("rasa.core.processor")
        logging.getLogger("rasa").warning(WORDS, extra={"fields": {"text": WORDS}})

    lines = [json.loads(line) for line in terminal.getvalue().splitlines()]
    assert len(lines) == 2
    assert {line["trace"] for line in lines} == {"0af7651916cd43dd8448eb211c80319c"}
    assert WORDS not in terminal.getvalue()


def test_rasas_structured_events_lose_their_values(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the event's name is printed, and debug events not at all."""
    quiet.settle_structlog()
    logger = structlog.get_logger()

    logger.debug("processor.message.parse", parse_data_text=WORDS)
    logger.error("some.failure", text=WORDS)

    assert capsys.readouterr().out == "error: some.failure\n"
