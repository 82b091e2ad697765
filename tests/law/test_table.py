"""A meeting: who is there, and what is said of each."""

from __future__ import annotations

from bot.law.table import as_told_to, company


def test_who_is_round_the_table_is_named_once() -> None:
    """Somebody unknown has no seat, nor has nobody."""
    assert company({"company": "police,unknown,police,,school"}) == ("police", "school")
    assert company({"company": "unknown"}) == ()
    assert company({}) == ()


def test_what_was_said_of_one_recipient_is_not_said_of_another() -> None:
    """At a meeting each is judged by their own role, and by what holds for all."""
    facts = {"sharer": "gp", "company": "police,school", "recipient_delegated": "yes"}

    assert as_told_to(facts, "police") == {"sharer": "gp", "recipient": "police"}
    assert as_told_to(facts, "") == {"sharer": "gp"}
