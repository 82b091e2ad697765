"""What was typed or pressed becomes an intent and closed values, where the conversation stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.dialogue.bands import Band, Bands
from bot.law.load import load_law
from bot.rasa.heard import Hearing, Stale, settled
from bot.rasa.turn import Answer, Malformed
from bot.rasa.vocabulary import words_of_domain, words_of_law

if TYPE_CHECKING:
    from rasa.shared.core.domain import Domain

LAW = load_law()
BANDS = Bands(intents=Band(act=0.6, confirm=0.4), danger=0.5, guidance=Band(0.2, 0.0))
TOLD = {"sharer": "gp", "recipient": "school", "concern": "neglect"}
OPEN = {**TOLD, "requested_slot": "danger_now", "questions_asked": "recipient,danger_now"}
UNSURE = {"meant": "ask_guidance,inform", "pending": "passage,no-barrier"}


@pytest.fixture(scope="module")
def domain() -> Domain:
    """The product's own."""
    from rasa.shared.core.domain import Domain

    return Domain.load(f"{Path(__file__).parents[2] / 'domain.yml'}")


@pytest.fixture
def hearing(domain: Domain) -> Hearing:
    """With the product's closed sets, and bands of the test's own."""
    words = words_of_law(LAW) | words_of_domain(domain)
    return Hearing(LAW, BANDS, words, frozenset(domain.intents))


def tracker(domain: Domain, slots: dict[str, str]) -> Any:
    """A conversation with these slots."""
    from rasa.shared.core.events import SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    found = DialogueStateTracker("x", domain.slots)
    for name, value in slots.items():
        found.update(SlotSet(name, value), domain)
    return found


def parsed(ranking: list[tuple[str | None, float]], *entities: tuple[str, str]) -> dict[str, Any]:
    """A message as the pipeline leaves it."""
    return {
        "intent": {"name": ranking[0][0], "confidence": ranking[0][1]},
        "intent_ranking": [{"name": name, "confidence": sure} for name, sure in ranking],
        "entities": [{"entity": name, "value": value, "start": 3} for name, value in entities],
        "text": "Hinemoana",
    }


