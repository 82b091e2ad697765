"""The answer for a meeting: each one round the table, then what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.resolve import Outcome
from bot.law.table import Seat, around_the_table, company, is_meeting
from bot.render import answer, blocks
from bot.render.headline import headline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.law.model import Law
    from bot.render.blocks import Block

MAY_BE_TOLD = frozenset({Outcome.REQUIRED, Outcome.PERMITTED, Outcome.CONSIDER})


def whole_answer(law: Law, facts: Mapping[str, str], on: date) -> list[Block]:
    """The answer as it is given: seat by seat at a meeting whose company is known.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    draw = meeting_blocks if at_a_table(facts) else answer.answer_blocks
    return draw(law, facts, on)


def meeting_blocks(law: Law, facts: Mapping[str, str], on: date) -> list[Block]:
    """Who may be told and under what, seat by seat; then the whole answer for the first of them.

    Args:
        law: all the law.
        facts: answers by fact id; ``company`` names at least one role.
        on: the day of the meeting.

    Raises:
        NoLawInForce, UnknownAnswer, Contradiction: as in ``resolve``.
    """
    seats = around_the_table(law, facts, on)
    told = _may_be_told(seats)
    first = speaks_for_all(seats)
    shown = answer.answer_blocks(law, first.resolution.facts, on)
    at = 1 if shown[0].get("level") == "emergency" else 0
    below = law.wording["meeting_below"].format(who=law.roles[first.role].the)
    table = blocks.text("\n".join((*_lines(law, seats, told), below)))
    return [*shown[:at], table, *shown[at:]]


def speaks_for_all(seats: Sequence[Seat]) -> Seat:
    """The seat for which the duties are said: the first who may be told, or the first there is."""
    return (_may_be_told(seats) or list(seats))[0]


def at_a_table(facts: Mapping[str, str]) -> bool:
    """Whether the answer is given seat by seat."""
    return bool(company(facts)) and is_meeting(facts)


def round_the_table(law: Law, facts: Mapping[str, str], on: date) -> str:
    """Who may be told and under what, seat by seat, and nothing more."""
    seats = around_the_table(law, facts, on)
    return "\n".join(_lines(law, seats, _may_be_told(seats)))


def _may_be_told(seats: Sequence[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.resolution.outcome in MAY_BE_TOLD]


def _lines(law: Law, seats: Sequence[Seat], told: Sequence[Seat]) -> list[str]:
    some = "meeting_some" if told else "meeting_none"
    name = "meeting_all" if len(told) == len(seats) else some
    lines = (
        law.wording["meeting_seat"].format(
            who=blocks.capital(law.roles[seat.role].label), says=headline(law, seat.resolution)
        )
        for seat in seats
    )
    return [law.wording[name], *lines]
