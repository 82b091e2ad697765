"""What the person gave: facts as ``fact=value`` or as JSON, a day, a name."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.law.errors import TooFarAhead, nearest, one_of
from bot.law.settling import check_day
from bot.tools.console import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = ZoneInfo("Pacific/Auckland")


def today() -> date:
    """The calendar day in New Zealand."""
    return datetime.now(tz=HERE).date()


def day(text: str | None) -> date:
    """The day meant; today when none was given.

    Raises:
        WrongUse: it is not a day of the calendar, written YYYY-MM-DD, or too far ahead.
    """
    if not text:
        return today()
    try:
        on = date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(f"'{text}' is not a day. Write it as {today().isoformat()}.") from error
    try:
        return check_day(on, today())
    except TooFarAhead as error:
        raise WrongUse(str(error)) from None


def facts(pairs: Sequence[str], source: str | None = None) -> dict[str, str]:
    """The answers given; those on the command line stand over those in the file.

    Args:
        pairs: ``fact=value``.
        source: a file with a JSON object of facts and values, or "-" for standard input.

    Raises:
        WrongUse: a pair without "=", the same fact twice, or no JSON object of texts.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise WrongUse(f"'{pair}' is no FACT=VALUE. Write it as {pair}=yes, for instance.")
        if found.get(name, value) != value:
            raise WrongUse(f"'{name}' is given twice, as '{found[name]}' and as '{value}'.")
        found[name] = value
    return {**_from_json(source), **found} if source else found


def _from_json(source: str) -> dict[str, str]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        found: Any = json.loads(text)
    except OSError as error:
        raise WrongUse(f"cannot read {source}: {error.strerror}.") from error
    except ValueError as error:
        raise WrongUse(f"{source} is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise WrongUse(f'{source} holds no JSON object. Write it as {{"danger_now": "no"}}.')
    for name, value in found.items():
        if not isinstance(value, str):
            meant = {True: '"yes"', False: '"no"', None: '"unknown"'}.get(value, "a text")
            raise WrongUse(f"the value of '{name}' in {source} is no text. Write {meant}.")
    return found


def known(kind: str, name: str, names: Iterable[str]) -> str:
    """A name that exists.

    Raises:
        WrongUse: it does not; the message has the nearest one that does.
    """
    allowed = sorted(set(names))
    if name not in allowed:
        raise WrongUse(f"no {kind} is called '{name}'.{nearest(name, allowed)} {one_of(allowed)}")
    return name