def found(heard: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """Intent and entities."""
    entities = [(entity["entity"], entity["value"]) for entity in heard["entities"]]
    return heard["intent"]["name"], entities


def test_words_are_not_passed_on(hearing: Hearing, domain: Domain) -> None:
    """Only an intent, and values of the closed sets."""
    heard = hearing.typed(
        parsed([("inform", 0.9)], ("recipient", "police"), ("recipient", "Hinemoana")),
        tracker(domain, {}),
        danger=False,
    )

    assert found(heard) == ("inform", [("recipient", "police")])
    assert "Hinemoana" not in str(heard)


@pytest.mark.parametrize(
    ("ranking", "danger", "intent"),
    [
        pytest.param([("thanks", 0.9)], True, "emergency", id="looks like nothing"),
        pytest.param([("why", 0.45)], True, "emergency", id="not sure what"),
        pytest.param([("inform", 0.9)], True, "inform", id="tells of the situation"),
        pytest.param([("thanks", 0.9)], False, "thanks", id="no danger"),
        pytest.param([(None, 0.0)], False, "nlu_fallback", id="no intent at all"),
    ],
)
def test_words_of_danger_decide(
    hearing: Hearing,
    domain: Domain,
    ranking: list[tuple[str | None, float]],
    intent: str,
    *,
    danger: bool,
) -> None:
    """Whatever the classifier made of them."""
    assert found(hearing.typed(parsed(ranking), tracker(domain, {}), danger=danger))[0] == intent


def test_what_may_be_meant_comes_first(hearing: Hearing, domain: Domain) -> None:
    """With what the message stated after it, to be kept."""
    ranking: list[tuple[str | None, float]] = [("why", 0.45), ("help", 0.2)]
    heard = hearing.typed(
        parsed(ranking, ("nearest", "must-i-report")), tracker(domain, OPEN), danger=False
    )

    assert found(heard) == (
        "ask_back",
        [("meant", "why"), ("meant", "help"), ("nearest", "must-i-report")],
    )


@pytest.mark.parametrize(
    ("said", "slots", "comes_to"),
    [
        pytest.param("affirm", OPEN, ("affirm", []), id="yes to the question"),
        pytest.param(
            "affirm", OPEN | UNSURE, ("ask_guidance", [("passage", "no-barrier")]), id="yes, that"
        ),
        pytest.param("deny", OPEN | UNSURE, ("help", []), id="no, neither"),
        pytest.param("skip", OPEN, ("not_sure", []), id="skip"),
        pytest.param("go_back", OPEN, ("change_fact", [("fact", "recipient")]), id="back"),
        pytest.param("go_back", {}, ("recap", []), id="back to nothing"),
    ],
)
def test_a_message_is_heard_where_the_conversation_stands(
    hearing: Hearing,
    domain: Domain,
    said: str,
    slots: dict[str, str],
    comes_to: tuple[str, list[tuple[str, str]]],
) -> None:
    """The slots say where that is."""
    heard = hearing.typed(parsed([(said, 0.9)]), tracker(domain, slots), danger=False)

    assert found(heard) == comes_to


@pytest.mark.parametrize(
    ("answer", "slots", "comes_to"),
    [
        (Answer("danger_now", "no"), OPEN, ("answer", [("danger_now", "no")])),
        (Answer("danger_now", "unknown"), OPEN, ("answer", [("danger_now", "unknown")])),
        (Answer("change", "recipient"), OPEN, ("change_fact", [("fact", "recipient")])),
        (Answer("meaning", "inform"), UNSURE, ("inform", [("passage", "no-barrier")])),
        (Answer("meaning", "unknown"), UNSURE, ("help", [])),
        (
            Answer("topic", "must-i-report"),
            {"offered": "must-i-report,no-barrier"},
            ("ask_guidance", [("explainer", "must-i-report")]),
        ),
        (
            Answer("topic", "no-barrier"),
            {"offered": "must-i-report,no-barrier"},
            ("ask_guidance", [("passage", "no-barrier")]),
        ),
        (Answer("topic", "unknown"), {"offered": "no-barrier"}, ("ask_guidance", [])),
    ],
    ids=lambda value: f"{value.question}={value.value}" if isinstance(value, Answer) else "",
)
def test_a_button_that_is_open_is_taken(
    hearing: Hearing,
    domain: Domain,
    answer: Answer,
    slots: dict[str, str],
    comes_to: tuple[str, list[tuple[str, str]]],
) -> None:
    """For what it stands for."""
    assert found(hearing.pressed(answer, tracker(domain, slots))) == comes_to


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer("concern", "harm"), Stale),
        (Answer("change", "age"), Stale),
        (Answer("meaning", "inform"), Stale),
        (Answer("topic", "must-i-report"), Stale),
        (Answer("spell", "x"), Malformed),
        (Answer("change", "spell"), Malformed),
        (Answer("danger_now", "perhaps"), Malformed),
    ],
    ids=lambda value: f"{value.question}={value.value}" if isinstance(value, Answer) else "",
)
def test_a_button_that_is_not_open_is_refused(
    hearing: Hearing, domain: Domain, answer: Answer, error: type[Exception]
) -> None:
    """Nothing is changed by it."""
    with pytest.raises(error):
        hearing.pressed(answer, tracker(domain, OPEN))


def test_what_follows_is_known_too(domain: Domain) -> None:
    """Violence in the family is family violence."""
    assert settled(LAW, tracker(domain, {"concern": "family_violence"}))["family_violence"] == "yes"


@pytest.mark.parametrize(
    ("answered", "intent"), [({}, "affirm"), ({"answered": True}, "ask_guidance")]
)
def test_a_question_without_a_topic_is_a_question_after_an_answer(
    domain: Domain, hearing: Hearing, answered: dict[str, Any], intent: str
) -> None:
    """Whatever the classifier made of so few words; before an answer, what it made of them."""
    words = parsed([("affirm", 0.9)], ("bare", "ask_guidance"))

    found = hearing.typed(words, tracker(domain, {**TOLD, **answered}), danger=False)

    assert found["intent"]["name"] == intent
