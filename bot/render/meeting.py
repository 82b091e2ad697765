"""The answer for a meeting: each one round the table, then what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.law.resolve import Outcome
from bot.law.table import Seat, around_the_table
from bot.render import answer, blocks
from bot.render.headline import headline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.law.model import Law
    from bot.render.blocks import Block

MAY_BE_TOLD = frozenset({Outcome.REQUIRED, Outcome.PERMITTED, Outcome.CONSIDER})


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
    told = [seat for seat in seats if seat.resolution.outcome in MAY_BE_TOLD]
    # The duties are said once, for the first who may be told, or for the first there is.
    shown = answer.answer_blocks(law, (told or list(seats))[0].resolution.facts, on)
    at = 1 if shown[0].get("level") == "emergency" else 0
    return [*shown[:at], _round_the_table(law, seats, told), *shown[at:]]


def _round_the_table(law: Law, seats: tuple[Seat, ...], told: list[Seat]) -> Block:
    some = "meeting_some" if told else "meeting_none"
    name = "meeting_all" if len(told) == len(seats) else some
    lines = (
        law.wording["meeting_seat"].format(
            who=blocks.capital(law.roles[seat.role].label), says=headline(law, seat.resolution)
        )
        for seat in seats
    )
    below = law.wording["meeting_below"].format(who=law.roles[(told or list(seats))[0].role].the)
    return blocks.text("\n".join((law.wording[name], *lines, below)))
