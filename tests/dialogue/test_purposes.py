"""Whose an investigation is: Oranga Tamariki's is about care, the Police's about an offence."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import Understood, changes
from bot.law.load import load_law

LAW = load_law()
INQUIRY = (("request_purpose", "investigate_offence"), ("inquiry", "yes"))
CRIME = (("request_purpose", "investigate_offence"),)


@pytest.mark.parametrize(
    ("who", "said", "purpose"),
    [
        pytest.param("police", INQUIRY, "investigate_offence", id="the Police"),
        pytest.param("oranga-tamariki", INQUIRY, "care_protection", id="Oranga Tamariki"),
        pytest.param(
            "oranga-tamariki-social-worker", INQUIRY, "care_protection", id="its social worker"
        ),
        pytest.param(
            "oranga-tamariki", CRIME, "investigate_offence", id="into an offence, said so"
        ),
    ],
)
def test_what_an_investigation_is_turns_on_whose_it_is(
    who: str, said: tuple[tuple[str, str], ...], purpose: str
) -> None:
    """Said to the question what they need it for."""
    facts = {"direction": "asked", "sharer": "gp", "recipient": who}
    turn = Understood("inform", said, asked="request")

    assert changes(LAW, facts, turn)["request_purpose"] == purpose


def test_an_investigation_told_at_first_is_asked_about() -> None:
    """No guess is made where the question comes anyway."""
    turn = Understood("been_asked", (("recipient", "oranga-tamariki"), *INQUIRY))

    assert "request_purpose" not in changes(LAW, {}, turn)


def test_to_see_if_they_are_ok_is_what_oranga_tamariki_asks_for() -> None:
    """Said to the question what they need it for, and not to what telling would help with."""
    facts = {"direction": "asked", "sharer": "gp", "recipient": "oranga-tamariki"}
    turn = Understood("inform", (("ota_purpose", "assess"),), asked="request_purpose")
    found = changes(LAW, facts, turn)

    assert found["request_purpose"] == "care_protection"
    assert "ota_purpose" not in found
