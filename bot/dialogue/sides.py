"""Who tells whom: which side a role is on, as the conversation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.understanding import Understood
    from bot.law.model import Law

ANY_ROLE = "role"
SOMEONE = "someone"
"""Beside a bare role: it has an article or *her* before it, as nobody says of herself."""

JOB_AT = "job_at"
"""Beside a bare role: a job, and what it is called there: a social worker's, at an NGO."""


def take_company(
    law: Law, facts: Mapping[str, str], found: dict[str, str], turn: Understood
) -> None:
    """Everybody named, besides the one who is asking, sits at the table."""
    named = [found.pop("company", ""), found.pop("recipient", "")]
    named += [value for entity, value in turn.entities if entity == ANY_ROLE]
    new = [role for part in named for role in part.split(",") if role in law.roles]
    if turn.asked == "sharer" and "sharer" not in found and new:
        found["sharer"] = new.pop()
    before = [] if turn.asked == "company" else facts.get("company", "").split(",")
    if new:
        seats = [role for role in (*before, *new) if role in law.roles]
        found["company"] = ",".join(dict.fromkeys(seats))


def is_said_again(facts: Mapping[str, str], turn: Understood, role: str) -> bool:
    """Whether somebody repeats who is who: "just a neighbour" is nobody to be told."""
    is_elsewhere = turn.asked not in {None, "sharer", "recipient"}
    known = {facts.get("sharer"), facts.get("recipient")}
    return is_elsewhere and turn.intent != "correct" and role in known


def side_of(law: Law, facts: Mapping[str, str], found: Mapping[str, str], turn: Understood) -> str:
    """Whose role a bare role is: of the open question, else as the message was meant."""
    if turn.asked in {"sharer", "recipient"} and turn.asked not in found:
        return turn.asked
    if "sharer" not in found and "sharer" not in facts:
        return "sharer"
    return "sharer" if _says_better_who(law, facts, turn) else "recipient"


def works_as(
    facts: Mapping[str, str], found: Mapping[str, str], turn: Understood
) -> dict[str, str]:
    """Who somebody is who said her job before, and now where: "social worker", then "ngo".

    Nothing where it may be whom she would tell, or asked.
    """
    is_known = "sharer" in found or not facts.keys().isdisjoint({"recipient", "company"})
    if is_known or turn.asked == "recipient" or SOMEONE in dict(turn.entities):
        return {}
    pairs = [value.split(",") for entity, value in turn.entities if entity == JOB_AT]
    named = next((role for job, role in pairs if job == facts.get("sharer")), None)
    return {"sharer": named} if named else {}


def _says_better_who(law: Law, facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether a bare role corrects who is asking, where both sides are known and none is asked.

    Who was asked by the Police and types "school counsellor" tells who she is, and so does who
    teaches, would tell a nurse and types "teacher aide". With *the* or *her* it is somebody else.
    """
    named = dict(turn.entities)
    if turn.answered or not turn.asked or turn.intent == "correct" or SOMEONE in named:
        return False
    if not facts.keys() >= {"sharer", "recipient"}:
        return False
    sectors = law.groups
    new, mine, theirs = (
        sectors.get(role) for role in (named[ANY_ROLE], facts["sharer"], facts["recipient"])
    )
    return theirs != new and (facts.get("direction") == "asked" or mine == new)
