"""Errors in the law data: where, what is wrong, what is allowed, what to do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class LawError(Exception):
    """The law data cannot be used as it stands. The message names file and line."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


class UnknownName(LawError):
    """Something names a fact, value, role, membership, gateway or passage that does not exist."""

    def __init__(self, where: str, kind: str, name: str, known: Iterable[str]) -> None:
        allowed = sorted(known)
        super().__init__(
            where, f"no {kind} is called '{name}'.{nearest(name, allowed)} {one_of(allowed)}"
        )


class UnknownAnswer(ValueError):
    """A caller gave a fact or a value that the vocabulary does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        allowed = sorted(known)
        super().__init__(f"no {kind} is called '{name}'.{nearest(name, allowed)} {one_of(allowed)}")


class Contradiction(ValueError):
    """Two answers that cannot both be so."""

    def __init__(self, said: str, beside: str, other: str, allowed: Iterable[str]) -> None:
        super().__init__(
            f"'{said}' makes no sense with '{beside}'; it goes with "
            f"{other}={' or '.join(allowed)}. Change one of the two."
        )


class NoLawInForce(ValueError):
    """No provision covers the day. There is no falling back to the nearest one."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__(
            f"no provision that we hold is in force on {day.isoformat()}; "
            f"the first day covered is {first.isoformat()}. Give a day from then on."
        )


class TooFarAhead(ValueError):
    """A day on which nobody knows what the law will be."""

    def __init__(self, day: date, last: date) -> None:
        super().__init__(
            f"{day.isoformat()} is too far ahead: nobody knows the law of that day. "
            f"Give a day up to {last.isoformat()}."
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the nearest right name, or nothing when none is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


def one_of(allowed: list[str], *, most: int = 12) -> str:
    """What is allowed, cut short when there is much of it."""
    more = f" and {len(allowed) - most} more" if len(allowed) > most else ""
    return f"Allowed: {', '.join(allowed[:most])}{more}."
